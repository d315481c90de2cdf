import { amount, identifier, moment } from '../field.js';
import { defineImport } from '../kind.js';
import { campaignFields, lineFields, personFields, saleCurrency } from '../shared-fields.js';

export const orders = defineImport({
  name: 'orders',
  summary: 'Orders of the shop.',
  fields: {
    order_id: identifier('order number', { required: true, example: 'A-1001' }),
    time: moment('when the order was placed', { required: true }),
    total: amount('what the order is worth, gross of later refunds', { required: true, example: '119.80' }),
    ...saleCurrency,
    ...personFields,
    ...campaignFields,
    ...lineFields,
  },
  keys: [['order_id']],
  counted: ['time', 'total', 'currency'],
  repeats: 'once',
  personal: true,
  lines: true,
  becomes: ['tracking.received.v1'],
  effect: 'a Purchase event',
});

import { amount, identifier, moment, text } from '../field.js';
import { defineImport } from '../kind.js';
import { lineFields, personFields, saleCurrency } from '../shared-fields.js';

export const refunds = defineImport({
  name: 'refunds',
  summary: 'Money given back for orders, whole or in part.',
  fields: {
    order_id: identifier('number of the order that it belongs to', { required: true, example: 'A-1001' }),
    refund_id: identifier('number of the refund; absent = order, time and amount tell refunds apart', {
      example: 'G-17',
    }),
    time: moment('when it was given back', { required: true }),
    amount: amount('what was given back, a positive number', { required: true, example: '59.90' }),
    ...saleCurrency,
    reason: text('why', { example: 'damaged' }),
    ...personFields,
    ...lineFields,
  },
  keys: [['refund_id'], ['order_id', 'time', 'amount']],
  counted: ['order_id', 'time', 'amount', 'currency'],
  repeats: 'once',
  personal: true,
  lines: true,
  becomes: ['tracking.received.v1'],
  effect: 'a Refund event that names its order; orders stay as they were',
});

import { amount, identifier, moment, text } from '../field.js';
import { defineImport } from '../kind.js';
import { lineFields, personFields, saleCurrency } from '../shared-fields.js';

export const offlineSales = defineImport({
  name: 'offline-sales',
  summary: 'Sales in stores.',
  fields: {
    sale_id: identifier('number of the receipt, unique over all stores', { required: true, example: 'M-2026-88121' }),
    time: moment('when it was paid', { required: true }),
    total: amount('what the sale is worth', { required: true }),
    ...saleCurrency,
    store: text('store, as the tenant names it', { example: 'Munich' }),
    ...personFields,
    ...lineFields,
  },
  keys: [['sale_id']],
  counted: ['time', 'total', 'currency'],
  repeats: 'once',
  personal: true,
  lines: true,
  becomes: ['tracking.received.v1'],
  effect: 'a Purchase event with `sales_channel: "store"` and the store among its properties',
});

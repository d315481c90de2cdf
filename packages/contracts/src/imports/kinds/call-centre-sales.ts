import { amount, identifier, moment, text } from '../field.js';
import { defineImport } from '../kind.js';
import { campaignFields, lineFields, personFields, saleCurrency } from '../shared-fields.js';

export const callCentreSales = defineImport({
  name: 'call-centre-sales',
  summary: 'Sales by telephone.',
  fields: {
    sale_id: identifier('number of the order or contract', { required: true, example: 'T-5520' }),
    time: moment('when it was concluded', { required: true }),
    total: amount('what the sale is worth', { required: true }),
    ...saleCurrency,
    hotline: text('which line was called, by its name: a campaign can have its own', { example: 'tv-spot' }),
    ...personFields,
    ...campaignFields,
    ...lineFields,
  },
  keys: [['sale_id']],
  counted: ['time', 'total', 'currency'],
  repeats: 'once',
  personal: true,
  lines: true,
  becomes: ['tracking.received.v1'],
  effect: 'a Purchase event with `sales_channel: "call-centre"` and the hotline among its properties',
});

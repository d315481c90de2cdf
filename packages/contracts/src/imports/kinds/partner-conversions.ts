import { amount, choice, identifier, moment, text } from '../field.js';
import { defineImport } from '../kind.js';
import { campaignFields, personFields, saleCurrency } from '../shared-fields.js';

export const partnerConversions = defineImport({
  name: 'partner-conversions',
  summary: 'What partners report: marketplaces, dealers, affiliates, lead partners.',
  fields: {
    conversion_id: identifier('id that the partner gives it', { required: true, example: 'P-771' }),
    partner: text('partner, as the tenant names it', { required: true, max: 128, example: 'marketplace-a' }),
    type: choice(
      ['sale', 'lead', 'claim'],
      '`sale` = sold at the partner, counts as an order; `lead` = a contact; `claim` = the partner says that it brought an order of the shop itself, which is not counted again',
      { required: true },
    ),
    time: moment('when it happened', { required: true }),
    value: amount('what it is worth; a sale needs it', { example: '80.00' }),
    ...saleCurrency,
    commission: amount('what the partner asks for it', { example: '8.00' }),
    order_id: identifier('order of the shop that a claim names'),
    ...personFields,
    ...campaignFields,
  },
  keys: [['partner', 'conversion_id']],
  needs: [{ when: 'type', is: 'sale', field: 'value' }],
  counted: ['type', 'time', 'value', 'currency'],
  repeats: 'once',
  personal: true,
  becomes: ['tracking.received.v1'],
  effect: 'a Purchase event for a sale, else a custom event "Partner Lead" or "Partner Claim"',
});

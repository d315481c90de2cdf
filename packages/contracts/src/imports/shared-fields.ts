import { amount, currencyCode, identifier, number, text } from './field.js';

const personal = { personal: true };

/** Whose row it is. All are hashed under the tenant's key before anything is written. */
export const personFields = {
  customer_number: identifier('customer number; strongest key of a person', { ...personal, example: 'K-10023' }),
  login: identifier('login or user id, as the web site sends it', { ...personal, max: 256, example: 'ada' }),
  email: identifier('e-mail address', { ...personal, max: 320, example: 'ada@example.org' }),
  device_id: identifier('anonymous id of the browser or app, where the shop keeps it', personal),
};

/** The first product line; further lines stand in rows below (`lines: true`) or in the list `products`. */
export const lineFields = {
  product_id: identifier('product of the line', { example: 'L-100' }),
  product_name: text('its name', { max: 512, example: 'Brass lamp' }),
  product_category: text('its category'),
  quantity: number('pieces', { example: '1' }),
  price: amount('per piece'),
};

/** What brought a sale, where the source knows it. */
export const campaignFields = {
  campaign_source: text('as in utm_source', { example: 'newsletter' }),
  campaign_medium: text('as in utm_medium', { example: 'email' }),
  campaign_name: text('as in utm_campaign'),
};

export const saleCurrency = { currency: currencyCode() };

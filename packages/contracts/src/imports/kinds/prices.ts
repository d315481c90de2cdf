import { amount, calendarDate, currencyCode, identifier, text } from '../field.js';
import { defineImport } from '../kind.js';

export const prices = defineImport({
  name: 'prices',
  summary: 'What products cost from a day on.',
  fields: {
    product_id: identifier('product', { required: true, example: 'L-100' }),
    valid_from: calendarDate('first day of the price; it holds until the next one', { required: true }),
    price: amount('per piece', { required: true }),
    list_price: amount('per piece before the reduction', { example: '59.90' }),
    currency: currencyCode(),
    geo: text('region where it holds; absent = everywhere', { max: 64, example: 'BY' }),
    promotion: text('name of the promotion', { max: 128, example: 'black-week' }),
  },
  keys: [
    ['product_id', 'valid_from', 'geo'],
    ['product_id', 'valid_from'],
  ],
  repeats: 'latest',
  becomes: ['product.price.v1'],
  effect: 'a price in `curated.prices`',
});

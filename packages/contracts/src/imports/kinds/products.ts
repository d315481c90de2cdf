import { amount, calendarDate, currencyCode, flag, identifier, moment, text } from '../field.js';
import { defineImport } from '../kind.js';

export const products = defineImport({
  name: 'products',
  summary: 'Products of the shop, each with everything that is known of it.',
  fields: {
    product_id: identifier('id as the web site sends it with events', { required: true, example: 'L-100' }),
    name: text('name', { max: 512, example: 'Brass lamp' }),
    category: text('main category, levels separated by " > "', { example: 'Lamps > Table lamps' }),
    brand: text('brand', { max: 128, example: 'Lumen' }),
    parent_id: identifier('product that this one is a variant of'),
    gtin: identifier('GTIN of 8, 12, 13 or 14 digits', { example: '4006381333931', pattern: /^\d{8}(\d{4,6})?$/ }),
    price: amount('selling price per piece'),
    list_price: amount('price before a reduction'),
    cost: amount('what a piece costs the tenant', { example: '21.40' }),
    currency: currencyCode(),
    valid_from: calendarDate('first day of the price; given, the price is also noted as one from that day on'),
    changed_at: moment('when the shop changed it; absent = when the import began'),
    withdrawn: flag('no longer offered', { example: 'no' }),
  },
  keys: [['product_id']],
  repeats: 'latest',
  becomes: ['product.master.v1', 'product.price.v1'],
  effect: 'the master data of the product, and its price from `valid_from` on where that is given',
});

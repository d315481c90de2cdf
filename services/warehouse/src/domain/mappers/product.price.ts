import { productPrice } from '@stellwerk/contracts';
import { defineMapper } from '../mapper.js';
import { rowOf } from '../table.js';
import { prices } from '../tables.js';
import { dayCell } from '../values.js';

/** A price from a day on. */
export const productPriceMapper = defineMapper(productPrice, (payload) => [
  rowOf(prices, {
    tenant: payload.tenant,
    product_id: payload.productId,
    geo: payload.geo ?? '',
    valid_from: dayCell(payload.validFrom, 'validFrom'),
    price: payload.price.amount,
    currency: payload.price.currency,
    list_price: payload.listPrice?.amount ?? null,
    promotion: payload.promotion ?? '',
  }),
]);

import { productMaster } from '@stellwerk/contracts';
import { defineMapper } from '../mapper.js';
import { rowOf } from '../table.js';
import { products } from '../tables.js';
import { instantCell } from '../values.js';

/** What is known of a product now. */
export const productMasterMapper = defineMapper(productMaster, (payload) => [
  rowOf(products, {
    tenant: payload.tenant,
    product_id: payload.productId,
    name: payload.name ?? '',
    category: payload.category ?? '',
    brand: payload.brand ?? '',
    parent_id: payload.parentId ?? '',
    gtin: payload.gtin ?? '',
    price: payload.price?.amount ?? null,
    price_currency: payload.price?.currency ?? '',
    cost: payload.cost?.amount ?? null,
    cost_currency: payload.cost?.currency ?? '',
    changed_at: instantCell(payload.changedAt, 'changedAt'),
    is_withdrawn: payload.withdrawn ?? false,
  }),
]);

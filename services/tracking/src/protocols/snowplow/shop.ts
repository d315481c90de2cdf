import type { Action } from '../../domain/call.js';
import { type OrderNames, type Product, readOrder, readProducts } from '../../domain/commerce.js';
import { isObject } from '../../domain/object.js';
import type { SnowplowPayload } from './payload.js';
import type { SelfDescribing } from './self-describing.js';

type Fields = Readonly<Record<string, unknown>>;

const ECOMMERCE = 'com.snowplowanalytics.snowplow.ecommerce';
export const SHOP_ACTION = `${ECOMMERCE}/snowplow_ecommerce_action`;
export const SHOP_USER = `${ECOMMERCE}/user`;

const TRANSACTION_FIELDS: OrderNames = { orderId: ['tr_id'], total: ['tr_tt'], currency: 'tr_cu' };
const TRANSACTION_ENTITY: OrderNames = { orderId: ['transaction_id'], total: ['revenue'], currency: 'currency' };

/** A `tr` event with the items that came in the same request. @throws FieldProblem */
export function transactionAction(payload: SnowplowPayload, items: readonly Fields[], defaultCurrency: string): Action {
  const order = readOrder(payload, defaultCurrency, '', TRANSACTION_FIELDS);
  const { currency } = order.total;
  return { kind: 'Purchase', ...order, products: items.flatMap((item) => productOfItem(item, currency)) };
}

/** The product of a `ti` event. @throws FieldProblem for an odd currency */
export function productOfItem(item: Fields, defaultCurrency: string): Product[] {
  const { ti_sk, ti_nm, ti_na, ti_ca, ti_pr, ti_qu, ti_cu } = item;
  const fields = { sku: ti_sk, name: ti_nm ?? ti_na, category: ti_ca, price: ti_pr, quantity: ti_qu, currency: ti_cu };
  return readProducts(fields, defaultCurrency, 'items');
}

/** The `add_to_cart` event of older trackers. @throws FieldProblem for an odd currency */
export function addToCartAction(data: Fields, at: string, defaultCurrency: string): Action {
  const price = data.unitPrice ?? data.price;
  return { kind: 'AddToCart', products: readProducts({ ...data, price }, defaultCurrency, at) };
}

/**
 * An e-commerce action: what happened stands in the event, with what in the entities beside it
 * (`com.snowplowanalytics.snowplow.ecommerce`). @throws FieldProblem where an order cannot do without something
 */
export function shopAction(type: unknown, entities: readonly SelfDescribing[], defaultCurrency: string): Action {
  const entity = (name: string) => entities.find((one) => one.name === `${ECOMMERCE}/${name}`)?.data;
  const productsIn = (currency: string) => productsOf(entities, currency);
  switch (type) {
    case 'transaction': {
      const data = entity('transaction');
      const order = readOrder(isObject(data) ? data : {}, defaultCurrency, 'contexts.transaction', TRANSACTION_ENTITY);
      return { kind: 'Purchase', ...order, products: productsIn(order.total.currency) };
    }
    case 'add_to_cart':
      return { kind: 'AddToCart', products: productsIn(defaultCurrency) };
    case 'product_view':
    case 'list_view':
      return { kind: 'ContentView', products: productsIn(defaultCurrency) };
    case 'list_click':
    case 'promo_click': {
      const [product] = productsIn(defaultCurrency);
      const promotion = entity('promotion');
      const target = product?.productId ?? (isObject(promotion) ? promotion.id : undefined);
      return { kind: 'Click', ...(typeof target === 'string' && { target }) };
    }
    default:
      return { kind: 'Custom' };
  }
}

function productsOf(entities: readonly SelfDescribing[], currency: string): Product[] {
  const products = entities
    .filter(({ name, data }) => name === `${ECOMMERCE}/product` && isObject(data))
    .map(({ data }) => ({ ...(data as Fields), product_id: (data as Fields).id }));
  return products.length === 0 ? [] : readProducts({ products }, currency, 'contexts.product');
}

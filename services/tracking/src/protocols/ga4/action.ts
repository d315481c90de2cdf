import type { Action } from '../../domain/call.js';
import { type OrderNames, type Product, readOrder, readProducts, readValue } from '../../domain/commerce.js';
import { isObject } from '../../domain/object.js';

type Fields = Readonly<Record<string, unknown>>;

const ORDER: OrderNames = { orderId: ['transaction_id'], total: ['value'], currency: 'currency' };

/** What an event says that happened, by Google's recommended names. @throws FieldProblem where an order lacks something */
export function actionOf(name: string, params: Fields, defaultCurrency: string): Action {
  switch (name) {
    case 'page_view':
      return { kind: 'View', surface: 'page' };
    case 'screen_view':
      return { kind: 'View', surface: 'screen' };
    case 'purchase': {
      const order = readOrder(params, defaultCurrency, 'params', ORDER);
      return { kind: 'Purchase', ...order, products: productsOf(params, defaultCurrency) };
    }
    case 'add_to_cart':
      return { kind: 'AddToCart', products: productsOf(params, defaultCurrency) };
    case 'view_item':
    case 'view_item_list':
      return { kind: 'ContentView', products: productsOf(params, defaultCurrency) };
    case 'select_item':
      return clickOn(productsOf(params, defaultCurrency)[0]?.productId ?? params.item_list_name);
    case 'select_promotion':
      return clickOn(params.promotion_name ?? params.promotion_id);
    case 'select_content':
      return clickOn(params.content_id ?? params.item_id);
    default: {
      const value = readValue(params, defaultCurrency, 'params');
      return { kind: 'Custom', ...(value && { value }) };
    }
  }
}

function clickOn(target: unknown): Action {
  return { kind: 'Click', ...(typeof target === 'string' && target !== '' && { target }) };
}

function productsOf({ items, currency }: Fields, defaultCurrency: string): Product[] {
  if (!Array.isArray(items)) return [];
  const products = items.filter(isObject).map(({ item_id, item_name, item_category, price, quantity, ...rest }) => ({
    product_id: item_id ?? item_name,
    name: item_name,
    category: item_category,
    price,
    quantity,
    currency: rest.currency,
  }));
  return readProducts({ products, currency }, defaultCurrency, 'params');
}

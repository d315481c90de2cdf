import type { Action } from './call.js';
import { commerceKind, readOrder, readProducts, readValue } from './commerce.js';
import { toDecimal } from './decimal.js';

/**
 * What a named event with free properties says that happened, by the e-commerce names of the Segment specification; every
 * other name is a custom event. `at` = path of the properties in the call.
 * @throws FieldProblem where an order lacks its number or worth
 */
export function trackAction(
  name: string,
  properties: Readonly<Record<string, unknown>>,
  defaultCurrency: string,
  at: string,
): Action {
  const kind = commerceKind(name);
  switch (kind) {
    case 'Purchase': {
      const order = readOrder(properties, defaultCurrency, at);
      return { kind, ...order, products: readProducts(properties, defaultCurrency, at) };
    }
    case 'Refund': {
      const products = readProducts(properties, defaultCurrency, at);
      // Clients may leave the amount out of the refund of a whole order: what it was is not known here.
      return isRefund(properties)
        ? { kind, ...readOrder(properties, defaultCurrency, at), products }
        : { kind: 'Custom' };
    }
    case 'AddToCart':
    case 'ContentView':
      return { kind, products: readProducts(properties, defaultCurrency, at) };
    case 'Click': {
      const target = properties.href ?? properties.url ?? properties.label;
      return { kind, ...(typeof target === 'string' && { target }) };
    }
    case undefined: {
      const value = readValue(properties, defaultCurrency, at);
      return { kind: 'Custom', ...(value && { value }) };
    }
  }
}

function isRefund(properties: Readonly<Record<string, unknown>>): boolean {
  const amount = toDecimal(properties.total ?? properties.value ?? properties.revenue);
  return (properties.order_id ?? properties.orderId) != null && amount !== null && !amount.startsWith('-');
}

/** Properties that {@link trackAction} gives a place of their own. */
const PLACED = new Set(['order_id', 'orderId', 'products']);

/** What is left of the properties of a named event. `name` is a product's where the event speaks of one, and no person's. */
export function freeProperties(
  name: string,
  properties: Readonly<Record<string, unknown>>,
  placed: ReadonlySet<string>,
): Record<string, unknown> {
  const isOfProduct = commerceKind(name) !== undefined;
  const isFree = (field: string) => !PLACED.has(field) && !placed.has(field) && !(isOfProduct && field === 'name');
  return Object.fromEntries(Object.entries(properties).filter(([field]) => isFree(field)));
}

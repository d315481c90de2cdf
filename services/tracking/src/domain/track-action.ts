import type { Action } from './call.js';
import { commerceKind, readOrder, readProducts, readValue } from './commerce.js';

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

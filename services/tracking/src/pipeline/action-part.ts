import type { TrackedEvent } from '@stellwerk/contracts';
import type { Action } from '../domain/call.js';
import type { Product } from '../domain/commerce.js';
import type { IdentityHasher } from '../domain/identity-keys.js';
import { minimiseText } from '../domain/minimise.js';
import type { Redact } from '../domain/personal-data/redactor.js';
import { redactedId } from '../domain/redacted-id.js';

/** The fields that only the kind of an event has, without what names a person: people write names into products and orders. */
export function actionPart(
  action: Action,
  redact: Redact,
  hasher: IdentityHasher,
): { kind: TrackedEvent['kind'] } & Record<string, unknown> {
  switch (action.kind) {
    case 'Click':
      return {
        kind: 'Click',
        ...(action.target !== undefined && { target: minimiseText(action.target, redact).slice(0, 512) }),
      };
    case 'AddToCart':
    case 'ContentView':
      return { ...action, products: productsOf(action.products) };
    case 'Purchase':
      return {
        ...action,
        orderId: redactedId('order', action.orderId, redact, hasher),
        products: productsOf(action.products),
      };
    case 'Refund': {
      const { orderId, refundId, products } = action;
      return {
        ...action,
        orderId: redactedId('order', orderId, redact, hasher),
        ...(refundId !== undefined && { refundId: redactedId('refund', refundId, redact, hasher) }),
        products: productsOf(products),
      };
    }
    default:
      return action;
  }

  function productsOf(products: readonly Product[]): Product[] {
    return products.map(({ productId, name, category, ...rest }) => ({
      ...rest,
      productId: redactedId('product', productId, redact, hasher),
      ...(name !== undefined && { name: redact(name).slice(0, 512) }),
      ...(category !== undefined && { category: redact(category).slice(0, 256) }),
    }));
  }
}

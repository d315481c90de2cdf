import type { PayloadOf, productPrice } from '@stellwerk/contracts';
import { isoDay } from '../days.js';
import { amountOf } from '../people/basket.js';
import type { Shop } from '../shop.js';
import { type Price, priceOn } from '../world/prices.js';
import { products } from '../world/products.js';

export type PricePayload = PayloadOf<typeof productPrice>;

/** Prices of every product: the one on the first day of the history, and then each change. */
export function* priceHistory({ settings }: Shop): Generator<PricePayload> {
  for (const product of products) {
    let before: Price | null = null;
    for (let day = settings.historyStart; day < settings.end; day++) {
      const price = priceOn(product, day);
      if (before?.cents === price.cents && before.promotion === price.promotion) continue;
      before = price;
      yield {
        tenant: settings.tenant,
        productId: product.id,
        validFrom: isoDay(day),
        price: { amount: amountOf(price.cents), currency: 'EUR' },
        listPrice: { amount: amountOf(price.listCents), currency: 'EUR' },
        ...(price.promotion !== null && { promotion: price.promotion }),
      };
    }
  }
}

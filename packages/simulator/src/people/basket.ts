import { type Draw, pick, purposes } from '../random.js';
import { priceOn } from '../world/prices.js';
import { type Product, products } from '../world/products.js';

/** One line of an order. */
export interface BasketLine {
  readonly product: Product;
  readonly quantity: number;
  readonly priceCents: number;
}

/** What an order holds and is worth. */
export interface Basket {
  readonly lines: readonly BasketLine[];
  readonly totalCents: number;
}

const LINES_SHARES = [0.6, 0.28, 0.12] as const;
const QUANTITY_SHARES = [0.8, 0.15, 0.05] as const;
const popularities = products.map(({ popularity }) => popularity);

/** The basket that a buyer fills on a day, at the prices of that day. Lines hold different products. */
export function basketOf(draw: Draw, buyer: number, day: number): Basket {
  const wanted = 1 + pick(LINES_SHARES, draw(purposes.basketSize, buyer, day));
  const lines = new Map<string, BasketLine>();
  for (let line = 0; line < wanted; line++) {
    const product = productOf(draw, buyer, day, line);
    const quantity = 1 + pick(QUANTITY_SHARES, draw(purposes.quantity, buyer, day, line));
    lines.set(product.id, { product, quantity, priceCents: priceOn(product, day).cents });
  }
  const totalCents = [...lines.values()].reduce((sum, { quantity, priceCents }) => sum + quantity * priceCents, 0);
  return { lines: [...lines.values()], totalCents };
}

/** A product by popularity; `slot` tells apart several of one person and day. */
export function productOf(draw: Draw, buyer: number, day: number, slot: number): Product {
  return products[pick(popularities, draw(purposes.product, buyer, day, slot))] as Product;
}

/** Cents as a decimal amount, `"119.80"`. */
export function amountOf(cents: number): string {
  return (cents / 100).toFixed(2);
}

import { readFileSync } from 'node:fs';
import { dayNumber } from './days.js';
import { priceOn } from './world/prices.js';
import { products } from './world/products.js';

interface Item {
  readonly id: string;
  readonly title: string;
  readonly price: string;
}

const folder = new URL('../../../services/rag/examples/shop/', import.meta.url);
const itemsOf = (language: string) =>
  (JSON.parse(readFileSync(new URL(`products.${language}.json`, folder), 'utf8')) as { items: readonly Item[] }).items;

describe('the catalogue of the demo shop in the knowledge base', () => {
  const sold = products.map((product) => ({
    id: product.id,
    title: product.name,
    price: `${(priceOn(product, dayNumber(2026, 3, 1)).listCents / 100).toFixed(2)} EUR`,
  }));

  it('has the products, names and list prices of 2026 that the simulated shop sells', () => {
    expect(itemsOf('en').map(({ id, title, price }) => ({ id, title, price }))).toEqual(sold);
  });

  it('has the same products and prices in German', () => {
    expect(itemsOf('de').map(({ id, price }) => ({ id, price }))).toEqual(sold.map(({ id, price }) => ({ id, price })));
  });
});

import type { Money } from '@stellwerk/contracts';
import { toDecimal } from './decimal.js';

/** What an e-commerce event of the Segment specification becomes in the canonical model. */
export type CommerceKind = 'Purchase' | 'AddToCart' | 'ContentView' | 'Click';

const KINDS: Readonly<Record<string, CommerceKind>> = {
  'order completed': 'Purchase',
  purchase: 'Purchase',
  'product added': 'AddToCart',
  'add to cart': 'AddToCart',
  'product viewed': 'ContentView',
  'product list viewed': 'ContentView',
  'content viewed': 'ContentView',
  'product clicked': 'Click',
  'promotion clicked': 'Click',
  'link clicked': 'Click',
  'button clicked': 'Click',
};

/** Kind of a track call by its event name, without regard to case; `undefined` = custom. */
export function commerceKind(eventName: string): CommerceKind | undefined {
  return Object.hasOwn(KINDS, eventName.toLowerCase()) ? KINDS[eventName.toLowerCase()] : undefined;
}

/** A field that cannot be used, by its path in the call. */
export class FieldProblem extends Error {
  constructor(
    readonly field: string,
    readonly problem: string,
  ) {
    super(problem);
  }
}

export interface Order {
  readonly orderId: string;
  readonly total: Money;
}

type Fields = Readonly<Record<string, unknown>>;

/** Order number and worth: `total`, else `value`, else `revenue`. `at` = path of the fields in the call. @throws FieldProblem */
export function readOrder(properties: Fields, defaultCurrency: string, at: string): Order {
  const orderId = identifierText(properties.order_id ?? properties.orderId);
  if (orderId === null) throw new FieldProblem(`${at}.order_id`, 'an order needs a number');
  const field = ['total', 'value', 'revenue'].find(
    (name) => properties[name] !== undefined && properties[name] !== null,
  );
  if (field === undefined) throw new FieldProblem(`${at}.total`, 'an order needs total, value or revenue');
  const amount = toDecimal(properties[field]);
  if (amount === null) throw new FieldProblem(`${at}.${field}`, 'not an amount with at most 12 decimals');
  return { orderId, total: { amount, currency: readCurrency(properties.currency, defaultCurrency, at) } };
}

export interface Product {
  readonly productId: string;
  readonly name?: string;
  readonly category?: string;
  readonly quantity?: string;
  readonly price?: Money;
}

const MAX_PRODUCTS = 100;

/** Products of a call: its `products`, else the call itself where it names one. Entries without an id are left out. */
export function readProducts(properties: Fields, defaultCurrency: string, at: string): Product[] {
  const listed = Array.isArray(properties.products) ? properties.products.slice(0, MAX_PRODUCTS) : [properties];
  return listed.filter(isObject).flatMap((entry) => {
    const productId = identifierText(entry.product_id ?? entry.productId ?? entry.sku);
    if (productId === null) return [];
    const quantity = toDecimal(entry.quantity);
    const amount = toDecimal(entry.price);
    return [
      {
        productId,
        ...(typeof entry.name === 'string' && { name: entry.name.slice(0, 512) }),
        ...(typeof entry.category === 'string' && { category: entry.category.slice(0, 256) }),
        ...(quantity !== null && { quantity }),
        ...(amount !== null && {
          price: { amount, currency: readCurrency(entry.currency ?? properties.currency, defaultCurrency, at) },
        }),
      },
    ];
  });
}

/** The worth of a custom event, where it names one. */
export function readValue(properties: Fields, defaultCurrency: string, at: string): Money | undefined {
  const amount = toDecimal(properties.value ?? properties.revenue);
  return amount === null ? undefined : { amount, currency: readCurrency(properties.currency, defaultCurrency, at) };
}

function readCurrency(given: unknown, defaultCurrency: string, at: string): string {
  if (given === undefined || given === null || given === '') return defaultCurrency;
  const code = typeof given === 'string' ? given.trim().toUpperCase() : '';
  if (!/^[A-Z]{3}$/.test(code)) throw new FieldProblem(`${at}.currency`, 'not an ISO 4217 code');
  return code;
}

function identifierText(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return text === '' || text.length > 128 ? null : text;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

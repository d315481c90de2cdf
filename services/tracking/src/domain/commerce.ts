import type { Money } from '@stellwerk/contracts';
import { toDecimal } from './decimal.js';
import { isObject } from './object.js';

/** What an e-commerce event of the Segment specification becomes in the canonical model. */
export type CommerceKind = 'Purchase' | 'Refund' | 'AddToCart' | 'ContentView' | 'Click';

const KINDS: Readonly<Record<string, CommerceKind>> = {
  'order completed': 'Purchase',
  purchase: 'Purchase',
  'order refunded': 'Refund',
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

/** What a protocol calls the fields of an order, best first. */
export interface OrderNames {
  readonly orderId: readonly [string, ...string[]];
  readonly total: readonly [string, ...string[]];
  readonly currency: string;
}

const SEGMENT_NAMES: OrderNames = {
  orderId: ['order_id', 'orderId'],
  total: ['total', 'value', 'revenue'],
  currency: 'currency',
};

/** Order number and worth. `at` = path of the fields in the call, empty for its top. @throws FieldProblem */
export function readOrder(fields: Fields, defaultCurrency: string, at: string, names = SEGMENT_NAMES): Order {
  const path = (name: string) => (at === '' ? name : `${at}.${name}`);
  const firstOf = (candidates: OrderNames['total']) => candidates.find((name) => fields[name] != null) ?? candidates[0];
  const idName = firstOf(names.orderId);
  const orderId = identifierText(fields[idName]);
  if (orderId === null) throw new FieldProblem(path(names.orderId[0]), 'an order needs a number');
  const totalName = firstOf(names.total);
  if (fields[totalName] == null) throw new FieldProblem(path(totalName), `an order needs ${names.total.join(' or ')}`);
  const amount = toDecimal(fields[totalName]);
  if (amount === null) throw new FieldProblem(path(totalName), 'not an amount with at most 12 decimals');
  return {
    orderId,
    total: { amount, currency: readCurrency(fields[names.currency], defaultCurrency, path(names.currency)) },
  };
}

export interface Product {
  readonly productId: string;
  readonly name?: string;
  readonly category?: string;
  readonly quantity?: string;
  readonly price?: Money;
}

/** Most products of one call; what is listed beyond is left out. */
export const MAX_PRODUCTS = 100;

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
          price: {
            amount,
            currency: readCurrency(entry.currency ?? properties.currency, defaultCurrency, `${at}.currency`),
          },
        }),
      },
    ];
  });
}

/** The worth of a custom event, where it names one. */
export function readValue(properties: Fields, defaultCurrency: string, at: string): Money | undefined {
  const amount = toDecimal(properties.value ?? properties.revenue);
  return amount === null
    ? undefined
    : { amount, currency: readCurrency(properties.currency, defaultCurrency, `${at}.currency`) };
}

function readCurrency(given: unknown, defaultCurrency: string, path: string): string {
  if (given === undefined || given === null || given === '') return defaultCurrency;
  const code = typeof given === 'string' ? given.trim().toUpperCase() : '';
  if (!/^[A-Z]{3}$/.test(code)) throw new FieldProblem(path, 'not an ISO 4217 code');
  return code;
}

function identifierText(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return text === '' || text.length > 128 ? null : text;
}

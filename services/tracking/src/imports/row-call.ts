import { type ImportKindName, type ImportProduct, type ImportRow, purposes } from '@stellwerk/contracts';
import type { Action, Call } from '../domain/call.js';
import type { Product } from '../domain/commerce.js';
import type { ConsentSignal } from '../domain/consent/signal.js';
import { type Identifier, type IdentityHasher, keyed } from '../domain/identity-keys.js';

/** Stands in `library` of events that came from files. */
const LIBRARY = 'stellwerk-import@1';

const IDENTIFIERS = {
  customer_number: 'customer',
  login: 'login',
  email: 'email',
  device_id: 'device',
} as const satisfies Readonly<Record<string, Identifier['namespace']>>;

export interface RowCallFacts {
  readonly kind: ImportKindName;
  readonly messageId: string;
  /** Time of rows that name none. */
  readonly startedAt: string;
  readonly hasher: IdentityHasher;
}

/** A row of a person as the call that a client would have made. */
export function rowToCall(row: ImportRow, facts: RowCallFacts): Call {
  const { kind, messageId, startedAt, hasher } = facts;
  return {
    action: () => actionOf(kind, row),
    name: nameOf(kind, row),
    messageId,
    identifiers: identifiersOf(kind, row, hasher),
    traits: [],
    times: { timestamp: text(row.time) ?? startedAt, sentAt: undefined },
    signals: signalsOf(row),
    campaign: { source: text(row.campaign_source), medium: text(row.campaign_medium), name: text(row.campaign_name) },
    library: LIBRARY,
    properties: propertiesOf(kind, row),
  };
}

function actionOf(kind: ImportKindName, row: ImportRow): Action {
  if (kind === 'persons') return { kind: 'Identify' };
  const products = productsOf(row);
  if (kind === 'refunds') {
    const refundId = text(row.refund_id);
    return {
      kind: 'Refund',
      orderId: String(row.order_id),
      ...(refundId !== undefined && { refundId }),
      total: money(row, 'amount'),
      products,
    };
  }
  if (kind === 'partner-conversions' && row.type !== 'sale') {
    return { kind: 'Custom', ...(row.value !== undefined && { value: money(row, 'value') }) };
  }
  const total = money(row, kind === 'partner-conversions' ? 'value' : 'total');
  return { kind: 'Purchase', orderId: orderIdOf(kind, row), total, products };
}

function nameOf(kind: ImportKindName, { type }: ImportRow): string {
  switch (kind) {
    case 'persons':
      return 'person';
    case 'refunds':
      return 'Refund';
    case 'offline-sales':
      return 'Offline Sale';
    case 'call-centre-sales':
      return 'Call-Centre Sale';
    case 'partner-conversions':
      return type === 'sale' ? 'Partner Sale' : type === 'lead' ? 'Partner Lead' : 'Partner Claim';
    default:
      return 'Order';
  }
}

/** Number under which the sale is counted. Partners number for themselves. */
function orderIdOf(kind: ImportKindName, row: ImportRow): string {
  if (kind === 'partner-conversions') return `${row.partner}/${row.conversion_id}`.slice(0, 128);
  return String(row.order_id ?? row.sale_id);
}

/**
 * Who the row is about. A sale whose row names nobody is kept under a key of its own order, where its refunds are found
 * too; a person without a usable key stays without.
 */
function identifiersOf(kind: ImportKindName, row: ImportRow, hasher: IdentityHasher): Identifier[] {
  const found = Object.entries(IDENTIFIERS).flatMap(([field, namespace]) => {
    const value = text(row[field]);
    return value === undefined ? [] : [{ namespace, value }];
  });
  if (kind === 'persons' || keyed(found, hasher).length > 0) return found;
  return [{ namespace: 'device', value: `order ${orderIdOf(kind, row)}` }];
}

/** Purposes of the platform go by their own names, everything else by the categories of the policy. */
function signalsOf({ consent }: ImportRow): ConsentSignal[] {
  const { own = [], others = [] } = Object.groupBy(Object.entries(consent ?? {}), ([name]) =>
    (purposes as readonly string[]).includes(name) ? 'own' : 'others',
  );
  return [
    ...(own.length > 0 ? [{ type: 'purposes' as const, raw: Object.fromEntries(own) }] : []),
    ...(others.length > 0
      ? [{ type: 'categories' as const, raw: { categoryPreferences: Object.fromEntries(others) } }]
      : []),
  ];
}

function propertiesOf(kind: ImportKindName, row: ImportRow): Record<string, unknown> {
  const own: Readonly<Partial<Record<ImportKindName, readonly string[]>>> = {
    refunds: ['reason'],
    'offline-sales': ['store'],
    'call-centre-sales': ['hotline'],
    'partner-conversions': ['partner', 'conversion_id', 'commission', 'order_id'],
  };
  const channel: Readonly<Partial<Record<ImportKindName, string>>> = {
    'offline-sales': 'store',
    'call-centre-sales': 'call-centre',
    'partner-conversions': 'partner',
  };
  const fields = (own[kind] ?? []).filter((field) => row[field] !== undefined);
  return {
    ...Object.fromEntries(fields.map((field) => [field, row[field]])),
    ...(channel[kind] && { sales_channel: channel[kind] }),
    ...(row.properties as Readonly<Record<string, unknown>> | undefined),
  };
}

function productsOf(row: ImportRow): Product[] {
  const lines = (row.products ?? []) as readonly ImportProduct[];
  return lines.map(({ product_id: productId, name, category, quantity, price }) => ({
    productId,
    ...(name !== undefined && { name }),
    ...(category !== undefined && { category }),
    ...(quantity !== undefined && { quantity }),
    ...(price !== undefined && { price: { amount: price, currency: String(row.currency) } }),
  }));
}

const money = (row: ImportRow, field: string) => ({ amount: String(row[field]), currency: String(row.currency) });

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

import { z } from 'zod';
import { decimal, identityKey, instant, jsonObject, money, purpose, slug, uuid } from '../core/common.js';
import { consentRegion, consentSignalRecords } from './consent-record.js';
import { agent, clickIdNames, clickIds, client, converted, geo, referrer } from './enrichment.js';

/**
 * The canonical event: what every protocol adapter of tracking produces and every consumer reads.
 * Identifiers are keyed hashes already; raw values never get this far.
 */
const common = {
  eventId: uuid.describe('deterministic: hash of tenant, source and message id'),
  tenant: slug,
  source: slug.describe('name of the source document whose write key was used'),
  messageId: z.string().max(256).describe('idempotency field of the protocol; derived from the content where absent'),
  name: z.string().min(1).max(256).describe('event name as the client sent it, or the page or screen name'),
  eventTime: instant.describe('client time corrected by the skew between sentAt and receipt'),
  receivedAt: instant,
  personKey: identityKey.describe('the key that orders this event: device, else the strongest other key'),
  person: uuid.describe('default person of personKey; the identity map may say another'),
  keys: z.array(identityKey).min(1).max(8).describe('all identity keys of the event, strongest first'),
  consent: z.object({
    purposes: z.array(purpose).describe('what may be done with this event'),
    policy: z.string().max(80).describe('name@version of the consent policy that decided'),
    reason: z.string().max(80),
    region: consentRegion.optional(),
    mode: z
      .enum(['identified', 'cookieless'])
      .optional()
      .describe(
        'cookieless: the only key is an id of the day that cannot be linked to another day; absent = identified',
      ),
    signals: consentSignalRecords
      .optional()
      .describe('every consent signal that came with the event, and what each of them says'),
    destinations: z
      .array(slug)
      .max(256)
      .optional()
      .describe('destination documents that the event may be forwarded to'),
  }),
  page: z
    .object({
      url: z.string().max(2048).optional(),
      path: z.string().max(2048).optional(),
      host: z.string().max(255).optional(),
      title: z.string().max(512).optional(),
      referrer: z.string().max(2048).optional(),
    })
    .optional(),
  campaign: z
    .object({
      source: z.string().max(256).optional(),
      medium: z.string().max(256).optional(),
      name: z.string().max(256).optional(),
      term: z.string().max(256).optional(),
      content: z.string().max(256).optional(),
      id: z.string().max(256).optional().describe('utm_id'),
      clickId: z
        .enum(clickIdNames)
        .optional()
        .describe('which click id the landing URL carried; its value may be kept in clickIds'),
    })
    .optional(),
  clickIds: clickIds.optional().describe('only where ad_measurement is allowed'),
  referrer: referrer.optional(),
  channel: z
    .object({
      name: z.string().max(128),
      rules: z.string().max(80).describe('name@version of the channel rules that decided'),
    })
    .optional()
    .describe('absent where the event says nothing about how the visit came about'),
  device: z
    .object({
      userAgent: z
        .string()
        .max(512)
        .optional()
        .describe(
          'as sent; only where the source names a granted purpose that needs it, else browser, os and class stand for it',
        ),
      ...client,
      locale: z.string().max(35).optional(),
      timezone: z.string().max(64).optional(),
      screen: z.string().max(32).optional(),
      ip: z.string().max(45).optional().describe('truncated: last octet (IPv4) or last 80 bits (IPv6) zero'),
    })
    .optional(),
  geo: geo.optional(),
  agent: agent.optional().describe('absent where nothing is known of the client, as when a server sends for it'),
  converted: converted.optional(),
  library: z.string().max(128).optional().describe('name@version of the sending client'),
  properties: jsonObject.describe('fields of the protocol that have no place of their own'),
};

const product = z.object({
  productId: z.string().max(128),
  name: z.string().max(512).optional(),
  category: z.string().max(256).optional(),
  quantity: decimal.optional(),
  price: money.optional(),
});

const variant = <Kind extends string, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) =>
  z.object({ kind: z.literal(kind), ...common, ...shape });

/** A page or screen was shown. */
export const viewEvent = variant('View', { surface: z.enum(['page', 'screen']) });
/** Something was clicked or tapped. */
export const clickEvent = variant('Click', { target: z.string().max(512).optional() });
/** Products were put into the basket. */
export const addToCartEvent = variant('AddToCart', { products: z.array(product).max(100) });
/** An order was placed. */
export const purchaseEvent = variant('Purchase', {
  orderId: z.string().min(1).max(128),
  total: money.describe('what the order is worth, as sent; refunds are events of their own'),
  products: z.array(product).max(500),
});
/** Money was given back for an order, whole or in part. The order itself stays as it was: its total is gross. */
export const refundEvent = variant('Refund', {
  orderId: z.string().min(1).max(128).describe('order that the refund belongs to'),
  refundId: z.string().min(1).max(128).optional(),
  total: money.describe('what was given back, a positive number'),
  products: z.array(product).max(500),
});
/** A product or piece of content was looked at. */
export const contentViewEvent = variant('ContentView', { products: z.array(product).max(100) });
/** A person was named: links the keys of the event. */
export const identifyEvent = variant('Identify', {});
/** Anything else; the name says what. */
export const customEvent = variant('Custom', { value: money.optional() });

export const trackedEvent = z.discriminatedUnion('kind', [
  viewEvent,
  clickEvent,
  addToCartEvent,
  purchaseEvent,
  refundEvent,
  contentViewEvent,
  identifyEvent,
  customEvent,
]);
export type TrackedEvent = z.infer<typeof trackedEvent>;
export type TrackedEventKind = TrackedEvent['kind'];

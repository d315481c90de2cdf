import { type OutgoingMessage, toMessage } from '@stellwerk/bus';
import { defaultPerson, deterministicId, type TrackedEvent, trackingEvent } from '@stellwerk/contracts';
import { seededRandom } from '../random.js';

const DEVICES = 10_000;
const PRODUCTS = ['brass-lamp', 'oak-desk', 'wool-rug', 'steel-shelf', 'linen-sofa'];
const CHANNELS = ['Email', 'Paid Search', 'Social', 'Video', 'Direct'];
const FIRST_EVENT_MS = Date.UTC(2026, 9, 1);
const EVENT_EVERY_MS = 1_000;

/**
 * Messages of `tracking.event` as the tracking service publishes them, about 0.9 kB each: of twenty events eleven are page
 * views of a campaign, eight product views and one an order. The same seed gives the same bytes.
 */
export function* storedEvents(tenant: string, count: number, seed: number): Generator<OutgoingMessage> {
  const random = seededRandom(seed);
  const pick = (texts: readonly string[]) => texts[Math.floor(random() * texts.length)] as string;
  for (let index = 0; index < count; index++) {
    const at = new Date(FIRST_EVENT_MS + index * EVENT_EVERY_MS).toISOString();
    const device = `device:${Math.floor(random() * DEVICES)
      .toString(16)
      .padStart(32, '0')}`;
    const product = pick(PRODUCTS);
    const channel = pick(CHANNELS);
    const common = {
      eventId: deterministicId('stored event', tenant, index),
      tenant,
      source: 'web',
      messageId: `stored-${index}`,
      eventTime: at,
      receivedAt: at,
      personKey: device,
      person: defaultPerson(tenant, device),
      keys: [device],
      consent: { purposes: ['analytics_store' as const], policy: 'default@1', reason: 'policy default' },
      page: { url: `https://shop.example/p/${product}`, path: `/p/${product}`, host: 'shop.example' },
      device: { userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0', locale: 'de-DE' },
      library: 'bench@1.0.0',
      properties: {},
    };
    const products = [{ productId: product, quantity: '1', price: { amount: '59.90', currency: 'EUR' } }];
    yield toMessage(trackingEvent, eventOf(index, common, products, channel), {
      id: common.eventId,
      time: at,
      source: 'web',
      tenant,
      traceparent: null,
    });
  }
}

type Products = Extract<TrackedEvent, { kind: 'Purchase' }>['products'];
type Common = Omit<Extract<TrackedEvent, { kind: 'ContentView' }>, 'kind' | 'name' | 'products'>;

function eventOf(index: number, common: Common, products: Products, channel: string): TrackedEvent {
  const turn = index % 20;
  if (turn === 0) {
    const total = { amount: '59.90', currency: 'EUR' };
    return { ...common, kind: 'Purchase', name: 'Order Completed', orderId: `A-${index}`, total, products };
  }
  if (turn < 9) return { ...common, kind: 'ContentView', name: 'Product Viewed', products };
  return {
    ...common,
    kind: 'View',
    surface: 'page',
    name: 'Product',
    campaign: { source: channel.toLowerCase(), medium: 'cpc' },
    channel: { name: channel, rules: 'default@1' },
  };
}

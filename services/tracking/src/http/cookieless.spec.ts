import { publishControlDocument } from '@stellwerk/bus';
import { cookielessPolicy } from '../examples/consent.js';
import { document, source, startTracking, type TrackingUnderTest } from '../testing/tracking-service.js';

const KEY = 'cookieless-write-key-1';
const CANARIES = [
  'canary-device',
  'canary-user',
  'canary@example.org',
  'CANARY-ORDER',
  'canary-message',
  'canary-click',
];

describe('events without permission to store, cookieless', () => {
  let tracking: TrackingUnderTest;
  beforeEach(async () => {
    tracking = await startTracking();
    await publishControlDocument(tracking.bus, document('consent-policy', 'cookieless', cookielessPolicy));
    await publishControlDocument(
      tracking.bus,
      document('source', 'counted', {
        ...source,
        writeKey: KEY,
        consentPolicy: 'cookieless',
        sealedIdentifiers: { email: ['analytics_store'] },
      }),
    );
  });
  afterEach(() => tracking.close());

  const order = (consent?: object, more: object = {}) =>
    tracking.post(
      '/v1/track',
      {
        anonymousId: 'canary-device',
        userId: 'canary-user',
        messageId: 'canary-message',
        event: 'Order Completed',
        properties: {
          order_id: 'CANARY-ORDER',
          total: 10,
          currency: 'EUR',
          note: 'canary@example.org',
          cart: 'canary-device',
        },
        context: {
          traits: { email: 'canary@example.org' },
          page: { url: 'https://shop.example/a?gclid=canary-click&utm_source=x', path: '/a' },
          screen: { width: 1920, height: 1080 },
          locale: 'de-DE',
          ...(consent && { consent }),
        },
        ...more,
      },
      KEY,
    );
  const events = async () => {
    await tracking.bus.idle();
    return tracking.published('tracking.event.v1');
  };

  it.each([
    ['nobody spoke', undefined],
    ['statistics were refused', { categoryPreferences: { analytics: false } }],
  ])('keep nothing that names anybody where %s', async (_title, consent) => {
    await order(consent);
    const [event] = await events();
    expect(event).toMatchObject({
      kind: 'Purchase',
      consent: { mode: 'cookieless', reason: 'cookieless', purposes: ['analytics_store'] },
      keys: [event?.personKey],
      properties: {},
      page: { path: '/a', host: 'shop.example' },
    });
    const topics = ['tracking.received.v1', 'tracking.event.v1', 'identifier.sealed.v1', 'tracking.counted.v1'];
    const written = JSON.stringify(topics.flatMap((topic) => tracking.published(topic)));
    for (const canary of CANARIES) expect(written).not.toContain(canary);
    expect(tracking.published('identifier.sealed.v1')).toEqual([]);
    expect(event?.device).not.toHaveProperty('ip');
  });

  it('are of one visitor as long as the day lasts, whatever the client says about itself', async () => {
    await order();
    await order(undefined, { anonymousId: 'somebody-else', userId: undefined, messageId: 'm-2' });
    const found = await events();
    expect(new Set(found.map((event) => event.personKey)).size).toBe(1);
    // A single key: nothing for the identity graph to link.
    expect(found.map((event) => (event.keys as string[]).length)).toEqual([1, 1]);
  });

  it('are nothing but a count where a signal could not be read', async () => {
    await order({ categoryPreferences: 'yes' });
    expect(await events()).toEqual([]);
    expect(tracking.published('tracking.counted.v1')).toMatchObject([{ reason: 'consent', count: 1 }]);
  });

  it('are like others where storing is allowed', async () => {
    await order({ categoryPreferences: { analytics: true } });
    const [event] = await events();
    expect(event).toMatchObject({ orderId: 'CANARY-ORDER', consent: { reason: 'signals: categories' } });
    expect(event?.consent).not.toHaveProperty('mode');
  });
});

import { startTracking, type TrackingUnderTest } from '../testing/tracking-service.js';

const EMAIL = 'anna@example.org';
const library = { name: `shop of ${EMAIL}`, version: '1.2.3.4' };
const context = { locale: EMAIL, timezone: `Europe/${EMAIL}`, screen: { width: 390, height: 844 }, library };
const track = (event: string, properties: object, userId: string | number = 'user-000001') => ({
  type: 'track',
  userId,
  event,
  properties,
  context,
});
const gift = { product_id: 'G1', name: `Gift card for ${EMAIL}`, category: `Gifts/${EMAIL}`, quantity: 1 };
const sale = (orderId: string) => ({ order_id: orderId, total: 25, products: [gift, { ...gift, product_id: EMAIL }] });

describe('what names a person in fields that have a place of their own', () => {
  let tracking: TrackingUnderTest;
  beforeEach(async () => {
    tracking = await startTracking();
  });
  afterEach(() => tracking.close());

  const eventsOf = async (...batch: object[]) => {
    expect((await tracking.post('/v1/batch', { batch })).statusCode).toBe(200);
    await tracking.bus.idle();
    return tracking.published('tracking.event.v1');
  };

  it('is gone from orders, products, device and library', async () => {
    const events = await eventsOf(
      track('Order Completed', sale(EMAIL)),
      track('Order Refunded', { ...sale(EMAIL), refund_id: `R-${EMAIL}` }),
      track('Product Added', gift),
      track('Product Viewed', gift),
    );
    expect(events.map(({ kind }) => kind)).toEqual(['Purchase', 'Refund', 'AddToCart', 'ContentView']);
    expect(JSON.stringify(events)).not.toContain(EMAIL);
    const products = [
      { productId: 'G1', name: 'Gift card for [redacted]', category: 'Gifts/[redacted]', quantity: '1' },
      { productId: expect.stringMatching(/^product:[0-9a-f]{32}$/) },
    ];
    expect(events[0]).toMatchObject({ products, library: 'shop of [redacted]@1.2.3.4', device: { screen: '390x844' } });
    expect(events[0]?.device).not.toHaveProperty('locale');
    expect(events[0]?.device).not.toHaveProperty('timezone');
  });

  it('leaves orders apart, and their refunds with them', async () => {
    const orders = ['A-2026-1', EMAIL, 'berta@example.org'];
    const events = await eventsOf(
      ...orders.map((order) => track('Order Completed', sale(order))),
      ...orders.map((order) => track('Order Refunded', sale(order), 'clerk-00001')),
    );
    const ids = events.map(({ orderId }) => orderId);
    const hashed = expect.stringMatching(/^order:[0-9a-f]{32}$/);
    expect(ids.slice(0, 3)).toEqual(['A-2026-1', hashed, hashed]);
    expect(new Set(ids.slice(0, 3)).size).toBe(3);
    expect(ids.slice(3)).toEqual(ids.slice(0, 3));
  });

  it('is gone from numbers, which otherwise stay', async () => {
    const numbers = { ref: 4_711_001, contact: 4_915_112_345_678, quantity: 3, at: 1_764_000_000_000 };
    const [event] = await eventsOf(track('Signed Up', numbers, 4_711_001));
    expect(event?.properties).toMatchObject({ ref: '[redacted]', contact: '[redacted]', quantity: 3, at: numbers.at });
  });
});

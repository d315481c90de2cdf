import { Analytics } from '@segment/analytics-node';
import { startTracking, type TrackingUnderTest, WRITE_KEY } from '../../testing/tracking-service.js';

describe('@segment/analytics-node, unmodified', () => {
  let tracking: TrackingUnderTest;
  let host: string;
  beforeEach(async () => {
    tracking = await startTracking();
    await tracking.app.listen(0, '127.0.0.1');
    host = await tracking.app.getUrl();
  });
  afterEach(() => tracking.close());

  const client = () => new Analytics({ writeKey: WRITE_KEY, host, path: '/v1/batch', flushInterval: 20, flushAt: 5 });

  it('has all its calls accepted', async () => {
    const analytics = client();
    const errors: unknown[] = [];
    analytics.on('error', (error) => errors.push(error));
    analytics.identify({ userId: 'u-1', anonymousId: 'a-1', traits: { email: 'a@example.org', plan: 'pro' } });
    analytics.page({
      anonymousId: 'a-1',
      name: 'Home',
      properties: { url: 'https://shop.example/?utm_source=x&sid=1' },
    });
    analytics.screen({ userId: 'u-1', name: 'Basket' });
    analytics.group({ userId: 'u-1', groupId: 'g-1' });
    analytics.alias({ userId: 'u-2', previousId: 'u-1' });
    analytics.track({
      userId: 'u-1',
      event: 'Order Completed',
      properties: { order_id: 'A-1', total: 119.8, currency: 'EUR', products: [{ product_id: 'L-1', quantity: 2 }] },
      context: { campaign: { name: 'november', source: 'newsletter', medium: 'email' } },
    });
    // By default the client waits for little longer than it gathers calls: 25 ms here.
    await analytics.closeAndFlush({ timeout: 30_000 });
    await tracking.bus.idle();
    expect(errors).toEqual([]);
    const events = tracking.published('tracking.event.v1');
    expect(events.map((event) => event.kind).sort()).toEqual([
      'Custom',
      'Identify',
      'Identify',
      'Purchase',
      'View',
      'View',
    ]);
    expect(events.find((event) => event.kind === 'Purchase')).toMatchObject({
      orderId: 'A-1',
      total: { amount: '119.8', currency: 'EUR' },
      products: [{ productId: 'L-1', quantity: '2' }],
      campaign: { source: 'newsletter' },
      library: '@segment/analytics-node@3.1.0',
    });
    expect(tracking.published('tracking.rejected.v1')).toEqual([]);
  });

  it('tries again after 503 until the bus is back, and nothing is doubled', async () => {
    const publish = tracking.bus.publish.bind(tracking.bus);
    let failures = 2;
    tracking.bus.publish = async (messages) => {
      // The first failure comes after the write: the client cannot know and sends again.
      if (failures-- > 0) {
        if (failures === 1) await publish(messages);
        const { UnavailableError } = await import('@stellwerk/bus');
        throw new UnavailableError('kafka');
      }
      return publish(messages);
    };
    const analytics = client();
    for (let index = 0; index < 5; index++) analytics.track({ userId: 'u-1', event: `Step ${index}` });
    await analytics.closeAndFlush({ timeout: 30_000 });
    await tracking.bus.idle();
    expect(tracking.published('tracking.event.v1')).toHaveLength(5);
  });
});

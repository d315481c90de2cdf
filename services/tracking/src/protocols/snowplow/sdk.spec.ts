import {
  buildEcommerceTransaction,
  buildEcommerceTransactionItem,
  buildLinkClick,
  buildPageView,
  buildScreenView,
  buildSelfDescribingEvent,
  newTracker,
} from '@snowplow/node-tracker';
import { UnavailableError } from '@stellwerk/bus';
import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../errors.js';
import { startTracking, type TrackingUnderTest } from '../../testing/tracking-service.js';

describe('@snowplow/node-tracker, unmodified', () => {
  let tracking: TrackingUnderTest;
  let endpoint: string;
  let failures: number[];
  beforeEach(async () => {
    tracking = await startTracking();
    await tracking.app.listen(0, '127.0.0.1');
    endpoint = await tracking.app.getUrl();
    failures = [];
  });
  afterEach(() => tracking.close());

  const tracker = (settings: object = {}) => {
    const made = newTracker(
      { namespace: 'shop', appId: 'shop-server' },
      { endpoint, bufferSize: 1_000, onRequestFailure: ({ status }) => failures.push(status ?? 0), ...settings },
    );
    made.setDomainUserId('b6d34b0f-8038-482d-8d9f-d3bb81d465a5');
    return made;
  };
  const events = async () => {
    await tracking.bus.idle();
    return tracking.published('tracking.event.v1');
  };

  it.each(['post', 'get'] as const)('has all its events accepted by %s', async (eventMethod) => {
    const made = tracker({ eventMethod });
    made.setUserId('user-4711');
    made.track(buildPageView({ pageUrl: 'https://shop.example/?utm_source=newsletter&sid=1', pageTitle: 'Home' }));
    made.track(buildScreenView({ name: 'Basket' }));
    made.track(buildLinkClick({ targetUrl: 'https://shop.example/sale' }));
    made.track(
      buildSelfDescribingEvent({ event: { schema: 'iglu:com.acme/signed_up/jsonschema/1-0-0', data: { n: 1 } } }),
    );
    made.track(buildEcommerceTransaction({ orderId: 'A-1', total: 119.8, currency: 'EUR' }));
    made.track(
      buildEcommerceTransactionItem({ orderId: 'A-1', sku: 'L-7', price: 59.9, quantity: 2, currency: 'EUR' }),
    );
    await made.flush();
    expect(failures).toEqual([]);
    const stored = await events();
    expect(stored.map(({ kind }) => kind).sort()).toEqual(['Click', 'Custom', 'Custom', 'Purchase', 'View', 'View']);
    expect(stored.find(({ kind }) => kind === 'Purchase')).toMatchObject({
      orderId: 'A-1',
      total: { amount: '119.8', currency: 'EUR' },
      // Items of an order are known where they come in one request with it.
      products: eventMethod === 'post' ? [{ productId: 'L-7', quantity: '2' }] : [],
      library: 'snowplow-node@4.8.0',
    });
    expect(stored.find(({ surface }) => surface === 'page')).toMatchObject({
      page: { url: 'https://shop.example/?utm_source=newsletter', title: 'Home' },
      campaign: { source: 'newsletter' },
      channel: { name: 'newsletter' },
    });
    expect(JSON.stringify(stored)).not.toContain('user-4711');
    expect(tracking.published('tracking.rejected.v1')).toEqual([]);
  });

  it.each<[number, Error]>([
    [503, new UnavailableError('kafka')],
    [429, new StellwerkError(errors.RATE_LIMITED, { limit: 1 })],
  ])('sends again after %i until it is heard; nothing is lost or doubled', async (status, failure) => {
    const publish = tracking.bus.publish.bind(tracking.bus);
    let left = 3;
    tracking.bus.publish = async (messages) => {
      if (messages[0]?.topic !== 'tracking.received.v1') return publish(messages);
      left -= 1;
      // The second failure comes after the write: the tracker cannot know and sends again.
      if (left === 1) await publish(messages);
      if (left >= 0) throw failure;
      return publish(messages);
    };
    const made = tracker();
    for (let index = 0; index < 5; index++) made.track(buildScreenView({ name: `Step ${index}` }));
    await made.flush();
    await made.flush();
    // What comes meanwhile goes out with what waits.
    for (let index = 5; index < 8; index++) made.track(buildScreenView({ name: `Step ${index}` }));
    await made.flush();
    await made.flush();
    expect(failures).toEqual([status, status, status]);
    expect((await events()).map(({ name }) => name).sort()).toEqual(
      Array.from({ length: 8 }, (_, index) => `Step ${index}`),
    );
  });
});

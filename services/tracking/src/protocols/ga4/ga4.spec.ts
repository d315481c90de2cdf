import { UnavailableError } from '@stellwerk/bus';
import { injectable, type RecordedRequest, readRecordings } from '../../testing/examples.js';
import { itWithstandsMutations } from '../../testing/fuzz.js';
import {
  document,
  documents,
  NOW,
  namespacesOf,
  OFFICER,
  source,
  startTracking,
  startTrackingAt,
  type TrackingUnderTest,
  WRITE_KEY,
} from '../../testing/tracking-service.js';

const [recording] = Object.values(readRecordings('ga4'));
if (!recording) throw new Error('no recording');
const lamp = { productId: 'L-7', name: 'Brass lamp', category: 'lamps', quantity: '2' };
const eur = (amount: string) => ({ amount, currency: 'EUR' });

/** What becomes of each documented request, event by event. */
const expectations: Record<string, object[]> = {
  'a web visit': [
    {
      kind: 'View',
      surface: 'page',
      name: 'page_view',
      eventTime: '2026-11-25T10:00:00.000Z',
      page: {
        url: 'https://shop.example/lamps/7?utm_source=newsletter&utm_medium=email&utm_campaign=november',
        path: '/lamps/7',
        title: 'Brass lamp',
        referrer: 'https://search.example/?q=lamp',
      },
      campaign: { source: 'newsletter', medium: 'email', name: 'november' },
      device: { locale: 'de-de', screen: '1280x2856', ip: '203.0.113.0' },
      properties: {
        session_id: '1795600790',
        engagement_time_msec: 100,
        user_properties: { customer_tier: 'premium', orders: 7 },
        user_location: { city: 'Berlin' },
        device: { category: 'desktop', operating_system: 'Linux' },
        measurement_id: 'G-ABC1234567',
      },
    },
    {
      kind: 'ContentView',
      name: 'view_item',
      products: [{ ...lamp, price: eur('59.9') }],
      properties: { items: [{ item_id: 'L-7', item_brand: 'Lumen' }] },
    },
    { kind: 'Click', name: 'select_item', target: 'B-1', properties: { item_list_name: 'Related products' } },
    { kind: 'AddToCart', name: 'add_to_cart', products: [{ ...lamp, price: eur('59.9') }] },
    { kind: 'Custom', name: 'generate_lead', value: eur('30.03'), properties: { lead_source: 'trade fair' } },
  ],
  'an order and its refund': [
    {
      kind: 'Purchase',
      name: 'purchase',
      orderId: 'A-1',
      total: eur('119.8'),
      products: [{ ...lamp, price: eur('59.9') }],
      properties: { tax: 19.13, shipping: 4.9, coupon: 'NOVEMBER' },
    },
    { kind: 'Custom', name: 'refund', value: eur('59.9'), properties: { transaction_id: 'A-1' } },
  ],
  'an app': [
    { kind: 'View', surface: 'screen', name: 'Basket', eventTime: '2026-11-25T10:00:00.000Z' },
    { kind: 'Custom', name: 'tutorial_begin', eventTime: '2026-11-25T11:00:00.000Z' },
  ],
  'a campaign': [
    {
      kind: 'Custom',
      name: 'campaign_details',
      messageId: 'evt-0001',
      campaign: { source: 'google', medium: 'cpc', name: 'Summer fun', id: 'summer', term: 'lamp', content: 'banner' },
    },
  ],
};

describe('requests as Google documents them', () => {
  it.each(recording.requests.map((request) => [request.title, request] as const))('%s', async (title, request) => {
    const tracking = await startTrackingAt(new Date(recording.recordedAt));
    const reply = await tracking.app.inject(injectable(request));
    expect([reply.statusCode, reply.body]).toEqual([204, '']);
    await tracking.bus.idle();
    const events = tracking.published('tracking.event.v1');
    for (const expected of expectations[title as string] ?? [{ kind: 'not expected' }]) {
      const { name } = expected as { name: string };
      expect(events.find((event) => event.name === name)).toMatchObject(expected);
    }
    expect(events).toHaveLength(expectations[title as string]?.length ?? -1);
    expect(namespacesOf(events[0])).toEqual(title === 'a web visit' ? ['login', 'device'] : ['device']);
    expect(tracking.published('tracking.rejected.v1')).toEqual([]);
    expect(JSON.stringify(events)).not.toMatch(/user-4711|1234567890\.1795510000|0123456789abcdef|203\.0\.113\.77/);
    await tracking.close();
  });
});

describe('the Measurement Protocol', () => {
  let tracking: TrackingUnderTest;
  beforeEach(async () => {
    const slow = { ...source, writeKey: 'slow-ga4-key-0001', maxRequestsPerSecond: 1 };
    const pages = { ...source, writeKey: 'pages-ga4-key-001', allowedOrigins: ['https://shop.example'] };
    tracking = await startTracking(undefined, [
      ...documents,
      document('source', 'ga4-slow', slow),
      document('source', 'ga4-pages', pages),
    ]);
  });
  afterEach(() => tracking.close());

  const micros = (hoursAgo: number) => (NOW.getTime() - hoursAgo * 3_600_000) * 1_000;
  const request = (...events: unknown[]) => ({ client_id: '123.456', timestamp_micros: micros(1), events });
  const send = (body: unknown, secret = WRITE_KEY, headers: Record<string, string> = {}) =>
    tracking.app.inject({
      method: 'POST',
      url: `/mp/collect?measurement_id=G-1&api_secret=${secret}`,
      payload: typeof body === 'string' ? body : JSON.stringify(body),
      headers,
    });
  const events = async () => {
    await tracking.bus.idle();
    return tracking.published('tracking.event.v1');
  };
  const rejected = () => tracking.published('tracking.rejected.v1');

  it.each<[string, () => ReturnType<typeof send>, string | undefined, string | undefined]>([
    ['a wrong secret', () => send(request({ name: 'a' }), 'nobody-knows-this'), undefined, undefined],
    ['no secret', () => send(request({ name: 'a' }), ''), undefined, undefined],
    ['a disabled source', () => send(request({ name: 'a' }), 'closed-write-key-1'), undefined, undefined],
    ['no JSON', () => send('{"events":['), 'TRK_NOT_JSON', '(body)'],
    ['an empty body', () => send(''), 'TRK_BODY_EMPTY', '(body)'],
    ['an array', () => send([]), 'TRK_REQUEST_INVALID', '(body)'],
    ['no client', () => send({ ...request({ name: 'a' }), client_id: '' }), 'TRK_REQUEST_INVALID', 'client_id'],
    ['no events', () => send(request()), 'TRK_REQUEST_INVALID', 'events'],
    ['26 events', () => send(request(...Array(26).fill({ name: 'a' }))), 'TRK_REQUEST_INVALID', 'events'],
    ['130 kB', () => send(request({ name: 'a', params: { x: 'x'.repeat(130_000) } })), 'TRK_BODY_TOO_LARGE', '(body)'],
    [
      'events of last week',
      () => send({ ...request({ name: 'a' }), timestamp_micros: micros(73) }),
      'TRK_REQUEST_INVALID',
      'timestamp_micros',
    ],
    [
      'a time that is none',
      () => send({ ...request({ name: 'a' }), timestamp_micros: 'now' }),
      'TRK_REQUEST_INVALID',
      'timestamp_micros',
    ],
  ])('answers 204 to %s, takes nothing, and keeps what a known source sent', async (_title, sending, code, field) => {
    const reply = await sending();
    expect([reply.statusCode, reply.body]).toEqual([204, '']);
    expect(await events()).toEqual([]);
    expect(rejected()).toMatchObject(code ? [{ code, field, scope: 'request', protocol: 'ga4' }] : []);
  });

  it.each<[string, unknown, string]>([
    ['is no object', 7, 'events[1]'],
    ['has no name', { params: {} }, 'events[1].name'],
    ['has a name that is no text', { name: {} }, 'events[1].name'],
    ['has parameters that are none', { name: 'a', params: [] }, 'events[1].params'],
    ['has an odd name', { name: '_bad' }, 'events[1].name'],
    ['has a name that is too long', { name: 'x'.repeat(41) }, 'events[1].name'],
    ['has a reserved name', { name: 'first_visit' }, 'events[1].name'],
    ['is too old', { name: 'a', timestamp_micros: micros(73) }, 'events[1].timestamp_micros'],
    ['is an order without a number', { name: 'purchase', params: { value: 1 } }, 'events[1].params.transaction_id'],
    ['is an order without a value', { name: 'purchase', params: { transaction_id: 'A' } }, 'events[1].params.value'],
    [
      'has an odd currency',
      { name: 'purchase', params: { transaction_id: 'A', value: 1, currency: 'Euro' } },
      'events[1].params.currency',
    ],
  ])('refuses an event that %s, and takes the rest', async (_title, bad, field) => {
    expect((await send(request({ name: 'before' }, bad, { name: 'after' }))).statusCode).toBe(204);
    expect((await events()).map(({ name }) => name).sort()).toEqual(['after', 'before']);
    expect(rejected()).toMatchObject([{ code: 'TRK_EVENT_INVALID', field, scope: 'event' }]);
  });

  it('keeps what Google would cut, unless the client wants its limits enforced', async () => {
    const long = {
      name: 'a',
      params: { note: 'x'.repeat(101), ...Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`p${n}`, n])) },
    };
    await send(request(long));
    expect(await events()).toMatchObject([{ properties: { note: 'x'.repeat(101), p29: 29 } }]);
    await send({ ...request(long, { name: 'b' }), validation_behavior: 'ENFORCE_RECOMMENDATIONS' });
    expect((await events()).map(({ name }) => name).sort()).toEqual(['a', 'b']);
    expect(rejected()).toMatchObject([{ field: 'events[0].params' }]);
  });

  it('can be mended event by event: what is kept of one says whose it is', async () => {
    await send(
      `{"client_id" : "123.456",\n"events":[ {"name":"ok"} , {"name":"_bad", "params":{"n":1}} ], "user_id":"u-1"}`,
    );
    const [{ rejectedId } = {}] = rejected();
    const ask = (path: string, payload?: object) =>
      tracking.app.inject({
        method: payload ? 'POST' : 'GET',
        url: `/v1/rejected/${rejectedId}${path}`,
        headers: { authorization: `Bearer ${OFFICER}`, 'content-type': 'application/json' },
        ...(payload && { payload }),
      });
    const original = Buffer.from((await ask('?tenant=demo')).json().original, 'base64').toString();
    expect(original).toBe(
      `{"client_id" : "123.456",\n"events":[ {"name":"_bad", "params":{"n":1}} ], "user_id":"u-1"}`,
    );
    const fixed = Buffer.from(original.replace('_bad', 'good')).toString('base64');
    expect((await ask('/replay', { tenant: 'demo', fixed })).json()).toMatchObject({ kept: 1 });
    expect(new Set((await events()).map(({ personKey }) => personKey)).size).toBe(1);
  });

  it('counts a repeated request once, and equal events of one request as often as they are there', async () => {
    const body = request({ name: 'tap', params: { n: 1 } }, { name: 'tap', params: { n: 1 } }, { name: 'tap' });
    await send(body);
    await send(body);
    expect(await events()).toHaveLength(3);
  });

  it('counts an order once, whatever else has changed', async () => {
    const order = { transaction_id: 'A-1', value: 5, currency: 'EUR' };
    await send(request({ name: 'purchase', params: order }));
    await send({ ...request({ name: 'purchase', params: { ...order, coupon: 'X' } }), timestamp_micros: micros(0) });
    await send(request({ name: 'refund', params: order }, { name: 'refund', params: { ...order, value: 2 } }));
    expect((await events()).map(({ name }) => name).sort()).toEqual(['purchase', 'refund', 'refund']);
  });

  it('counts what has no time of its own once a minute', async () => {
    const body = { client_id: '123.456', events: [{ name: 'login' }] };
    await send(body);
    await send(body);
    expect(await events()).toHaveLength(1);
    const later = await startTrackingAt(new Date(NOW.getTime() + 60_000));
    const [first] = await events();
    await later.app.inject({
      method: 'POST',
      url: `/mp/collect?api_secret=${WRITE_KEY}`,
      payload: JSON.stringify(body),
    });
    await later.bus.idle();
    expect(later.published('tracking.event.v1')[0]?.eventId).not.toBe(first?.eventId);
    await later.close();
  });

  it('lets consent decide: what is denied is denied', async () => {
    const consent = { ad_user_data: 'DENIED', ad_personalization: 'DENIED' };
    await send({ ...request({ name: 'a' }), consent });
    const [event] = await events();
    expect(event).toMatchObject({ consent: { purposes: ['analytics_store'], signals: [{ type: 'ga4' }] } });
  });

  it('is told only what can succeed later, and pages that have no business here', async () => {
    const body = request({ name: 'a' });
    await send(body, 'slow-ga4-key-0001');
    const limited = await send(body, 'slow-ga4-key-0001');
    const foreign = await send(body, 'pages-ga4-key-001', { origin: 'https://evil.example' });
    tracking.bus.publish = () => Promise.reject(new UnavailableError('kafka'));
    const down = await send(body);
    expect([limited, down].map(({ statusCode, headers }) => [statusCode, headers['retry-after']])).toEqual([
      [429, '2'],
      [503, '2'],
    ]);
    expect([foreign.statusCode, foreign.json().code]).toEqual([403, 'TRK_ORIGIN_REFUSED']);
  });

  it('loses nothing and doubles nothing after 503, before or after the write', async () => {
    const publish = tracking.bus.publish.bind(tracking.bus);
    let left = 2;
    tracking.bus.publish = async (messages) => {
      if (messages[0]?.topic !== 'tracking.received.v1' || left-- <= 0) return publish(messages);
      if (left === 0) await publish(messages);
      throw new UnavailableError('kafka');
    };
    const statuses = [];
    for (let tries = 0; tries < 3; tries++)
      statuses.push((await send(request({ name: 'a' }, { name: 'b' }))).statusCode);
    expect(statuses).toEqual([503, 503, 204]);
    expect(await events()).toHaveLength(2);
  });

  it('lets the secret into no message and no log line', async () => {
    const secret = 'closed-write-key-1';
    await send('', WRITE_KEY);
    await send(request({ name: '_bad' }));
    await send(request({ name: 'a' }), secret);
    await tracking.bus.idle();
    const topics = ['tracking.received.v1', 'tracking.event.v1', 'tracking.rejected.v1'];
    const written = topics
      .flatMap((topic) => tracking.bus.messages(topic))
      .map(({ key, value, headers }) => `${key} ${value} ${JSON.stringify(headers)}`);
    for (const text of [...written, ...tracking.logLines]) {
      expect(text).not.toContain(WRITE_KEY);
      expect(text).not.toContain(secret);
    }
    expect(rejected().map(({ route }) => route)).toEqual(['/mp/collect', '/mp/collect']);
    const [{ rejectedId } = {}] = rejected().filter(({ code }) => code === 'TRK_BODY_EMPTY');
    const opened = await tracking.app.inject({
      method: 'GET',
      url: `/v1/rejected/${rejectedId}?tenant=demo`,
      headers: { authorization: `Bearer ${OFFICER}` },
    });
    expect(opened.json().original).toBe('');
  });
});

const { headers, url } = recording.requests[0] as RecordedRequest;
itWithstandsMutations('ga4', [
  {
    method: 'POST',
    url: url.replace('/mp/', '/debug/mp/'),
    headers,
    body: recording.requests[0]?.body ?? '',
    packed: 'no',
  },
]);

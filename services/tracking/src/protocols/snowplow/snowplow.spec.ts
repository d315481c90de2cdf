import { publishControlDocument, UnavailableError } from '@stellwerk/bus';
import { cookielessPolicy } from '../../examples/consent.js';
import {
  document,
  documents,
  NOW,
  OFFICER,
  source,
  startTracking,
  type TrackingUnderTest,
  WRITE_KEY,
} from '../../testing/tracking-service.js';

const TP2 = '/com.snowplowanalytics.snowplow/tp2';
const SCHEMA = 'iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4';
const DEVICE = 'b6d34b0f-8038-482d-8d9f-d3bb81d465a5';
const VISITOR = '6f1c2f3b-6a1d-4e8f-9a7b-3c2d1e0f4a5b';

const view = (changes: object = {}) => ({
  e: 'pv',
  p: 'web',
  tv: 'js-4.10.1',
  aid: 'shop-web',
  eid: '4ca0fb29-eeaf-45ef-b06f-561e123f886b',
  duid: DEVICE,
  ...changes,
});
const batch = (...data: unknown[]) => JSON.stringify({ schema: SCHEMA, data });
const queryOf = (event: object) => new URLSearchParams(event as Record<string, string>).toString();

const cookie = { domains: ['shop.example'] };
const given = [
  ...documents,
  document('source', 'app', { ...source, writeKey: 'app-write-key-0001', protocolKeys: ['shop-app'], cookie }),
  document('source', 'app-strict', {
    ...source,
    writeKey: 'app-strict-key-0001',
    protocolKeys: ['shop-strict'],
    consentPolicy: 'strict',
    cookie,
  }),
  document('source', 'app-cookieless', {
    ...source,
    writeKey: 'app-cookieless-key-1',
    protocolKeys: ['shop-cookieless'],
    consentPolicy: 'cookieless',
    cookie,
  }),
  document('consent-policy', 'cookieless', cookielessPolicy),
  document('source', 'app-slow', {
    ...source,
    writeKey: 'app-slow-key-00001',
    protocolKeys: ['shop-slow'],
    maxRequestsPerSecond: 1,
  }),
  document('source', 'app-closed', {
    ...source,
    writeKey: 'app-closed-key-001',
    protocolKeys: ['shop-closed'],
    enabled: false,
  }),
];

describe('the Snowplow protocol', () => {
  let tracking: TrackingUnderTest;
  beforeEach(async () => {
    tracking = await startTracking(undefined, given);
  });
  afterEach(() => tracking.close());

  const post = (payload: string, headers: Record<string, string> = {}, url = TP2) =>
    tracking.app.inject({
      method: 'POST',
      url,
      payload,
      headers: { 'content-type': 'application/json; charset=UTF-8', ...headers },
    });
  const get = (event: object, headers: Record<string, string> = {}, path = '/i', method: 'GET' | 'HEAD' = 'GET') =>
    tracking.app.inject({ method, url: `${path}?${queryOf(event)}`, headers });
  const events = async () => {
    await tracking.bus.idle();
    return tracking.published('tracking.event.v1');
  };
  const rejected = () => tracking.published('tracking.rejected.v1');

  it.each([TP2, '/com.acme/track'])('takes batches at %s and says ok', async (url) => {
    const reply = await post(batch(view()), {}, url);
    expect([reply.statusCode, reply.headers['content-type'], reply.body]).toEqual([
      200,
      'text/plain; charset=utf-8',
      'ok',
    ]);
    expect(await events()).toMatchObject([
      { kind: 'View', surface: 'page', source: 'web', messageId: view().eid, name: 'page_view' },
    ]);
  });

  it.each(['/i', '/ice.png', TP2])('takes one event at GET %s and answers with a pixel', async (path) => {
    const reply = await get(view(), {}, path);
    expect([reply.statusCode, reply.headers['content-type'], reply.rawPayload.length]).toEqual([200, 'image/gif', 43]);
    expect(reply.rawPayload.subarray(0, 6).toString()).toBe('GIF89a');
    expect(reply.headers['cache-control']).toContain('no-store, no-cache, must-revalidate');
    expect(await events()).toHaveLength(1);
  });

  it.each(['/i', '/ice.png', TP2])('takes one event at HEAD %s', async (path) => {
    const reply = await get(view(), {}, path, 'HEAD');
    expect([reply.statusCode, reply.headers['content-type'], reply.body]).toEqual([200, 'image/gif', '']);
    expect(await events()).toHaveLength(1);
  });

  it('gives the items of an order to its first transaction, as many as a call may list', async () => {
    const sale = (eid: string) => view({ e: 'tr', eid, tr_id: 'A-1', tr_tt: '10', tr_cu: 'EUR' });
    const item = (index: number) =>
      view({ e: 'ti', eid: `ti-${index}`, ti_id: 'A-1', ti_sk: `G-${index}`, ti_pr: '1' });
    const items = Array.from({ length: 120 }, (_, index) => item(index));
    const foreign = view({ e: 'tr', aid: 'elsewhere', tr_id: 'A-1', tr_tt: '10' });
    expect((await post(batch(view(), foreign, sale('tr-1'), sale('tr-2'), ...items))).statusCode).toBe(200);
    const sales = (await events()).filter(({ kind }) => kind === 'Purchase');
    expect(sales.map(({ products }) => (products as unknown[]).length)).toEqual([100, 0]);
  });

  it('finds the source by a write key, whatever the application is called', async () => {
    const basic = `Basic ${Buffer.from(`${WRITE_KEY}:`).toString('base64')}`;
    await post(batch(view({ aid: 'anything' }), view({ aid: 'else', eid: 'e-2' })), { authorization: basic });
    await post(batch(view({ aid: undefined, eid: 'e-3' })), { 'x-write-key': WRITE_KEY });
    expect((await events()).map(({ source: name }) => name)).toEqual(['web', 'web', 'web']);
  });

  it('takes nothing for a key that several sources name, unless it is the write key of one', async () => {
    const rival = { ...source, writeKey: 'rival-write-key-01', protocolKeys: ['shop-web', WRITE_KEY] };
    await publishControlDocument(tracking.bus, document('source', 'rival', rival));
    await tracking.bus.idle();
    const ambiguous = await post(batch(view()));
    expect([ambiguous.statusCode, ambiguous.json().code]).toEqual([503, 'TRK_KEY_AMBIGUOUS']);
    await post(batch(view()), { 'x-write-key': WRITE_KEY });
    expect(await events()).toMatchObject([{ source: 'web' }]);
  });

  it.each<[string, () => ReturnType<typeof post>, number, string]>([
    ['an unknown application', () => post(batch(view({ aid: 'nobody' }))), 401, 'TRK_WRITE_KEY_UNKNOWN'],
    ['no application', () => post(batch(view({ aid: undefined }))), 401, 'TRK_WRITE_KEY_MISSING'],
    ['a disabled source', () => post(batch(view({ aid: 'shop-closed' }))), 422, 'TRK_SOURCE_DISABLED'],
    ['a body without a source', () => post('{"schema":'), 400, 'TRK_NOT_JSON'],
    ['a huge body without a source', () => post(`{"x":"${'x'.repeat(600_000)}"}`), 422, 'TRK_BODY_TOO_LARGE'],
    ['an event by GET without a source', () => get({ e: 'pv' }), 401, 'TRK_WRITE_KEY_MISSING'],
  ])('refuses %s with a status that ends all tries', async (_title, send, status, code) => {
    const reply = await send();
    expect([reply.statusCode, reply.json().code]).toEqual([status, code]);
    expect([400, 401, 403, 410, 422]).toContain(reply.statusCode);
    expect(rejected()).toEqual([]);
  });

  it('refuses with a status that calls for another try what can succeed later', async () => {
    await post(batch(view({ aid: 'shop-slow' })));
    const limited = await post(batch(view({ aid: 'shop-slow' })));
    tracking.bus.publish = () => Promise.reject(new UnavailableError('kafka'));
    const down = [await post(batch(view())), await get(view())];
    const replies = [limited, ...down].map(({ statusCode, headers }) => [statusCode, headers['retry-after']]);
    expect(replies).toEqual([
      [429, '2'],
      [503, '2'],
      [503, '2'],
    ]);
  });

  it('keeps an oversize request as failed and says ok, because trackers repeat 413', async () => {
    const reply = await post(batch(view({ page: 'x'.repeat(600_000) })));
    expect([reply.statusCode, reply.body]).toEqual([200, 'ok']);
    expect(rejected()).toMatchObject([{ code: 'TRK_BODY_TOO_LARGE', source: 'web', scope: 'request' }]);
  });

  it('does the same with one that is larger than the door reads, of which it keeps the beginning', async () => {
    const payload = batch(view({ page: 'x'.repeat(2_500_000) }));
    const reply = await post(payload);
    expect([reply.statusCode, reply.body]).toEqual([200, 'ok']);
    expect(rejected()).toMatchObject([
      { code: 'TRK_BODY_TOO_LARGE', source: 'web', scope: 'request', keptBytes: 65_536, sha256: expect.any(String) },
    ]);
  });

  it('keeps an oversize event as failed and takes the rest', async () => {
    const large = view({ eid: 'e-2', page: 'x'.repeat(140_000) });
    expect((await post(batch(view(), large))).statusCode).toBe(200);
    expect(await events()).toHaveLength(1);
    expect(rejected()).toMatchObject([{ code: 'TRK_EVENT_TOO_LARGE', field: 'data[1]', scope: 'event' }]);
  });

  it('takes events as large as trackers send them by default', async () => {
    await post(batch(view({ ua: 'x'.repeat(39_000) })));
    expect(await events()).toHaveLength(1);
  });

  it('takes events by GET as long as the Snowplow collector does, and larger ones no more', async () => {
    await tracking.app.listen(0, '127.0.0.1');
    const url = await tracking.app.getUrl();
    const statusOf = async (bytes: number) =>
      (await fetch(`${url}/i?${queryOf(view({ page: 'x'.repeat(bytes) }))}`)).status;
    expect([await statusOf(20_000), await statusOf(70_000)]).toEqual([200, 431]);
    expect(await events()).toHaveLength(1);
  });

  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const unstruct = (data: unknown) => ({
    schema: 'iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0',
    data,
  });
  it.each<[string, string, string]>([
    ['no array', JSON.stringify({ schema: SCHEMA, data: view() }), 'data'],
    ['no events', JSON.stringify({ schema: SCHEMA, data: [], aid: 'shop-web' }), 'data'],
    ['another schema', batch(view()).replace('payload_data', 'contexts'), 'schema'],
    ['another model', batch(view()).replace('1-0-4', '2-0-0'), 'schema'],
  ])('refuses a body with %s and keeps it where it names its source', async (_title, body, field) => {
    const reply = await post(body);
    expect([reply.statusCode, reply.json()]).toMatchObject([400, { code: 'TRK_ENVELOPE_INVALID', field }]);
    expect(rejected()).toMatchObject([{ code: 'TRK_ENVELOPE_INVALID', source: 'web' }]);
  });

  it('answers a bad event by GET with a pixel once it is kept, because images know no status', async () => {
    const reply = await get(view({ e: 'xx' }));
    expect([reply.statusCode, reply.rawPayload.length]).toEqual([200, 43]);
    expect(rejected()).toMatchObject([{ code: 'TRK_EVENT_INVALID', field: 'e', method: 'GET', route: '/i' }]);
  });

  it('reads a bad event by GET again when it has been mended, or the policy has changed', async () => {
    await get(view({ e: 'xx', page: 'A b+c' }));
    const [{ rejectedId } = {}] = rejected();
    const replay = (fixed?: string) =>
      tracking.app.inject({
        method: 'POST',
        url: `/v1/rejected/${rejectedId}/replay`,
        headers: { authorization: `Bearer ${OFFICER}`, 'content-type': 'application/json' },
        payload: { tenant: 'demo', ...(fixed && { fixed: Buffer.from(fixed).toString('base64') }) },
      });
    expect((await replay()).json()).toMatchObject({ code: 'TRK_EVENT_INVALID', field: 'e' });
    expect((await replay(queryOf(view({ page: 'A b+c' })))).json()).toMatchObject({ kept: 1 });
    expect(await events()).toMatchObject([{ page: { title: 'A b+c' } }]);
  });

  it('honours the wish not to be recognised when a refused event is sent again', async () => {
    const anonymous = { 'sp-anonymous': '*' };
    await post(batch(view({ e: 'xx', nuid: VISITOR, ip: '203.0.113.77' })), anonymous);
    const [one] = rejected();
    expect(one).toMatchObject({ anonymous: true });
    const fixed = Buffer.from(JSON.stringify(view({ nuid: VISITOR, ip: '203.0.113.77' }))).toString('base64');
    await tracking.app.inject({
      method: 'POST',
      url: `/v1/rejected/${one?.rejectedId}/replay`,
      headers: { authorization: `Bearer ${OFFICER}`, 'content-type': 'application/json' },
      payload: { tenant: 'demo', fixed },
    });
    const [event] = await events();
    expect([event?.keys, (event?.device as { ip?: string })?.ip]).toMatchObject([[expect.any(String)], undefined]);
  });

  it('drops address, cookies and ids of the network of a sender who wants not to be recognised', async () => {
    const headers = {
      'sp-anonymous': '*',
      cookie: `sp=${VISITOR}`,
      'x-forwarded-for': '203.0.113.77',
      origin: 'https://shop.example',
    };
    const event = view({ aid: 'shop-app', nuid: VISITOR, tnuid: VISITOR, ip: '203.0.113.77' });
    const reply = await post(batch(event), headers);
    expect([reply.statusCode, reply.headers['set-cookie']]).toEqual([200, undefined]);
    const [kept] = await events();
    expect(kept).toMatchObject({ keys: [expect.stringMatching(/^device:/)] });
    expect(kept?.device).not.toHaveProperty('ip');
    expect(JSON.stringify(kept)).not.toContain('203.0.113');
  });

  describe('first-party cookie', () => {
    const origin = { origin: 'https://www.shop.example' };
    const anonymous = view({ aid: 'shop-app', duid: undefined });

    it('is set for a new visitor, who is known by it from then on', async () => {
      const first = await post(batch(anonymous), origin);
      const expected =
        /^sp=([0-9a-f-]{36}); Max-Age=31536000; Expires=Wed, 24 Nov 2027 10:00:00 GMT; Path=\/; Domain=shop\.example; Secure; HttpOnly; SameSite=None$/;
      expect(first.headers['set-cookie']).toMatch(expected);
      const id = expected.exec(String(first.headers['set-cookie']))?.[1];
      const second = await get(view({ aid: 'shop-app', duid: undefined, eid: 'e-2' }), { cookie: `sp=${id}` });
      expect(second.headers['set-cookie']).toContain(`sp=${id}; `);
      const [one, two] = await events();
      expect(one?.personKey).toBe(two?.personKey);
      expect(JSON.stringify([one, two])).not.toContain(id);
    });

    it('is the same when the first request is repeated, so that the event stays one', async () => {
      const cookies = [await post(batch(anonymous), origin), await post(batch(anonymous), origin)];
      expect(new Set(cookies.map(({ headers }) => headers['set-cookie'])).size).toBe(1);
      expect(await events()).toHaveLength(1);
    });

    it('is a second device key of a visitor whom the tracker knows', async () => {
      await post(batch(view({ aid: 'shop-app' })), { cookie: `sp=${VISITOR}` });
      expect((await events())[0]?.keys).toHaveLength(2);
    });

    it.each<[string, object, Record<string, string>]>([
      ['a source without one', view({ aid: 'shop-web' }), {}],
      ['a visitor without permission', view({ aid: 'shop-strict' }), {}],
      ['a visitor who is only counted', view({ aid: 'shop-cookieless' }), {}],
      ['a browser that asks not to be tracked', view({ aid: 'shop-app' }), { dnt: '1' }],
      ['a request of which nothing is kept', view({ aid: 'shop-app', e: 'xx' }), {}],
    ])('is not set for %s', async (_title, event, headers) => {
      const reply = await post(batch(event), { ...origin, cookie: `sp=${VISITOR}`, ...headers });
      expect([reply.statusCode, reply.headers['set-cookie']]).toEqual([200, undefined]);
    });

    it('is not set as long as one event of the request may not be stored', async () => {
      const data = { ...view({ aid: 'shop-app', eid: 'e-2' }) };
      const schema = 'iglu:com.snowplowanalytics.snowplow/consent_withdrawn/jsonschema/1-0-0';
      const refused = { ...data, e: 'ue', ue_px: encoded(unstruct({ schema, data: { all: true } })) };
      const reply = await post(batch(view({ aid: 'shop-app' }), refused), origin);
      expect([reply.statusCode, reply.headers['set-cookie']]).toEqual([200, undefined]);
      // What was not out yet when the person withdrew goes with it.
      expect(await events()).toEqual([]);
    });
  });

  it.each(['/v1/nothing', '/health/nothing', '/mp/nothing', '/debug/mp', '/i/v0'])(
    'leaves %s to others',
    async (path) => {
      for (const reply of [await post(batch(view()), {}, path), await get(view(), {}, path)]) {
        expect([reply.statusCode, reply.json().code]).toEqual([404, 'SVC_NOT_FOUND']);
      }
    },
  );

  it('sends nobody elsewhere: redirects are signed, and those of Snowplow are not', async () => {
    const reply = await get({ ...view(), u: 'https://evil.example' }, {}, '/r/tp2');
    expect([reply.statusCode, reply.headers.location]).toEqual([400, undefined]);
  });

  it.each([
    ['/health', 200, 'ok'],
    ['/sink-health', 200, 'ok'],
    ['/robots.txt', 200, expect.stringContaining('User-agent: *\nDisallow: /')],
  ])('answers %s as the Snowplow collector does', async (url, status, body) => {
    const reply = await tracking.app.inject({ method: 'GET', url });
    expect([reply.statusCode, reply.headers['content-type'], reply.body]).toEqual([
      status,
      'text/plain; charset=utf-8',
      body,
    ]);
  });

  it('leaves our own pages as they are', async () => {
    for (const url of ['/health/live', '/openapi.json']) {
      expect((await tracking.app.inject({ method: 'GET', url })).statusCode).toBe(200);
    }
  });

  it('corrects the clock of a client by the time of sending', async () => {
    const hour = 3_600_000;
    const wrong = { dtm: String(NOW.getTime() - 5 * hour), stm: String(NOW.getTime() - 4 * hour) };
    await post(batch(view(wrong)));
    expect((await events())[0]?.eventTime).toBe('2026-11-24T09:00:00.000Z');
  });

  it('takes an event without an id once, however often it is sent', async () => {
    const nameless = (stm: string) => batch(view({ eid: undefined, dtm: String(NOW.getTime()), stm }));
    await post(nameless(String(NOW.getTime() + 1)));
    await post(nameless(String(NOW.getTime() + 2)));
    expect(await events()).toHaveLength(1);
  });
});

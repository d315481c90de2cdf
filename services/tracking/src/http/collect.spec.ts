import { createHash, randomBytes } from 'node:crypto';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { UnavailableError } from '@stellwerk/bus';
import { startTracking, type TrackingUnderTest, WRITE_KEY } from '../testing/tracking-service.js';

const page = { type: 'page', anonymousId: 'anon-000001', messageId: 'm-1', context: { campaign: { source: 'alpha' } } };
const track = (event: string, properties: object = {}) => ({
  type: 'track',
  anonymousId: 'anon-000001',
  userId: 'user-000001',
  messageId: `m-${event}`,
  event,
  properties,
});

describe('the door', () => {
  let tracking: TrackingUnderTest;
  beforeEach(async () => {
    tracking = await startTracking();
  });
  afterEach(() => tracking.close());

  const events = () => tracking.published('tracking.event.v1');
  const rejected = () => tracking.published('tracking.rejected.v1');

  it('answers 200 and carries the event through to tracking.event', async () => {
    const reply = await tracking.post('/v1/page', page);
    expect([reply.statusCode, reply.json()]).toEqual([200, { success: true }]);
    await tracking.bus.idle();
    expect(events()).toMatchObject([
      { kind: 'View', surface: 'page', tenant: 'demo', source: 'web', channel: { name: 'alpha', rules: 'default@1' } },
    ]);
  });

  it.each(['batch', 'b', 'import'])('takes batches at /v1/%s', async (route) => {
    const reply = await tracking.post(`/v1/${route}`, { batch: [page, track('Signed Up')], writeKey: WRITE_KEY });
    await tracking.bus.idle();
    expect([reply.statusCode, events().map((event) => event.kind)]).toEqual([200, ['View', 'Custom']]);
  });

  it.each(['track', 'identify', 'page', 'screen', 'group', 'alias'])('takes single calls at /v1/%s', async (type) => {
    const call = { userId: 'u-1', event: 'Signed Up', groupId: 'g-1', previousId: 'u-0', messageId: 'm' };
    expect((await tracking.post(`/v1/${type}`, call)).statusCode).toBe(200);
    await tracking.bus.idle();
    expect(events()).toHaveLength(1);
  });

  it.each([
    ['application/json', undefined, (body: Buffer) => body],
    ['text/plain', undefined, (body: Buffer) => body],
    ['application/x-www-form-urlencoded', undefined, (body: Buffer) => body],
    ['application/json; charset=utf-8', 'gzip', gzipSync],
    ['application/x-www-form-urlencoded', 'gzip', gzipSync],
    ['application/json', 'deflate', deflateSync],
    ['application/json', 'br', brotliCompressSync],
    ['text/plain', undefined, gzipSync],
  ])('decides by content: %s, %s', async (contentType, encoding, pack) => {
    const reply = await tracking.app.inject({
      method: 'POST',
      url: '/v1/batch',
      headers: { 'content-type': contentType, ...(encoding && { 'content-encoding': encoding }) },
      payload: pack(Buffer.from(JSON.stringify({ batch: [page], writeKey: WRITE_KEY }))),
    });
    await tracking.bus.idle();
    expect([reply.statusCode, events().length]).toEqual([200, 1]);
  });

  it.each<[string, string, string | Buffer | object, string, number, string]>([
    ['malformed JSON', '/v1/batch', '{"batch":[', WRITE_KEY, 400, 'TRK_NOT_JSON'],
    ['an empty body', '/v1/batch', '', WRITE_KEY, 400, 'TRK_BODY_EMPTY'],
    ['invalid UTF-8', '/v1/track', Buffer.from([123, 34, 255, 34, 125]), WRITE_KEY, 400, 'TRK_NOT_UTF8'],
    ['too deep nesting', '/v1/batch', `{"batch":${'['.repeat(200)}`, WRITE_KEY, 400, 'TRK_NESTED_TOO_DEEP'],
    ['a batch without calls', '/v1/batch', { calls: [] }, WRITE_KEY, 400, 'TRK_ENVELOPE_INVALID'],
    ['an array', '/v1/track', '[]', WRITE_KEY, 400, 'TRK_ENVELOPE_INVALID'],
    ['too many calls', '/v1/batch', { batch: Array(2_001).fill(1) }, WRITE_KEY, 400, 'TRK_BATCH_TOO_LONG'],
    ['an oversize batch', '/v1/batch', { batch: ['x'.repeat(600_000)] }, WRITE_KEY, 413, 'TRK_BODY_TOO_LARGE'],
    ['an oversize call', '/v1/track', { event: 'x'.repeat(40_000) }, WRITE_KEY, 413, 'TRK_BODY_TOO_LARGE'],
    ['a gzip bomb', '/v1/batch', gzipSync(Buffer.alloc(50_000_000)), WRITE_KEY, 413, 'TRK_BODY_TOO_LARGE'],
    ['a broken gzip stream', '/v1/batch', Buffer.from([0x1f, 0x8b, 1, 2]), WRITE_KEY, 400, 'TRK_ENCODING_BROKEN'],
    ['no write key', '/v1/track', page, '', 401, 'TRK_WRITE_KEY_MISSING'],
    ['an unknown write key', '/v1/track', page, 'nobody-knows-this', 401, 'TRK_WRITE_KEY_UNKNOWN'],
    ['a disabled source', '/v1/page', page, 'closed-write-key-1', 404, 'TRK_SOURCE_DISABLED'],
    ['a missing policy', '/v1/page', page, 'broken-write-key-1', 503, 'TRK_POLICY_MISSING'],
  ])('refuses %s', async (_title, route, body, writeKey, status, code) => {
    const reply = await tracking.post(route, body, writeKey);
    expect([reply.statusCode, reply.json().code]).toEqual([status, code]);
    expect(reply.json().fix).not.toBe('');
    await tracking.bus.idle();
    expect(events()).toEqual([]);
    // What a known source sent is kept for repair.
    const kept = status === 400 || status === 413;
    expect(rejected().map((entry) => [entry.code, entry.scope])).toEqual(kept ? [[code, 'request']] : []);
  });

  it('keeps what it cannot read where the body still names its source', async () => {
    const reply = await tracking.app.inject({
      method: 'POST',
      url: '/v1/batch',
      payload: `{"writeKey": "${WRITE_KEY}", "batch": [`,
    });
    expect([reply.statusCode, reply.json().code]).toEqual([400, 'TRK_NOT_JSON']);
    expect(rejected()).toMatchObject([{ code: 'TRK_NOT_JSON', source: 'web', scope: 'request' }]);
  });

  const unread = (url: string, payload: string | Buffer, headers: Record<string, string> = {}) =>
    tracking.app.inject({ method: 'POST', url, payload, headers: { 'content-type': 'application/json', ...headers } });
  const inProperties = (token: string) => `{"api_key":"${WRITE_KEY}","batch":[{"properties":{"token":"${token}"}`;
  const far = 'x'.repeat(100_000);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const asForm = (bytes: string | Buffer) => `data=${encodeURIComponent(Buffer.from(bytes).toString('base64'))}`;

  it.each<[string, string, string | Buffer, Record<string, string>, string]>([
    ["PostHog's, where routes are shared", '/batch', `{"api_key":"${WRITE_KEY}","batch":[`, {}, 'TRK_NOT_JSON'],
    ["PostHog's, beside a token of somebody else", '/batch', inProperties('other'), {}, 'TRK_NOT_JSON'],
    ["PostHog's, in an event", '/e/', `[{"properties":{"token":"${WRITE_KEY}"}`, {}, 'TRK_NOT_JSON'],
    ["Jitsu's, where routes are shared", '/batch', `{"writeKey":"${WRITE_KEY}","batch":[`, {}, 'TRK_NOT_JSON'],
    ['packed', '/v1/batch', gzipSync(`{"writeKey":"${WRITE_KEY}","batch":[`), {}, 'TRK_NOT_JSON'],
    [
      'packed in another way',
      '/batch',
      brotliCompressSync(`{"api_key":"${WRITE_KEY}","batch":[`),
      { 'content-encoding': 'br' },
      'TRK_NOT_JSON',
    ],
    ['packed in a form', '/e/', asForm(gzipSync(`{"api_key":"${WRITE_KEY}","batch":[`)), form, 'TRK_NOT_JSON'],
    ['at the end', '/v1/batch', `{"batch":["${far}",,],"writeKey":"${WRITE_KEY}"}`, {}, 'TRK_NOT_JSON'],
    ['packed at the end', '/batch', gzipSync(`{"batch":["${far}",,],"api_key":"${WRITE_KEY}"}`), {}, 'TRK_NOT_JSON'],
    [
      'in the beginning of what unpacks to more than is read',
      '/batch',
      gzipSync(`{"api_key":"${WRITE_KEY}","batch":["${'x'.repeat(50_000_000)}"]}`),
      {},
      'TRK_BODY_TOO_LARGE',
    ],
    [
      'in the beginning of what was cut off while it was packed',
      '/v1/batch',
      gzipSync(`{"writeKey":"${WRITE_KEY}","batch":["${far}`).subarray(0, -12),
      {},
      'TRK_ENCODING_BROKEN',
    ],
  ])('keeps as it came what names its source only in the body: %s', async (_title, url, payload, headers, code) => {
    const reply = await unread(url, payload, headers);
    expect(reply.json().code).toBe(code);
    expect(rejected()).toMatchObject([{ code, source: 'web', scope: 'request', bytes: payload.length }]);
  });

  describe('of what is larger than it reads at all', () => {
    const late = Buffer.from(`{"batch":["${'x'.repeat(3_000_000)}"],"writeKey":"${WRITE_KEY}"}`);
    const packed = gzipSync(
      Buffer.concat([Buffer.from(`{"api_key":"${WRITE_KEY}","batch":["`), randomBytes(3_000_000)]),
    );

    it.each([
      ['at its end', '/v1/batch', late],
      ['in its beginning, packed', '/batch', packed],
    ])('keeps the beginning where its key stands %s', async (_title, url, payload) => {
      expect((await unread(url, payload)).statusCode).toBe(413);
      expect(rejected()).toMatchObject([{ source: 'web', bytes: payload.length, keptBytes: 65_536 }]);
    });

    const huge = Buffer.from(`{"writeKey":"${WRITE_KEY}","batch":["${'ä'.repeat(1_500_000)}"]}`);
    const anonymously = (payload: Buffer, type = 'application/json', url = '/v1/batch') =>
      tracking.app.inject({ method: 'POST', url, headers: { 'content-type': type }, payload });

    it.each<[string, () => ReturnType<typeof anonymously>]>([
      ['with its key in the head', () => tracking.post('/v1/batch', huge)],
      ['with its key in the body', () => anonymously(huge)],
      ['sent as a file', () => anonymously(huge, 'application/octet-stream')],
    ])('keeps size, digest and beginning, %s', async (_title, send) => {
      const reply = await send();
      expect([reply.statusCode, reply.json().code]).toEqual([413, 'TRK_BODY_TOO_LARGE']);
      expect(rejected()).toMatchObject([
        {
          code: 'TRK_BODY_TOO_LARGE',
          source: 'web',
          scope: 'request',
          bytes: huge.length,
          keptBytes: 65_536,
          sha256: createHash('sha256').update(huge).digest('hex'),
          sealed: { keyId: 'demo/2026-11-24' },
        },
      ]);
      await send();
      expect(new Set(rejected().map(({ rejectedId }) => rejectedId)).size).toBe(1);
    });

    it.each<[string, () => ReturnType<typeof anonymously>, number, string]>([
      ['from nobody', () => anonymously(Buffer.alloc(2_500_000, 32)), 413, 'TRK_BODY_TOO_LARGE'],
      [
        'under an unknown key',
        () => tracking.post('/v1/batch', huge, 'nobody-knows-this'),
        401,
        'TRK_WRITE_KEY_UNKNOWN',
      ],
      [
        'under a disabled key',
        () => tracking.post('/v1/batch', huge, 'closed-write-key-1'),
        404,
        'TRK_SOURCE_DISABLED',
      ],
      [
        'for a route of our own',
        () => anonymously(huge, 'application/json', '/v1/consent/set'),
        413,
        'SVC_BODY_TOO_LARGE',
      ],
      ['for a part of an import', () => anonymously(huge, 'text/csv', '/v1/imports'), 413, 'SVC_BODY_TOO_LARGE'],
      ['for the debug endpoint', () => anonymously(huge, 'text/plain', '/debug/mp/collect'), 413, 'SVC_BODY_TOO_LARGE'],
    ])('keeps nothing %s', async (_title, send, status, code) => {
      const reply = await send();
      expect([reply.statusCode, reply.json().code]).toEqual([status, code]);
      expect(rejected()).toEqual([]);
    });
  });

  it('limits requests of a source and says when to come back', async () => {
    const statuses = [];
    for (let index = 0; index < 2; index++) {
      const reply = await tracking.post('/v1/page', page, 'slow-write-key-001');
      statuses.push([reply.statusCode, reply.headers['retry-after']]);
    }
    expect(statuses).toEqual([
      [200, undefined],
      [429, '2'],
    ]);
  });

  // What may be wrong with one event; the rest of its batch goes on, a call by itself is told.
  const badEvents: [string, object, string, string][] = [
    ['no event name', { type: 'track', userId: 'u-1' }, 'TRK_EVENT_INVALID', 'batch[1].event'],
    ['an unknown type', { type: 'explode', userId: 'u-1' }, 'TRK_EVENT_INVALID', 'batch[1].type'],
    ['a wrong type', { type: 'page', userId: { id: 1 } }, 'TRK_EVENT_INVALID', 'batch[1].userId'],
    ['no identifier', { type: 'page' }, 'TRK_EVENT_UNIDENTIFIED', 'batch[1].userId'],
    ['an identifier that names nobody', { type: 'page', userId: 'null' }, 'TRK_EVENT_UNIDENTIFIED', 'batch[1].userId'],
    ['a time in 1970', { ...page, timestamp: '1970-01-01T00:00:00Z' }, 'TRK_TIME_IMPLAUSIBLE', 'batch[1].timestamp'],
    [
      'an order without number',
      track('Order Completed', { total: 1 }),
      'TRK_EVENT_INVALID',
      'batch[1].properties.order_id',
    ],
    [
      'an amount that is none',
      track('Order Completed', { order_id: 'A', total: '1,50' }),
      'TRK_EVENT_INVALID',
      'batch[1].properties.total',
    ],
    [
      'an odd currency',
      track('Order Completed', { order_id: 'A', total: 1, currency: 'Euro' }),
      'TRK_EVENT_INVALID',
      'batch[1].properties.currency',
    ],
    ['an oversize event', { ...page, properties: { text: 'x'.repeat(40_000) } }, 'TRK_EVENT_TOO_LARGE', 'batch[1]'],
  ];

  it.each(badEvents)('keeps the rest of a batch when one event has %s', async (_title, bad, code, field) => {
    const reply = await tracking.post('/v1/batch', { batch: [page, bad, track('After')] });
    await tracking.bus.idle();
    expect([reply.statusCode, events().length]).toEqual([200, 2]);
    expect(rejected()).toMatchObject([{ code, field, scope: 'event' }]);
  });

  // A single call that is too large is refused as a body that is too large, before it is read.
  const badCalls = badEvents.filter(([, , code]) => code !== 'TRK_EVENT_TOO_LARGE');

  it.each(badCalls)('tells who sends a single call that has %s, and keeps it', async (_title, bad, code, field) => {
    const reply = await tracking.post('/v1/track', bad);
    const ownField = field.replace(/^batch\[1\]\.?/, '') || '(body)';
    expect([reply.statusCode, reply.json()]).toMatchObject([400, { code, field: ownField }]);
    await tracking.bus.idle();
    expect([events(), rejected()]).toMatchObject([[], [{ code }]]);
  });

  it.each([
    ['t', 'Custom'],
    ['i', 'Identify'],
    ['p', 'View'],
    ['s', 'View'],
    ['g', 'Custom'],
    ['a', 'Identify'],
  ])('takes the single calls of the browser SDK at /v1/%s', async (route, kind) => {
    const call = { userId: 'u-1', event: 'Signed Up', groupId: 'g-1', previousId: 'u-0', messageId: 'm' };
    expect((await tracking.post(`/v1/${route}`, call)).statusCode).toBe(200);
    await tracking.bus.idle();
    expect(events()).toMatchObject([{ kind }]);
  });

  it('keeps nothing but a count of events without permission', async () => {
    const consent = { categoryPreferences: { analytics: false } };
    const refused = { ...track('Signed Up'), context: { consent } };
    expect((await tracking.post('/v1/batch', { batch: [refused, refused] }, 'strict-write-key-1')).statusCode).toBe(
      200,
    );
    await tracking.bus.idle();
    expect([events(), rejected(), tracking.published('tracking.received.v1')]).toEqual([[], [], []]);
    expect(tracking.published('tracking.counted.v1')).toMatchObject([{ reason: 'consent', count: 2, tenant: 'demo' }]);
  });

  it('drops a repeated message id and counts it', async () => {
    await tracking.post('/v1/page', page);
    await tracking.post('/v1/batch', { batch: [page, page, track('Other')] });
    await tracking.bus.idle();
    expect(events()).toHaveLength(2);
    const counts = tracking.published('tracking.counted.v1').map((entry) => [entry.reason, entry.count]);
    expect(counts).toEqual([['duplicate', 2]]);
  });

  it('lets no raw identifier through: not in keys, values, headers, log lines', async () => {
    const canaries = [
      'canary-user-77',
      'canary-device-88',
      'canary.mail@example.org',
      'CANARY-CUST-99',
      'Canary Person',
    ];
    const [userId, anonymousId, email, customerNumber, name] = canaries;
    const context = {
      ip: '203.0.113.77',
      page: { url: `https://shop.example/u/${userId}?token=${anonymousId}&mail=${email}`, title: `Konto ${email}` },
      traits: { email, name },
      campaign: { source: email },
    };
    await tracking.post('/v1/batch', {
      batch: [
        { type: 'identify', userId, anonymousId, traits: { email, customerNumber, name }, context },
        {
          ...track(`Seen by ${email}`, { who: userId, list: [{ email }], note: `call ${customerNumber}` }),
          userId,
          context,
        },
        {
          type: 'page',
          userId,
          anonymousId,
          messageId: anonymousId,
          properties: { path: `/u/${userId}`, text: name },
          context,
        },
        { type: 'track', userId, anonymousId },
      ],
    });
    await tracking.bus.idle();
    const topics = ['tracking.received.v1', 'tracking.event.v1', 'tracking.rejected.v1', 'tracking.counted.v1'];
    const written = topics
      .flatMap((topic) => tracking.bus.messages(topic))
      .map(({ key, value, headers }) => [key, String(value), JSON.stringify(headers)].join('\n'));
    expect(events()).toHaveLength(3);
    for (const canary of [...canaries.slice(0, 4), '203.0.113.77']) {
      expect(
        [...written, ...tracking.logLines].filter((text) => text.toLowerCase().includes(canary?.toLowerCase() ?? '')),
      ).toEqual([]);
    }
  });

  it('answers 503 with Retry-After while the bus cannot take more, and keeps nothing in between', async () => {
    const other = await startTracking();
    const publish = other.bus.publish.bind(other.bus);
    let down = false;
    other.bus.publish = (messages) => (down ? Promise.reject(new UnavailableError('kafka')) : publish(messages));
    down = true;
    const refused = await other.post('/v1/page', page);
    down = false;
    expect([refused.statusCode, refused.headers['retry-after'], refused.json().code]).toEqual([
      503,
      '2',
      'SVC_UNAVAILABLE',
    ]);
    expect(other.published('tracking.received.v1')).toEqual([]);
    expect((await other.post('/v1/page', page)).statusCode).toBe(200);
    await other.close();
  });
});

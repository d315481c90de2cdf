import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { RecordedRequest } from '../../testing/examples.js';
import { itWithstandsMutations } from '../../testing/fuzz.js';
import { startTracking, type TrackingUnderTest, WRITE_KEY } from '../../testing/tracking-service.js';

const page = {
  messageId: 'm-1',
  timestamp: '2026-11-24T09:59:58.000Z',
  type: 'page',
  name: 'Herbst',
  properties: { section: 'a' },
  anonymousId: 'device-1',
  context: { page: { url: 'https://shop.example/herbst', title: 'Herbst' }, campaign: { source: 'newsletter' } },
};
const context = {
  library: { name: 'stellwerk.js', version: '1' },
  locale: 'de-DE',
  timezone: 'Europe/Berlin',
  screen: { width: 1280, height: 720 },
};
const requestOf = (consent: unknown, batch: readonly object[] = [page], writeKey = WRITE_KEY) => ({
  writeKey,
  sentAt: '2026-11-24T10:00:00.000Z',
  ...(consent !== undefined && { consent }),
  context,
  batch,
});
const FULL = { gcs: 'G111', gcd: '11t1t1t1t5', gpc: '0', purposes: { analytics_store: true } };
const RECORDED: RecordedRequest = {
  method: 'POST',
  url: '/s',
  headers: { 'content-type': 'text/plain' },
  body: JSON.stringify(requestOf(FULL)),
  packed: 'no',
};

describe('our own tag', () => {
  let tracking: TrackingUnderTest;
  beforeEach(async () => {
    tracking = await startTracking();
  });
  afterEach(() => tracking.close());

  const send = (body: unknown) =>
    tracking.app.inject({
      method: 'POST',
      url: '/s',
      headers: { 'content-type': 'text/plain' },
      payload: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const events = async () => {
    await tracking.bus.idle();
    return tracking.published('tracking.event.v1');
  };

  it('has its calls read with what they share', async () => {
    const reply = await send(requestOf(FULL));
    expect([reply.statusCode, reply.body]).toEqual([204, '']);
    expect(await events()).toMatchObject([
      {
        kind: 'View',
        name: 'Herbst',
        eventTime: '2026-11-24T09:59:58.000Z',
        page: { url: 'https://shop.example/herbst', title: 'Herbst' },
        campaign: { source: 'newsletter' },
        device: { locale: 'de-DE', timezone: 'Europe/Berlin', screen: '1280x720' },
        library: 'stellwerk.js@1',
        properties: { section: 'a' },
      },
    ]);
  });

  it.each<[unknown, number]>([
    [{ purposes: { analytics_store: true } }, 1],
    [{ gcs: 'G111', gcd: '11t1t1t1t5' }, 1],
    [{ gcs: 'G100', purposes: { analytics_store: true } }, 0],
    [{ purposes: { analytics_store: false } }, 0],
    [{ purposes: { analytics_store: true }, tcf: '' }, 0],
    [{ purposes: { analytics_store: true }, tcf: 7 }, 0],
    [{ purposes: 'all' }, 0],
    ['all', 0],
    [{}, 0],
    [undefined, 0],
  ])('obeys %j under a strict policy', async (consent, kept) => {
    expect((await send(requestOf(consent, [page], 'strict-write-key-1'))).statusCode).toBe(204);
    expect((await events()).length).toBe(kept);
  });

  it('keeps what it refuses with the consent that it came with', async () => {
    const bad = { ...page, type: 'track', messageId: 'm-2' };
    const refused = { purposes: { analytics_store: false } };
    expect((await send(requestOf(FULL, [page, bad]))).statusCode).toBe(204);
    expect(await events()).toHaveLength(1);
    expect(tracking.published('tracking.rejected.v1')).toMatchObject([{ protocol: 'tag', field: 'batch[1].event' }]);
    // Read by itself, as a replay does, a call still says what it shared.
    const { tag } = await import('./protocol.js');
    const head = { method: 'POST', path: '/s', query: new URLSearchParams(), rawQuery: '', headers: {} };
    const envelope = tag.read(head, Buffer.from(JSON.stringify(requestOf(refused))), 'request', 0);
    const again = tag.read(head, Buffer.from(envelope.textOf(0)), 'event', 0);
    expect(again.calls[0]?.raw).toMatchObject({ consent: refused, context: { locale: 'de-DE' } });
  });

  it.each<[string, string, number, string]>([
    ['no JSON', '{', 400, 'TRK_NOT_JSON'],
    ['an unknown key', JSON.stringify(requestOf(FULL, [page], 'nobody-knows-this')), 401, 'TRK_WRITE_KEY_UNKNOWN'],
    ['no batch', JSON.stringify({ writeKey: WRITE_KEY }), 400, 'TRK_ENVELOPE_INVALID'],
  ])('is refused for %s', async (_title, body, status, code) => {
    const reply = await send(body);
    expect([reply.statusCode, reply.json().code]).toEqual([status, code]);
  });

  it('bounds what calls share, because each of them is kept with all of it', async () => {
    const wide = { ...context, note: 'x'.repeat(8_192) };
    const calls = [page, { ...page, messageId: 'm-2' }];
    const reply = await send({ ...requestOf(FULL, calls), context: wide });
    expect([reply.statusCode, reply.json()]).toMatchObject([400, { code: 'TRK_ENVELOPE_INVALID', field: 'context' }]);
    // The same of consent, and as much as that in calls of its own is a batch like any other.
    expect((await send(requestOf({ ...FULL, tcf: 'C'.repeat(8_192) }))).statusCode).toBe(400);
    const own = { ...page, properties: { note: 'x'.repeat(10_000) } };
    expect((await send(requestOf(FULL, [own]))).statusCode).toBe(204);
  });

  it('refuses a request whose refused calls would be many times what was sent, and keeps it once', async () => {
    const bad = Array.from({ length: 1_500 }, () => ({ note: 'y'.repeat(200) }));
    const wide = { ...context, note: 'x'.repeat(2_400) };
    const reply = await send({ ...requestOf(FULL, [page, ...bad]), context: wide });
    expect([reply.statusCode, reply.json().code]).toEqual([413, 'TRK_REFUSED_TOO_LARGE']);
    expect(tracking.published('tracking.rejected.v1')).toMatchObject([{ scope: 'request', protocol: 'tag' }]);
  });

  describe('as a script', () => {
    const get = (headers = {}) => tracking.app.inject({ method: 'GET', url: '/s.js', headers });

    it('comes packed as the browser likes it, and only once', async () => {
      const plain = await get();
      expect([plain.statusCode, plain.headers['content-type'], plain.headers['content-encoding']]).toEqual([
        200,
        'text/javascript; charset=utf-8',
        undefined,
      ]);
      expect(plain.headers['cache-control']).toContain('max-age=3600');
      const br = await get({ 'accept-encoding': 'gzip, deflate, br, zstd' });
      expect([br.headers['content-encoding'], brotliDecompressSync(br.rawPayload).toString()]).toEqual([
        'br',
        plain.body,
      ]);
      const gzip = await get({ 'accept-encoding': 'gzip;q=1, br;q=0' });
      expect([gzip.headers['content-encoding'], gunzipSync(gzip.rawPayload).toString()]).toEqual(['gzip', plain.body]);
      expect(gzip.rawPayload.length).toBeLessThanOrEqual(3_000);
      const etag = String(plain.headers.etag);
      for (const known of [etag, `W/${etag}`, `"x", ${etag}`]) {
        const again = await get({ 'if-none-match': known });
        expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', etag]);
      }
      expect((await get({ 'if-none-match': '"x"' })).statusCode).toBe(200);
    });
  });
});

itWithstandsMutations('tag', [RECORDED]);

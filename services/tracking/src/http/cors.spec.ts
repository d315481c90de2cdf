import {
  document,
  documents,
  source,
  startTracking,
  type TrackingUnderTest,
  WRITE_KEY,
} from '../testing/tracking-service.js';

const SHOP = 'https://shop.example';
const SHOP_KEY = 'shop-write-key-001';
const shop = document('source', 'shop', {
  ...source,
  writeKey: SHOP_KEY,
  allowedOrigins: [SHOP, 'https://*.shop.example'],
});
const closedToOthers = [shop, ...documents.filter(({ kind }) => kind !== 'source')];

describe('cross-origin access', () => {
  let tracking: TrackingUnderTest;
  const start = async (given = [...documents, shop]) => {
    tracking = await startTracking(undefined, given);
  };
  afterEach(() => tracking.close());

  const preflight = async (origin: string, headers = 'authorization, content-type', url = '/v1/track') => {
    const reply = await tracking.app.inject({
      method: 'OPTIONS',
      url,
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': headers },
    });
    return { status: reply.statusCode, headers: reply.headers };
  };
  const send = (origin: string | undefined, writeKey: string) =>
    tracking.app.inject({
      method: 'POST',
      url: '/v1/page',
      headers: { ...(origin && { origin }) },
      payload: JSON.stringify({ anonymousId: 'anon-000001', writeKey }),
    });

  it.each([
    [SHOP, 'true'],
    ['https://www.shop.example', 'true'],
    ['https://elsewhere.example', undefined],
  ])('answers a preflight of %s, cookies allowed: %p', async (origin, credentials) => {
    await start();
    const { status, headers } = await preflight(origin);
    expect([status, headers['access-control-allow-origin'], headers['access-control-allow-credentials']]).toEqual([
      204,
      origin,
      credentials,
    ]);
    expect(headers['access-control-allow-methods']).toBe('GET, POST');
    expect(headers.vary).toBe('Origin');
  });

  it.each([['/v1/batch'], ['/com.snowplowanalytics.snowplow/tp2'], ['/mp/collect'], ['/v1/cloudevents']])(
    'answers a preflight for %s',
    async (url) => {
      await start();
      expect((await preflight(SHOP, 'sp-anonymous', url)).headers['access-control-allow-origin']).toBe(SHOP);
    },
  );

  it('allows the headers that a client asks for, else those that clients are known to send', async () => {
    await start();
    expect((await preflight(SHOP, 'sp-anonymous,x-own')).headers['access-control-allow-headers']).toBe(
      'sp-anonymous,x-own',
    );
    for (const odd of ['', 'a'.repeat(2_000), 'a b', 'a,\tb;c']) {
      const allowed = String((await preflight(SHOP, odd)).headers['access-control-allow-headers']);
      expect(allowed.split(', ')).toEqual(['Authorization', 'Content-Encoding', 'Content-Type', 'SP-Anonymous']);
    }
  });

  it('tells a page of no source nothing', async () => {
    await start(closedToOthers);
    const { status, headers } = await preflight('https://evil.example');
    expect([status, headers['access-control-allow-origin'], headers['access-control-allow-methods']]).toEqual([
      204,
      undefined,
      undefined,
    ]);
  });

  it.each<[string, string | undefined, string, number, string | undefined]>([
    ['takes what its source allows', SHOP, SHOP_KEY, 200, SHOP],
    ['refuses the page of another source', 'https://elsewhere.example', SHOP_KEY, 403, 'https://elsewhere.example'],
    ['refuses a page without an origin of its own', 'null', SHOP_KEY, 403, 'null'],
    ['takes servers, which send no origin', undefined, SHOP_KEY, 200, undefined],
    [
      'takes any page where the source names none',
      'https://elsewhere.example',
      WRITE_KEY,
      200,
      'https://elsewhere.example',
    ],
  ])('%s', async (_title, origin, writeKey, status, allowed) => {
    await start();
    const reply = await send(origin, writeKey);
    expect([reply.statusCode, reply.headers['access-control-allow-origin']]).toEqual([status, allowed]);
    if (status === 403) expect(reply.json()).toMatchObject({ code: 'TRK_ORIGIN_REFUSED', field: 'Origin' });
    await tracking.bus.idle();
    expect(tracking.published('tracking.event.v1')).toHaveLength(status === 200 ? 1 : 0);
  });

  it('does not count refused pages towards the limit of the source', async () => {
    await start([...documents, document('source', 'shop', { ...shop.spec, maxRequestsPerSecond: 1 } as typeof source)]);
    const statuses = [];
    for (const origin of ['https://evil.example', 'https://evil.example', SHOP]) {
      statuses.push((await send(origin, SHOP_KEY)).statusCode);
    }
    expect(statuses).toEqual([403, 403, 200]);
  });

  it('lets a page read why it was refused, so that its client can stop', async () => {
    await start();
    const reply = await send(SHOP, 'nobody-knows-this');
    expect([reply.statusCode, reply.headers['access-control-allow-origin']]).toEqual([401, SHOP]);
  });

  it('opens nothing of our own API', async () => {
    await start();
    for (const url of ['/v1/rejected', '/v1/rejected/7/replay', '/openapi.json', '/health/ready']) {
      const { headers } = await preflight(SHOP, 'authorization', url);
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });
});

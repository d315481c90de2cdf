import { gzipSync } from 'node:zlib';
import { injectable, type RecordedRequest, readRecordings } from '../../testing/examples.js';
import { itWithstandsMutations } from '../../testing/fuzz.js';
import {
  NOW,
  namespacesOf,
  startTracking,
  startTrackingAt,
  type TrackingUnderTest,
  WRITE_KEY,
} from '../../testing/tracking-service.js';

const recordings = readRecordings('posthog');
const base64 = (bytes: string | Buffer) => Buffer.from(bytes).toString('base64');
const event = (name: string, properties: object = {}, more: object = {}) => ({
  event: name,
  uuid: `uuid-${name}`,
  distinct_id: 'user-000001',
  properties: { token: WRITE_KEY, ...properties },
  ...more,
});
const QUERY: RecordedRequest = {
  method: 'GET',
  url: `/e/?data=${encodeURIComponent(base64(JSON.stringify(event('Seen'))))}&compression=base64&_=${NOW.getTime()}&ip=0`,
  headers: { 'user-agent': 'test' },
  body: '',
  packed: 'no',
};

describe('PostHog', () => {
  it.each(['/batch', '/batch/', '/e/', '/i/v0/e'])('takes a batch larger than one event may be at %s', async (url) => {
    const tracking = await startTracking();
    const batch = Array.from({ length: 100 }, (_, index) => event(`Seen ${index}`, { note: 'x'.repeat(400) }));
    const payload = JSON.stringify({ api_key: WRITE_KEY, batch });
    const headers = { 'content-type': 'application/json' };
    expect((await tracking.app.inject({ method: 'POST', url, headers, payload })).statusCode).toBe(200);
    await tracking.bus.idle();
    expect(tracking.published('tracking.event.v1')).toHaveLength(100);
    await tracking.close();
  });

  it.each(Object.entries(recordings))('reads what %s sends', async (place, { requests, recordedAt }) => {
    const tracking = await startTrackingAt(new Date(recordedAt));
    for (const request of requests) expect((await tracking.app.inject(injectable(request))).statusCode).toBe(200);
    await tracking.bus.idle();
    const events = tracking.published('tracking.event.v1');
    const named = (name: string) => events.find((candidate) => candidate.name === name);
    expect(named('$pageview')).toMatchObject({
      kind: 'View',
      surface: 'page',
      page: { title: 'Herbst', url: expect.stringContaining('/herbst') },
    });
    expect(namespacesOf(named('$pageview'))).toContain('device');
    expect(named('$identify')).toMatchObject({ kind: 'Identify' });
    const isBrowser = place === 'browser';
    expect(namespacesOf(named('$identify'))).toEqual(['login', 'email', ...(isBrowser ? ['device'] : [])]);
    expect(named('Signed Up')).toMatchObject({ kind: 'Custom', value: { amount: '3', currency: 'EUR' } });
    expect(named('Order Completed')).toMatchObject({
      kind: 'Purchase',
      orderId: 'A-1001',
      total: { amount: '119.8', currency: 'EUR' },
      products: [{ productId: 'L-1', quantity: '2' }],
    });
    expect(named('$groupidentify')).toMatchObject({ properties: { $group_type: 'company', $group_key: 'c-1' } });
    if (isBrowser) {
      expect(named('$autocapture')).toMatchObject({ kind: 'Click', target: 'Kaufen' });
      expect(named('$pageleave')).toMatchObject({ kind: 'Custom' });
      expect(named('$pageview')).toMatchObject({
        campaign: { source: 'newsletter', medium: 'email', name: 'november' },
        device: { locale: 'de-DE', timezone: 'Europe/Berlin', screen: '1280x720' },
        library: 'web@1.449.2',
        properties: { $session_id: expect.any(String) },
      });
    } else {
      expect(named('$create_alias')).toMatchObject({ kind: 'Identify' });
    }
    expect(tracking.published('tracking.rejected.v1')).toEqual([]);
    await tracking.close();
  });

  describe('over HTTP', () => {
    let tracking: TrackingUnderTest;
    beforeEach(async () => {
      tracking = await startTracking();
    });
    afterEach(() => tracking.close());

    const post = (url: string, payload: string | Buffer, headers: Record<string, string> = {}) =>
      tracking.app.inject({
        method: 'POST',
        url,
        payload,
        headers: { 'content-type': 'application/json', ...headers },
      });
    const events = async () => {
      await tracking.bus.idle();
      return tracking.published('tracking.event.v1');
    };

    it.each(['/batch', '/batch/', '/e', '/e/', '/i/v0/e', '/i/v0/e/', '/capture', '/capture/'])(
      'takes a batch at %s',
      async (url) => {
        const reply = await post(url, JSON.stringify({ api_key: WRITE_KEY, batch: [event('Seen'), event('Left')] }));
        expect([reply.statusCode, reply.json()]).toEqual([200, { status: 'Ok' }]);
        expect(await events()).toMatchObject([{ name: 'Seen' }, { name: 'Left' }]);
      },
    );

    const one = JSON.stringify(event('Seen'));
    it.each<[string, string, string | Buffer, string]>([
      ['an event that names its project', '/e/', one, 'application/json'],
      ['an array', '/e/', JSON.stringify([event('Seen')]), 'text/plain'],
      ['packed bytes under any name', '/e/?compression=gzip-js&ip=0&ver=1.449.2', gzipSync(one), 'text/plain'],
      [
        'base64 in a form',
        '/e/?compression=base64',
        `data=${encodeURIComponent(base64(one))}`,
        'application/x-www-form-urlencoded',
      ],
      ['base64 that was not escaped', '/e/', `data=${base64(one)}`, 'application/x-www-form-urlencoded'],
      [
        'packed base64 in a form',
        '/e/',
        `data=${encodeURIComponent(base64(gzipSync(one)))}`,
        'application/x-www-form-urlencoded',
      ],
      ['plain JSON in a form', '/e/', `data=${encodeURIComponent(one)}`, 'application/x-www-form-urlencoded'],
    ])('takes %s', async (_title, url, payload, contentType) => {
      expect((await post(url, payload, { 'content-type': contentType })).statusCode).toBe(200);
      expect(await events()).toMatchObject([{ name: 'Seen', messageId: 'uuid-Seen' }]);
    });

    describe('packed in a form or a query', () => {
      const packed = (...batch: object[]) =>
        encodeURIComponent(gzipSync(JSON.stringify({ api_key: WRITE_KEY, batch })).toString('base64'));
      const sendForm = (data: string, url = '/e/') =>
        post(url, `data=${data}`, { 'content-type': 'application/x-www-form-urlencoded' });
      const large = event('Large', { note: 'x'.repeat(40_000) });

      it.each<[string, (data: string) => ReturnType<typeof post>]>([
        ['a form', sendForm],
        ['a form at /batch', (data) => sendForm(data, '/batch')],
        ['a query', (data) => tracking.app.inject({ method: 'GET', url: `/e/?data=${data}` })],
      ])('has each event bounded in %s', async (_title, send) => {
        expect((await send(packed(event('Seen'), large))).statusCode).toBe(200);
        expect(await events()).toMatchObject([{ name: 'Seen' }]);
        expect(tracking.published('tracking.rejected.v1')).toMatchObject([{ code: 'TRK_EVENT_TOO_LARGE' }]);
      });

      it('is no larger than a batch may be', async () => {
        const reply = await sendForm(packed(event('Seen', { note: 'x'.repeat(600_000) })));
        expect([reply.statusCode, reply.json()]).toMatchObject([413, { code: 'TRK_BODY_TOO_LARGE' }]);
      });
    });

    it('takes events from a query, and answers beacons without a body', async () => {
      expect((await tracking.app.inject(injectable(QUERY))).statusCode).toBe(200);
      const beacon = await post('/e/?beacon=1', JSON.stringify(event('Left')), { 'content-type': 'text/plain' });
      expect([beacon.statusCode, beacon.body]).toEqual([204, '']);
      expect(await events()).toMatchObject([{ name: 'Seen' }, { name: 'Left' }]);
    });

    const AT = '2026-11-24T09:30:00.000Z';
    it.each<[string, object, object, string]>([
      ['the time of the event', { timestamp: AT }, {}, AT],
      [
        'corrected by when it was sent',
        { timestamp: AT },
        { sent_at: '2026-11-24T09:45:00.000Z' },
        '2026-11-24T09:45:00.000Z',
      ],
      [
        'not corrected where it asks for that',
        { timestamp: AT, properties: { $ignore_sent_at: true } },
        { sent_at: '2026-11-24T09:45:00.000Z' },
        AT,
      ],
      ['counted back by an offset', { offset: 60_000 }, {}, '2026-11-24T09:59:00.000Z'],
      ['else the receipt', {}, {}, NOW.toISOString()],
    ])('has %s', async (_title, more, envelope, expected) => {
      await post('/batch', JSON.stringify({ api_key: WRITE_KEY, batch: [event('Seen', {}, more)], ...envelope }));
      expect(await events()).toMatchObject([{ eventTime: expected }]);
    });

    it.each<[string, object, RegExp[]]>([
      ['a user', {}, [/^login:/]],
      ['a user and a device', { $device_id: 'd-1' }, [/^login:/, /^device:/]],
      ['a device that is not identified yet', { $device_id: 'user-000001' }, [/^device:/]],
      ['a device by its own word', { $is_identified: false }, [/^device:/]],
      ['a device without profile', { $process_person_profile: false }, [/^device:/]],
      ['a user and the device before', { $anon_distinct_id: 'd-0' }, [/^login:/, /^device:/]],
    ])('knows %s', async (_title, properties, keys) => {
      await post('/e/', JSON.stringify(event('Seen', properties)));
      expect(await events()).toMatchObject([{ keys: keys.map((key) => expect.stringMatching(key)) }]);
    });

    it('keeps neither parameters of addresses nor ids of clicks in what the browser remembers of the visit', async () => {
      const secret = 'https://shop.example/reset?token=5f0c2f3b&gclid=Cj0KCQiA&utm_source=mail';
      const visit = { $session_entry_url: secret, $session_entry_gclid: 'Cj0KCQiA', gclid: 'Cj0KCQiA', fbclid: null };
      await post('/e/', JSON.stringify(event('Seen', visit)));
      expect((await events())[0]?.properties).toEqual({
        $session_entry_url: 'https://shop.example/reset?utm_source=mail',
      });
    });

    const KNOWN = {
      api_key: WRITE_KEY,
      token: WRITE_KEY,
      $distinct_id: 'user-000001',
      $device_id: 'canary-device',
      timestamp: NOW.toISOString(),
      sent_at: NOW.toISOString(),
      ip: '192.0.2.77',
      type: 'capture',
      library: 'posthog-node',
      library_version: '2.0.0',
    };
    it.each<[string, (given: object) => string]>([
      ['alone', (given) => JSON.stringify(given)],
      ['in a batch', (given) => JSON.stringify({ api_key: WRITE_KEY, batch: [given] })],
    ])('keeps what it does not know beside the properties, and nothing else of it, %s', async (_title, sent) => {
      const unknown = { $groups: { company: 'c-1' }, group: 7, flags: ['a'] };
      await post('/e/', sent(event('Seen', { plan: 'pro' }, { ...KNOWN, ...unknown })));
      const [seen] = await events();
      expect(seen).toMatchObject({ library: 'posthog-node@2.0.0' });
      expect(seen?.properties).toEqual({ plan: 'pro', $event: unknown });
      expect(JSON.stringify(seen)).not.toMatch(/192\.0\.2\.77|canary-device|user-000001/);
    });

    it('adds nothing where it knows everything', async () => {
      await post('/e/', JSON.stringify(event('Seen', { plan: 'pro' }, KNOWN)));
      expect(await events()).toMatchObject([
        { properties: expect.not.objectContaining({ $event: expect.anything() }) },
      ]);
    });

    it('hears what a consent manager said, where the page registered it', async () => {
      const consented = (analytics: boolean) =>
        post(
          '/e/',
          JSON.stringify([
            event(`Seen ${analytics}`, {
              token: 'strict-write-key-1',
              $consent: { categoryPreferences: { analytics } },
            }),
          ]),
        );
      await consented(true);
      await consented(false);
      expect(await events()).toMatchObject([{ name: 'Seen true' }]);
    });

    it.each<[string, string, number, string]>([
      [
        'events of two projects',
        JSON.stringify([event('a'), event('b', { token: 'other' })]),
        400,
        'TRK_ENVELOPE_INVALID',
      ],
      ['no key', '{"event":"Seen"}', 401, 'TRK_WRITE_KEY_MISSING'],
      ['an unknown key', '{"event":"Seen","api_key":"phc_unknown"}', 401, 'TRK_WRITE_KEY_UNKNOWN'],
      ['a text', '"x"', 400, 'TRK_ENVELOPE_INVALID'],
      ['a batch that is none', `{"api_key":"${WRITE_KEY}","batch":{}}`, 400, 'TRK_ENVELOPE_INVALID'],
    ])('refuses %s', async (_title, body, status, code) => {
      const reply = await post('/e/', body);
      expect([reply.statusCode, reply.json().code]).toEqual([status, code]);
    });

    it('keeps the rest of a batch when one event has no name', async () => {
      await post('/batch', JSON.stringify({ api_key: WRITE_KEY, batch: [event(' '), event('Seen')] }));
      expect(await events()).toMatchObject([{ name: 'Seen' }]);
      expect(tracking.published('tracking.rejected.v1')).toMatchObject([
        { protocol: 'posthog', field: 'batch[0].event' },
      ]);
    });

    it.each([
      ['/e/', event('Seen', { token: 'slow-write-key-001' })],
      ['/batch', { api_key: 'slow-write-key-001', batch: [event('Seen')] }],
      ['/batch/', { api_key: 'slow-write-key-001', batch: [event('Seen')] }],
    ])(
      'says 503 where it limits at %s, because posthog-js throws away what is answered with 429',
      async (url, body) => {
        const limited = JSON.stringify(body);
        await post(url, limited);
        const reply = await post(url, limited);
        expect([reply.statusCode, reply.headers['retry-after'], reply.json().code]).toEqual([
          503,
          '2',
          'TRK_RATE_LIMITED',
        ]);
      },
    );

    it('tells browsers that there are no flags, recordings or surveys', async () => {
      const get = (url: string) => tracking.app.inject({ method: 'GET', url });
      expect((await post('/flags/?v=2', '{}')).json()).toMatchObject({ flags: {}, errorsWhileComputingFlags: false });
      expect((await post('/decide/?v=4', '{}')).json()).toMatchObject({ featureFlags: {} });
      expect((await get('/array/phc_1/config')).json()).toMatchObject({
        hasFeatureFlags: false,
        sessionRecording: false,
      });
      const script = await get('/array/phc_1/config.js');
      expect([script.headers['content-type'], script.body]).toEqual([
        'text/javascript; charset=utf-8',
        expect.stringContaining('["phc_1"]='),
      ]);
      expect((await get('/array/a%22%5D;alert(1)/config.js')).statusCode).toBe(400);
    });
  });
});

itWithstandsMutations('posthog', [QUERY]);

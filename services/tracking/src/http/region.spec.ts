import { createMemoryBus } from '@stellwerk/bus';
import { regionalPolicy } from '../examples/consent.js';
import { publicData } from '../testing/public-data.js';
import {
  document,
  documents,
  NOW,
  OFFICER,
  source,
  startTracking,
  type TrackingUnderTest,
} from '../testing/tracking-service.js';

const { path, describeWithData } = publicData('tracking/GeoIP2-City-Test.mmdb');
const US = '216.160.83.56';
const GB = '81.2.69.142';
const KEY = 'regions-write-key-1';
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const node = { name: '@segment/analytics-node', version: '3.1.0' };
const US_PURPOSES = ['analytics_store', 'ad_measurement'];

const documentsIn = (region: string) => [
  ...documents.filter(({ kind }) => kind !== 'tenant'),
  document('tenant', 'demo', { displayName: 'Demo', currency: 'EUR', timezone: 'Europe/Berlin', region }),
  document('source', 'regions', { ...source, writeKey: KEY, consentPolicy: 'regional' }),
  document('consent-policy', 'regional', regionalPolicy),
];

describeWithData('the region that decides about consent', () => {
  let tracking: TrackingUnderTest;
  afterEach(() => tracking.close());

  const start = async (tenantRegion: string) => {
    tracking = await startTracking(createMemoryBus({ now: () => NOW }), documentsIn(tenantRegion), {
      STELLWERK_TRACKING_PLACE_DATABASE: path,
    });
  };
  const send = (url: string, payload: string, remoteAddress: string, headers: Record<string, string> = {}) =>
    tracking.app.inject({
      method: 'POST',
      url,
      remoteAddress,
      headers: { authorization: `Basic ${Buffer.from(`${KEY}:`).toString('base64')}`, ...headers },
      payload,
    });
  const ask = (url: string, payload?: object) =>
    tracking.app.inject({
      method: payload ? 'POST' : 'GET',
      url: `/v1/rejected${url}`,
      headers: { authorization: `Bearer ${OFFICER}`, ...(payload && { 'content-type': 'application/json' }) },
      ...(payload && { payload }),
    });
  const purposes = async () => {
    await tracking.bus.idle();
    return tracking.published('tracking.event.v1').map((event) => (event.consent as { purposes: string[] }).purposes);
  };
  const replay = async (fixed: string) => {
    const { rejectedId } = (await ask('?tenant=demo')).json().rejected[0];
    await ask(`/${rejectedId}/replay`, { tenant: 'demo', fixed: Buffer.from(fixed).toString('base64') });
  };

  interface Case {
    readonly tenant: string;
    readonly from: string;
    readonly userAgent?: string;
    readonly context: object;
    readonly batchContext?: object;
    readonly granted: readonly string[];
  }
  const cases: Record<string, Case> = {
    'of a server abroad: the one of the tenant': { tenant: 'DE', from: US, context: { library: node }, granted: [] },
    'of a server in the country of the tenant': {
      tenant: 'US',
      from: GB,
      context: { library: node },
      granted: US_PURPOSES,
    },
    'of a call that names an address': {
      tenant: 'US',
      from: US,
      context: { library: node, ip: GB },
      granted: [],
    },
    'of a browser': { tenant: 'US', from: GB, userAgent: firefox, context: {}, granted: [] },
    'of a browser whose calls name its user agent': {
      tenant: 'DE',
      from: US,
      userAgent: firefox,
      context: { userAgent: firefox },
      granted: US_PURPOSES,
    },
    'of a server that is told by its batch': {
      tenant: 'DE',
      from: US,
      context: {},
      batchContext: { library: node },
      granted: [],
    },
    'of an address that is named by the batch': {
      tenant: 'US',
      from: US,
      context: { library: node },
      batchContext: { ip: GB },
      granted: [],
    },
  };

  it.each(Object.entries(cases))('is the same live and in a replay, %s', async (_title, given) => {
    const { tenant, from, userAgent = 'node', context, batchContext, granted } = given;
    const batch = (...calls: object[]) => JSON.stringify({ batch: calls, context: batchContext });
    const call = { type: 'track', anonymousId: 'device-1', messageId: 'm-1', context };
    const good = { ...call, event: 'Seen', messageId: 'm-2' };
    await start(tenant);
    await send('/v1/batch', batch(call, good), from, { 'user-agent': userAgent });
    const live = await purposes();
    await replay(JSON.stringify({ ...call, event: 'Seen' }));
    expect([live, (await purposes()).slice(live.length)]).toEqual([
      granted.length > 0 ? [granted] : [],
      granted.length > 0 ? [granted] : [],
    ]);
  });

  it('is unknown where a replay cannot tell whether a program speaks for itself', async () => {
    await start('US');
    const call = { type: 'track', anonymousId: 'device-1', context: { userAgent: 'Kiosk/1' } };
    await send('/v1/track', JSON.stringify(call), GB, { 'user-agent': 'Kiosk/1' });
    await replay(JSON.stringify({ ...call, event: 'Seen' }));
    expect(await purposes()).toEqual([]);
  });

  it('of a request that could not be read is that of what sent it', async () => {
    await start('DE');
    await send('/v1/batch', '{"batch":[', US, { 'user-agent': 'node' });
    const call = { type: 'track', anonymousId: 'device-1', event: 'Seen', context: { library: node } };
    await replay(JSON.stringify({ batch: [call] }));
    expect(await purposes()).toEqual([]);
  });

  it.each([
    ['US', GB, []],
    ['DE', US, [US_PURPOSES]],
  ])('of an anonymous request to a tenant in %s is where it came from', async (tenant, from, granted) => {
    await start(tenant);
    const headers = { 'x-write-key': KEY, 'x-ip-policy': 'remove', 'user-agent': firefox };
    const call = { type: 'track', anonymousId: 'device-1', event: 'Seen' };
    expect((await send('/api/s/track', JSON.stringify(call), from, headers)).statusCode).toBe(200);
    expect(await purposes()).toEqual(granted);
    expect(JSON.stringify(tracking.published('tracking.event.v1'))).not.toContain('Seattle');
  });

  it('does not make a free text of a TC string that does not apply', async () => {
    await start('DE');
    for (const text of ['anna@example.org', `${'x'.repeat(55)} anna@example.org`]) {
      const query = new URLSearchParams({ key: KEY, event: 'Opened', gdpr: '0', gdpr_consent: text, gcs: text });
      await tracking.app.inject({ method: 'GET', url: `/p.gif?${query}&gcd=`, remoteAddress: US });
      await tracking.app.inject({
        method: 'GET',
        url: `/p.gif?key=${KEY}&event=x&gdpr=0&gdpr_consent=${encodeURIComponent(text)}`,
        remoteAddress: US,
      });
    }
    expect((await purposes()).length).toBeGreaterThan(0);
    for (const { value } of ['tracking.event.v1', 'tracking.received.v1'].flatMap((topic) => [
      ...tracking.bus.messages(topic),
    ])) {
      expect(String(value)).not.toMatch(/anna@|anna%40/);
    }
  });
});

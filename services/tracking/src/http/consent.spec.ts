import { OFFICER, startTracking, type TrackingUnderTest } from '../testing/tracking-service.js';

const STRICT = 'strict-write-key-1';
const consent = { categoryPreferences: { analytics: true, marketing: true } };
const call = (more: object = {}) => ({
  type: 'track',
  anonymousId: 'anon-000001',
  messageId: 'm-1',
  event: 'Signed Up',
  context: { consent },
  ...more,
});

interface Kept {
  readonly consent: { purposes: string[]; signals: { type: string; raw: string }[]; region: string };
}

describe('consent at the door', () => {
  let tracking: TrackingUnderTest;
  beforeEach(async () => {
    tracking = await startTracking();
  });
  afterEach(() => tracking.close());

  const send = (url: string, body: object, headers: Record<string, string> = {}) =>
    tracking.app.inject({
      method: 'POST',
      url,
      headers: {
        authorization: `Basic ${Buffer.from(`${STRICT}:`).toString('base64')}`,
        'content-type': 'application/json',
        ...headers,
      },
      payload: JSON.stringify(body),
    });
  const events = async () => {
    await tracking.bus.idle();
    return tracking.published('tracking.event.v1') as unknown as Kept[];
  };

  it('keeps with an event what it was decided by', async () => {
    await send('/v1/track', call());
    expect(await events()).toMatchObject([
      {
        consent: {
          purposes: ['analytics_store', 'ad_measurement', 'ad_profile'],
          policy: 'strict@1',
          region: 'DE',
          signals: [{ type: 'categories', raw: JSON.stringify(consent), refused: ['user_data_upload'] }],
        },
      },
    ]);
  });

  it.each([
    ['Sec-GPC', '/v1/batch', { 'sec-gpc': '1' }, ['analytics_store']],
    ['gcd in the address', '/v1/batch?gcd=11q1t1t1t5', {}, ['analytics_store', 'ad_profile']],
    ['gcs in the address', '/v1/batch?gcs=G111', {}, ['analytics_store', 'ad_measurement', 'ad_profile']],
    ['a GPP string in the address', '/v1/batch?gpp=DBABLA~CAAQAAAAAABA.QA', {}, ['analytics_store']],
  ])('counts %s for every call of a request', async (_title, url, headers, purposes) => {
    await send(url, { batch: [call(), call({ messageId: 'm-2' })] }, headers);
    expect((await events()).map((event) => event.consent.purposes)).toEqual([purposes, purposes]);
  });

  it.each(['/v1/track?gdpr=1', '/v1/track?gdpr_consent=$%7BGDPR_CONSENT_755%7D', '/v1/track?gpp=x', '/v1/track?gcd=x'])(
    'keeps nothing but a count for %s',
    async (url) => {
      expect((await send(url, call())).statusCode).toBe(200);
      expect(await events()).toEqual([]);
      expect(tracking.published('tracking.counted.v1')).toMatchObject([{ reason: 'consent', count: 1 }]);
      expect(tracking.published('tracking.received.v1')).toEqual([]);
    },
  );

  it('keeps names out of what it keeps of signals', async () => {
    const named = { categoryPreferences: { analytics: true, 'jane.doe@example.org': true, 'anon-000001': false } };
    await send('/v1/track?gcd=jane.doe@example.org&gcs=G111', call({ context: { consent: named } }));
    await send('/v1/track', call({ context: { consent: { ...named, note: 'jane.doe@example.org' } } }));
    const kept = await events();
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toMatch(/jane|anon-000001/);
  });

  it('remembers what a request said when one of its events is replayed alone', async () => {
    await send('/v1/batch?gcs=G101', { batch: [call({ event: '', messageId: 'm-3' })] }, { 'sec-gpc': '1' });
    const [rejected] = tracking.published('tracking.rejected.v1') as { rejectedId: string; consent: object }[];
    expect(rejected?.consent).toMatchObject({
      region: 'DE',
      signals: [{ type: 'gpc', raw: '1' }, { type: 'purposes' }],
    });
    const fixed = Buffer.from(JSON.stringify(call({ messageId: 'm-3' }))).toString('base64');
    const reply = await tracking.app.inject({
      method: 'POST',
      url: `/v1/rejected/${rejected?.rejectedId}/replay`,
      headers: { authorization: `Bearer ${OFFICER}`, 'content-type': 'application/json' },
      payload: { tenant: 'demo', fixed },
    });
    expect(reply.statusCode).toBe(200);
    expect((await events()).map((event) => event.consent.purposes)).toEqual([['analytics_store']]);
  });
});

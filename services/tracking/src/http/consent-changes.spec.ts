import { UnavailableError } from '@stellwerk/bus';
import { readRecordings } from '../testing/examples.js';
import { itWithstandsMutations } from '../testing/fuzz.js';
import { ANALYST, OFFICER, startTracking, type TrackingUnderTest } from '../testing/tracking-service.js';

const ALL = { categoryPreferences: { analytics: true, marketing: true, upload: true } };
const NOTHING = { categoryPreferences: { analytics: false, marketing: false } };
const ADVERTISING = ['ad_measurement', 'ad_profile', 'user_data_upload'];

interface Change {
  readonly personKey: string;
  readonly purposes: string[];
  readonly refused: string[];
  readonly locked: string[];
  readonly by: string;
}

describe('consent that changes', () => {
  let tracking: TrackingUnderTest;
  beforeEach(async () => {
    tracking = await startTracking();
  });
  afterEach(() => tracking.close());

  let count = 0;
  const track = (more: object = {}, consent: object = ALL) =>
    tracking.post('/v1/track', {
      anonymousId: 'anon-000001',
      messageId: `m-${count++}`,
      event: 'Signed Up',
      context: { consent },
      ...more,
    });
  const state = (consent: object, more: object = {}) =>
    tracking.post('/v1/consent', { anonymousId: 'anon-000001', messageId: `s-${count++}`, consent, ...more });
  const changes = () => tracking.published('consent.changed.v1') as unknown as Change[];
  const purposes = async () => {
    await tracking.bus.idle();
    const events = tracking.published('tracking.event.v1') as unknown as { consent: { purposes: string[] } }[];
    return events.map((event) => event.consent.purposes);
  };
  const counted = () => tracking.published('tracking.counted.v1');
  const ask = async (path: string, body: object, bearer = OFFICER) => {
    const reply = await tracking.app.inject({
      method: 'POST',
      url: `/v1/consent/${path}`,
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      payload: { tenant: 'demo', ...body },
    });
    return { status: reply.statusCode, body: reply.json() };
  };

  it('is stated by itself, hashed, and narrows what comes after', async () => {
    expect((await state({ purposes: { ad_profile: false } }, { userId: 'user-000001' })).json()).toEqual({
      success: true,
    });
    const stated = changes().map(({ personKey, purposes, refused, by }) => [
      personKey.split(':')[0],
      purposes,
      refused,
      by,
    ]);
    const left = ['analytics_store', 'ad_measurement', 'user_data_upload'];
    expect(stated.sort()).toEqual([
      ['device', left, ['ad_profile'], 'client'],
      ['login', left, ['ad_profile'], 'client'],
    ]);
    expect(JSON.stringify(changes())).not.toMatch(/user-000001|anon-000001/);
    await track({ event: 'same device' });
    await track({ event: 'same login', anonymousId: 'anon-000002', userId: 'user-000001' });
    await track({ event: 'somebody else', anonymousId: 'anon-000003' });
    await tracking.bus.idle();
    const events = tracking.published('tracking.event.v1') as unknown as {
      name: string;
      consent: { purposes: string[] };
    }[];
    expect(Object.fromEntries(events.map(({ name, consent }) => [name, consent.purposes]))).toEqual({
      'same device': left,
      'same login': left,
      'somebody else': ['analytics_store', ...ADVERTISING],
    });
  });

  it('leaves nothing but a count without the purpose of storage', async () => {
    await state({ categories: NOTHING });
    await track();
    expect(await purposes()).toEqual([]);
    expect(tracking.published('tracking.received.v1')).toEqual([]);
    expect(counted()).toMatchObject([{ reason: 'consent', count: 1 }]);
  });

  it('opens again only what the event itself allows', async () => {
    await state({ categories: NOTHING });
    await state({ categories: ALL });
    await track({}, { categoryPreferences: { analytics: true, marketing: false } });
    expect(await purposes()).toEqual([['analytics_store']]);
  });

  it('holds back what was received before and is not out yet', async () => {
    const received = tracking.bus.publish.bind(tracking.bus);
    // What the door writes waits until the withdrawal is there.
    const held: Parameters<typeof received>[0][] = [];
    tracking.bus.publish = async (messages) => {
      if (!messages.some(({ topic }) => topic === 'tracking.received.v1')) return received(messages);
      held.push(messages);
      return new Map();
    };
    await track();
    await track({ anonymousId: 'anon-000002' });
    await state({ categories: { categoryPreferences: { analytics: true, marketing: false } } });
    await state({ categories: NOTHING }, { anonymousId: 'anon-000002' });
    for (const messages of held) await received(messages);
    expect(await purposes()).toEqual([['analytics_store']]);
    expect(counted()).toMatchObject([{ reason: 'consent', count: 1 }]);
  });

  it.each(['Segment Consent Preference Updated', 'Segment Consent Preference', 'Consent Preference Updated'])(
    'is stated by the event %s',
    async (event) => {
      await track({ event }, { categoryPreferences: { analytics: true, marketing: false } });
      expect(changes()).toMatchObject([{ purposes: ['analytics_store'], refused: ADVERTISING }]);
      // The event itself is one like others.
      expect(await purposes()).toEqual([['analytics_store']]);
      await track({ event }, NOTHING);
      expect(changes().at(-1)).toMatchObject({ purposes: [] });
      expect(await purposes()).toHaveLength(1);
    },
  );

  it('is withdrawn wholly by an event whose signal cannot be read, and by none without a signal', async () => {
    await track({ event: 'Consent Preference Updated', context: {} });
    expect(changes()).toEqual([]);
    await track({ event: 'Consent Preference Updated' }, { categoryPreferences: 'all' });
    expect(changes()).toMatchObject([{ purposes: [] }]);
  });

  it('is not stated by what a browser sends with every request', async () => {
    await tracking.app.inject({
      method: 'POST',
      url: '/v1/consent',
      headers: { 'sec-gpc': '1', 'content-type': 'application/json' },
      payload: { writeKey: 'web-write-key-0001', anonymousId: 'anon-000001', consent: { categories: ALL } },
    });
    expect(changes()).toMatchObject([{ purposes: ['analytics_store', ...ADVERTISING] }]);
  });

  it('does not lose one of two statements that come at once', async () => {
    await Promise.all([
      state({ purposes: { ad_profile: false } }),
      state({ purposes: { ad_measurement: false } }),
      state({ purposes: { user_data_upload: false } }),
    ]);
    expect(changes().at(-1)).toMatchObject({ purposes: ['analytics_store'] });
    await track();
    expect(await purposes()).toEqual([['analytics_store']]);
  });

  it('does not undo a withdrawal by a grant that a device kept while it was offline', async () => {
    await state({ categories: NOTHING }, { timestamp: '2026-11-24T09:59:00.000Z' });
    await state({ categories: ALL }, { timestamp: '2026-11-24T09:00:00.000Z' });
    expect(changes().at(-1)).toMatchObject({ purposes: [] });
  });

  it('counts with a wrong clock too', async () => {
    await state({ categories: NOTHING }, { timestamp: '1970-01-01T00:00:00.000Z' });
    expect(changes()).toMatchObject([{ purposes: [], statedAt: '2026-11-24T10:00:00.000Z' }]);
  });

  it('is not thought to be written while the bus is away', async () => {
    const publish = tracking.bus.publish;
    tracking.bus.publish = () => Promise.reject(new UnavailableError('kafka'));
    expect((await state({ categories: NOTHING })).statusCode).toBe(503);
    tracking.bus.publish = publish;
    expect((await ask('show', { identifiers: [{ namespace: 'device', value: 'anon-000001' }] })).body).toMatchObject({
      consent: [{ purposes: ['analytics_store', ...ADVERTISING] }],
    });
  });

  it.each<[string, object, string, string]>([
    ['nobody named', { consent: { categories: ALL } }, 'TRK_EVENT_UNIDENTIFIED', 'userId'],
    ['nothing stated', { userId: 'u-1', consent: {} }, 'TRK_EVENT_INVALID', 'consent'],
    ['no consent', { userId: 'u-1' }, 'TRK_EVENT_INVALID', 'consent'],
    ['an unknown field', { userId: 'u-1', consent: { purposses: {} } }, 'TRK_EVENT_INVALID', 'consent'],
    [
      'an unknown purpose',
      { userId: 'u-1', consent: { purposes: { ads: true } } },
      'TRK_CONSENT_NOT_UNDERSTOOD',
      'consent',
    ],
    ['a broken string', { userId: 'u-1', consent: { tcf: 'broken' } }, 'TRK_CONSENT_NOT_UNDERSTOOD', 'consent'],
  ])('is refused with %s, and the sender is told where', async (_title, body, code, field) => {
    const reply = await tracking.post('/v1/consent', body);
    expect([reply.statusCode, reply.json().code, reply.json().field]).toEqual([400, code, field]);
    expect(changes()).toEqual([]);
    expect(tracking.published('tracking.rejected.v1')).toMatchObject([{ code, protocol: 'consent' }]);
  });

  it('is stated for a person by an officer, and no client can undo it', async () => {
    const identifiers = [{ namespace: 'email', value: ' Jane.Doe@Example.org ' }];
    const { status, body } = await ask('set', { identifiers, refused: ADVERTISING });
    expect([status, body]).toEqual([
      200,
      { consent: [{ key: expect.stringMatching(/^email:/), purposes: ['analytics_store'], locked: ADVERTISING }] },
    ]);
    expect(changes()).toMatchObject([{ by: OFFICER, locked: ADVERTISING }]);
    expect(JSON.stringify(changes())).not.toMatch(/jane/i);
    const jane = { userId: 'user-000009', traits: { email: 'jane.doe@example.org' } };
    await state({ categories: ALL }, jane);
    await tracking.post('/v1/identify', { messageId: 'i-1', ...jane, context: { consent: ALL } });
    expect(await purposes()).toEqual([['analytics_store']]);
    await ask('set', { identifiers, granted: ['ad_measurement'] });
    expect((await ask('show', { identifiers }, ANALYST)).body).toMatchObject({
      consent: [{ purposes: ['analytics_store', 'ad_measurement'], locked: ['ad_profile', 'user_data_upload'] }],
    });
  });

  it('is stated for others only by an officer of the tenant', async () => {
    const subject = { keys: [`device:${'0'.repeat(32)}`], refused: ADVERTISING };
    expect((await ask('set', subject, ANALYST)).body.code).toBe('SVC_FORBIDDEN');
    expect((await ask('set', { ...subject, tenant: 'other' })).body.code).toBe('SVC_TENANT_FORBIDDEN');
    expect((await ask('set', { refused: ADVERTISING })).body.code).toBe('TRK_EVENT_UNIDENTIFIED');
    expect((await ask('set', { ...subject, refused: ['ads'] })).status).toBe(400);
    expect(changes()).toEqual([]);
  });
});

const [recording] = Object.values(readRecordings('segment'));
const authorization = recording?.requests[0]?.headers.authorization ?? `Basic ${btoa('web-write-key-0001:')}`;
itWithstandsMutations('consent', [
  {
    method: 'POST',
    url: '/v1/consent',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({
      userId: 'u-1',
      anonymousId: 'a-1',
      consent: {
        purposes: { ad_profile: false },
        categories: ALL,
        tcf: 'CQtAQoAQtAQoAAfABBDEAAFgAMPAAAAAAAYgAAAAAAAA.IAAA',
        gdprApplies: true,
        gpp: 'DBABLA~CAAQAAAAAABA.QA',
        gcs: 'G111',
        gcd: '11t1t1t1t5',
        gpc: true,
      },
    }),
    packed: 'no',
  },
]);

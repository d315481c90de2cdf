import { OFFICER, startTracking, type TrackingUnderTest } from '../../testing/tracking-service.js';
import { readSegmentRequest } from './request.js';
import { toCall } from './to-call.js';

const STRICT = 'strict-write-key-1';
const call = (more: object = {}) => ({ type: 'track', event: 'Seen', anonymousId: 'device-1', ...more });
const granting = { consent: { categoryPreferences: { analytics: true, marketing: true } } };
const refusing = { consent: { categoryPreferences: { analytics: false } } };
const denying = { consentManagement: { allowedConsentIds: [], deniedConsentIds: ['analytics'] } };

describe('the context of a batch', () => {
  let tracking: TrackingUnderTest;
  beforeEach(async () => {
    tracking = await startTracking();
  });
  afterEach(() => tracking.close());

  const events = async () => {
    await tracking.bus.idle();
    return tracking.published('tracking.event.v1');
  };
  const ask = (url: string, payload?: object) =>
    tracking.app.inject({
      method: payload ? 'POST' : 'GET',
      url: `/v1/rejected${url}`,
      headers: { authorization: `Bearer ${OFFICER}`, ...(payload && { 'content-type': 'application/json' }) },
      ...(payload && { payload }),
    });

  it.each([
    ['/v1/batch', granting, {}, 1],
    ['/v1/batch', granting, refusing, 0],
    ['/v1/batch', refusing, granting, 0],
    ['/v1/batch', denying, granting, 0],
    ['/api/s/batch', denying, granting, 0],
    ['/beacon/v1/batch', refusing, granting, 0],
    ['/v1/batch', { consent: 'yes' }, granting, 0],
    ['/v1/batch', undefined, granting, 1],
  ])('at %s says %j beside %j of a call', async (route, context, own, kept) => {
    await tracking.post(route, { batch: [call({ context: own })], context }, STRICT);
    expect(await events()).toHaveLength(kept);
  });

  it('serves where a call does not say it itself, and is one object for all', () => {
    const context = { ...granting, locale: 'de-DE', app: { build: '7' }, page: { url: 'https://example.org/a' } };
    const raw = [call(), call({ context: { locale: 'fr-FR' } }), call({ context: null }), call({ context: 7 })];
    const { calls, shared, signals } = readSegmentRequest({ batch: raw, context }, '', true);
    expect([signals.length, calls.map((one) => one.raw)]).toEqual([1, raw]);
    const facts = { request: { path: '/v1/batch' }, sharedContext: shared?.context } as Parameters<typeof toCall>[1];
    const read = calls.map((one) => toCall(one.raw, facts));
    expect(read).toMatchObject([
      { value: { device: { locale: 'de-DE' }, page: { url: 'https://example.org/a' }, signals: [] } },
      { value: { device: { locale: 'fr-FR' }, properties: { $context: { app: { build: '7' } } } } },
      { value: { device: { locale: 'de-DE' } } },
      { kind: 'dead' },
    ]);
    const [first, second] = read.flatMap((one) => (one.kind === 'ok' ? [one.value.properties.$context] : []));
    expect((first as { app: object }).app).toBe((second as { app: object }).app);
  });

  it.each([
    ['longer than an event', 33_000, 1],
    ['too long for so many calls', 10_000, 500],
  ])('is refused when it is %s', async (_title, characters, count) => {
    const context = { app: { build: 'x'.repeat(characters) } };
    const batch = Array.from({ length: count }, () => call());
    const reply = await tracking.post('/v1/batch', { batch, context });
    expect([reply.statusCode, reply.json().code, reply.json().field]).toEqual([400, 'TRK_ENVELOPE_INVALID', 'context']);
  });

  it('is remembered for the replay of a call as far as it speaks of consent', async () => {
    const bad = call({ event: undefined, context: granting });
    await tracking.post('/v1/batch', { batch: [bad], context: refusing }, STRICT);
    const { rejectedId } = (await ask('?tenant=demo')).json().rejected[0];
    const shown = (await ask(`/${rejectedId}?tenant=demo`)).json();
    expect(JSON.parse(Buffer.from(shown.original, 'base64').toString())).toEqual(bad);
    const fixed = Buffer.from(JSON.stringify({ ...bad, event: 'Seen' })).toString('base64');
    const { withoutConsent } = (await ask(`/${rejectedId}/replay`, { tenant: 'demo', fixed })).json();
    expect([withoutConsent, await events()]).toEqual([1, []]);
  });

  it('is what a call states that tells of a choice', async () => {
    const changed = call({ event: 'Consent Updated' });
    await tracking.post('/v1/batch', { batch: [changed], context: refusing }, STRICT);
    expect(tracking.published('consent.changed.v1')).toMatchObject([
      { refused: expect.arrayContaining(['analytics_store']) },
    ]);
  });
});

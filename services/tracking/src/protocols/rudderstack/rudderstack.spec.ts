import { injectable, type RecordedRequest, readRecordings } from '../../testing/examples.js';
import { itWithstandsMutations } from '../../testing/fuzz.js';
import { namespacesOf, startTracking, startTrackingAt, WRITE_KEY } from '../../testing/tracking-service.js';

const recordings = readRecordings('rudderstack');
const PIXEL: RecordedRequest = {
  method: 'GET',
  url: `/pixel/v1/track?writeKey=${WRITE_KEY}&anonymousId=device-1&event=Opened&properties.letter=november&context.page.url=https%3A%2F%2Fshop.example%2Fmail&__proto__.polluted=1`,
  headers: { 'user-agent': 'test' },
  body: '',
  packed: 'no',
};

describe('RudderStack', () => {
  it.each(Object.entries(recordings))('reads what %s sends', async (place, { requests, recordedAt }) => {
    const tracking = await startTrackingAt(new Date(recordedAt));
    for (const request of requests) {
      const reply = await tracking.app.inject(injectable(request));
      expect([reply.statusCode, reply.body]).toEqual([200, 'OK']);
    }
    await tracking.bus.idle();
    const events = tracking.published('tracking.event.v1');
    const kinds = events.map((event) => event.kind);
    expect(kinds.filter((kind) => kind !== 'Identify').sort()).toEqual(['Custom', 'Purchase', 'View']);
    expect(kinds).toContain('Identify');
    expect(events.find((event) => event.kind === 'View')).toMatchObject({
      name: 'Herbst',
      surface: 'page',
      page: { title: 'Herbst', url: expect.stringContaining('/herbst') },
      campaign: { source: 'newsletter', medium: 'email', name: 'november' },
    });
    const purchase = events.find((event) => event.kind === 'Purchase');
    // The browser repeats the traits of the person with every call, the server does not.
    expect(namespacesOf(purchase)).toEqual(place === 'browser' ? ['login', 'email', 'device'] : ['login', 'device']);
    expect(purchase).toMatchObject({
      orderId: 'A-1001',
      total: { amount: '119.8', currency: 'EUR' },
      properties: { $call: { channel: expect.stringMatching(/^(server|web)$/) } },
    });
    expect(tracking.published('tracking.rejected.v1')).toEqual([]);
    await tracking.close();
  });

  it.each([
    [{ allowedConsentIds: ['analytics'], deniedConsentIds: ['marketing'], provider: 'custom' }, 1],
    [{ allowedConsentIds: [], deniedConsentIds: ['analytics'], provider: 'custom' }, 0],
    [{ allowedConsentIds: 'analytics' }, 0],
  ])('obeys the consent object %j under a strict policy', async (consentManagement, kept) => {
    const tracking = await startTracking();
    const call = { event: 'Seen', anonymousId: 'device-1', channel: 'web', originalTimestamp: '2026-11-24T09:59:59Z' };
    const reply = await tracking.post('/v1/track', { ...call, context: { consentManagement } }, 'strict-write-key-1');
    await tracking.bus.idle();
    expect([reply.statusCode, tracking.published('tracking.event.v1').length]).toEqual([200, kept]);
    expect(tracking.published('tracking.counted.v1').length).toBe(1 - kept);
    await tracking.close();
  });

  it.each([
    ['/v1/merge', (call: object) => call],
    ['/v1/batch', (call: object) => ({ batch: [{ ...call, type: 'merge' }] })],
  ])('takes at %s that two identifiers are of one person', async (url, wrapped) => {
    const tracking = await startTracking();
    const mergeProperties = [
      { type: 'email', value: 'anna@example.org' },
      { type: 'anonymous_id', value: 'device-1' },
    ];
    const reply = await tracking.post(url, wrapped({ mergeProperties, messageId: 'm-1' }));
    await tracking.bus.idle();
    const [event] = tracking.published('tracking.event.v1');
    expect([reply.statusCode, event?.kind, namespacesOf(event)]).toEqual([200, 'Identify', ['email', 'device']]);
    expect(JSON.stringify(event)).not.toContain('anna@example.org');
    await tracking.close();
  });

  it('takes beacons, which name the source in the query, and pixels, which hold the call in it', async () => {
    const tracking = await startTracking();
    const beacon = await tracking.app.inject({
      method: 'POST',
      url: `/beacon/v1/batch?writeKey=${WRITE_KEY}`,
      headers: { 'content-type': 'text/plain;charset=UTF-8' },
      payload: JSON.stringify({ batch: [{ type: 'page', name: 'Left', anonymousId: 'device-1', messageId: 'b-1' }] }),
    });
    const pixel = await tracking.app.inject(injectable(PIXEL));
    await tracking.bus.idle();
    expect([beacon.statusCode, pixel.statusCode, pixel.headers['content-type'], pixel.rawPayload.length]).toEqual([
      200,
      200,
      'image/gif',
      43,
    ]);
    expect(tracking.published('tracking.event.v1')).toMatchObject([
      { name: 'Left', kind: 'View' },
      { name: 'Opened', properties: { letter: 'november' }, page: { url: 'https://shop.example/mail' } },
    ]);
    await tracking.close();
  });

  it('tells its browser SDK that the source takes events', async () => {
    const tracking = await startTracking();
    const ask = (url: string) => tracking.app.inject({ method: 'GET', url });
    expect((await ask(`/sourceConfig/?p=npm&v=3.34.1&writeKey=${WRITE_KEY}`)).json()).toMatchObject({
      source: { writeKey: WRITE_KEY, enabled: true, destinations: [], name: 'web' },
    });
    expect((await ask('/sourceConfig?writeKey=nobody-knows-this')).statusCode).toBe(401);
    expect((await ask('/sourceConfig')).statusCode).toBe(401);
    await tracking.close();
  });

  it('names itself where a call is refused, and reads it again on replay', async () => {
    const tracking = await startTracking();
    const call = { type: 'track', anonymousId: 'device-1', channel: 'web', originalTimestamp: '2026-11-24T09:59:59Z' };
    await tracking.post('/v1/batch', { batch: [call] });
    await tracking.bus.idle();
    expect(tracking.published('tracking.rejected.v1')).toMatchObject([
      { protocol: 'rudderstack', code: 'TRK_EVENT_INVALID', field: 'batch[0].event' },
    ]);
    await tracking.close();
  });
});

itWithstandsMutations('rudderstack', [PIXEL]);

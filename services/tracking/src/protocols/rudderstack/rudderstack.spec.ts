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
      // What the consent object does is for the engine to say.
      const body = request.body.replaceAll('"consentManagement"', '"consentElsewhere"');
      const reply = await tracking.app.inject(injectable({ ...request, body }));
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

  it('takes the consent object of RudderStack for a signal that a strict source must understand', async () => {
    const tracking = await startTracking();
    const context = { consentManagement: { allowedConsentIds: [], deniedConsentIds: ['analytics'] } };
    const call = { event: 'Seen', anonymousId: 'device-1', channel: 'web', originalTimestamp: '2026-11-24T09:59:59Z' };
    const reply = await tracking.post('/v1/track', { ...call, context }, 'strict-write-key-1');
    await tracking.bus.idle();
    expect([reply.statusCode, tracking.published('tracking.event.v1')]).toEqual([200, []]);
    expect(tracking.published('tracking.counted.v1')).toMatchObject([{ reason: 'consent', count: 1 }]);
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

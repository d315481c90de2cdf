import { injectable, type RecordedRequest, readRecordings } from '../../testing/examples.js';
import { itWithstandsMutations } from '../../testing/fuzz.js';
import {
  namespacesOf,
  startTracking,
  startTrackingAt,
  type TrackingUnderTest,
  WRITE_KEY,
} from '../../testing/tracking-service.js';

const recordings = readRecordings('jitsu');
const pixelData = Buffer.from(JSON.stringify({ event: 'Opened', anonymousId: 'device-1' })).toString('base64');
const PIXEL: RecordedRequest = {
  method: 'GET',
  url: `/api/px/track?data=${encodeURIComponent(pixelData)}&writeKey=${WRITE_KEY}%3Asecret&properties.letter=november`,
  headers: { 'user-agent': 'test' },
  body: '',
  packed: 'no',
};

describe('Jitsu', () => {
  it.each(Object.entries(recordings))('reads what %s sends', async (_place, { requests, recordedAt }) => {
    const tracking = await startTrackingAt(new Date(recordedAt));
    for (const request of requests) {
      const reply = await tracking.app.inject(injectable(request));
      expect([reply.statusCode, reply.json()]).toEqual([200, { ok: true }]);
    }
    await tracking.bus.idle();
    const events = tracking.published('tracking.event.v1');
    expect(events.map((event) => event.kind).sort()).toEqual(['Custom', 'Identify', 'Purchase', 'View']);
    expect(events.find((event) => event.kind === 'View')).toMatchObject({
      name: 'Herbst',
      page: { title: 'Herbst' },
      campaign: { source: 'newsletter', medium: 'email', name: 'november' },
      library: '@jitsu/js@1.11.0',
    });
    const purchase = events.find((event) => event.kind === 'Purchase');
    expect([purchase?.orderId, namespacesOf(purchase)]).toEqual(['A-1001', ['login', 'email', 'device']]);
    expect(tracking.published('tracking.rejected.v1')).toEqual([]);
    await tracking.close();
  });

  describe('over HTTP', () => {
    let tracking: TrackingUnderTest;
    beforeEach(async () => {
      tracking = await startTracking();
    });
    afterEach(() => tracking.close());

    const event = { type: 'track', event: 'Seen', anonymousId: 'device-1' };
    const send = (url: string, body: object, headers: Record<string, string> = {}) =>
      tracking.app.inject({ method: 'POST', url, headers, payload: JSON.stringify(body) });

    it.each([
      ['/api/s/s2s/batch', { 'x-write-key': `${WRITE_KEY}:secret`, 'content-type': 'text/plain' }],
      ['/api/s/batch', { 'x-write-key': WRITE_KEY }],
      ['/batch', { authorization: `Basic ${Buffer.from(`${WRITE_KEY}:secret`).toString('base64')}` }],
      ['/b', {}],
    ])('takes batches at %s and counts them', async (url, headers) => {
      const bad = { type: 'track', anonymousId: 'device-1' };
      const batch = [{ ...event, messageId: 'm-1' }, bad];
      const reply = await send(url, { batch, writeKey: `${WRITE_KEY}:***` }, headers);
      await tracking.bus.idle();
      expect([reply.statusCode, reply.json()]).toMatchObject([
        200,
        { ok: false, receivedEvents: 2, okEvents: 1, errors: [expect.any(String)] },
      ]);
      expect(tracking.published('tracking.event.v1')).toMatchObject([{ name: 'Seen' }]);
      expect(tracking.published('tracking.rejected.v1')).toMatchObject([
        { protocol: 'jitsu', field: 'batch[1].event' },
      ]);
    });

    it.each([
      ['track', 'Custom'],
      ['page', 'View'],
      ['i', 'Identify'],
      ['event', 'Custom'],
    ])('takes the type of a call from /api/s/%s unless the call names it', async (type, kind) => {
      const body = type === 'event' ? event : { event: 'Seen', anonymousId: 'device-1' };
      expect((await send(`/api/s/${type}`, body, { 'x-write-key': `${WRITE_KEY}:s` })).statusCode).toBe(200);
      await tracking.bus.idle();
      expect(tracking.published('tracking.event.v1')).toMatchObject([{ kind }]);
    });

    it('answers pixels with one', async () => {
      const reply = await tracking.app.inject(injectable(PIXEL));
      await tracking.bus.idle();
      expect([reply.statusCode, reply.headers['content-type'], reply.headers['cache-control']]).toEqual([
        200,
        'image/gif',
        expect.stringContaining('no-store'),
      ]);
      expect(tracking.published('tracking.event.v1')).toMatchObject([
        { name: 'Opened', properties: { letter: 'november' } },
      ]);
    });

    it('leaves the address of the sender out where the page asks for that', async () => {
      for (const policy of ['keep', 'remove']) {
        const headers = { 'x-write-key': `${WRITE_KEY}:s`, 'x-ip-policy': policy };
        await send('/api/s/track', { ...event, messageId: policy }, headers);
      }
      await tracking.bus.idle();
      const [kept, removed] = tracking.published('tracking.event.v1');
      expect([kept?.device, removed?.device]).toEqual([
        expect.objectContaining({ ip: '127.0.0.0' }),
        expect.not.objectContaining({ ip: expect.anything() }),
      ]);
    });

    it('refuses a call that says nothing, and keeps it', async () => {
      const reply = await send('/api/s/track', {}, { 'x-write-key': `${WRITE_KEY}:s` });
      expect([reply.statusCode, reply.json().code]).toEqual([400, 'TRK_EVENT_INVALID']);
      expect(tracking.published('tracking.rejected.v1')).toMatchObject([{ protocol: 'jitsu', scope: 'event' }]);
    });
  });
});

itWithstandsMutations('jitsu', [PIXEL]);

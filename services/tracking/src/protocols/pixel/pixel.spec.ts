import type { RecordedRequest } from '../../testing/examples.js';
import { itWithstandsMutations } from '../../testing/fuzz.js';
import { namespacesOf, startTracking, type TrackingUnderTest, WRITE_KEY } from '../../testing/tracking-service.js';

/** A mail's pixel as a mail program puts it together. */
const MAIL: RecordedRequest = {
  method: 'GET',
  url: `/p.gif?key=${WRITE_KEY}&event=Email%20Opened&user=customer-417&utm_source=newsletter&utm_medium=email&utm_campaign=november&letter=2026-47&consent=analytics:1,marketing:0`,
  headers: { 'user-agent': 'Thunderbird' },
  body: '',
  packed: 'no',
};

describe('the pixel', () => {
  let tracking: TrackingUnderTest;
  beforeEach(async () => {
    tracking = await startTracking();
  });
  afterEach(() => tracking.close());

  const show = (query: string, headers = {}) => tracking.app.inject({ method: 'GET', url: `/p.gif?${query}`, headers });
  const events = async () => {
    await tracking.bus.idle();
    return tracking.published('tracking.event.v1');
  };

  it('is 43 bytes that nobody stores, and tells what a mail says', async () => {
    const reply = await tracking.app.inject({ method: 'GET', url: MAIL.url });
    expect([reply.statusCode, reply.headers['content-type'], reply.rawPayload.length]).toEqual([200, 'image/gif', 43]);
    expect(reply.headers['cache-control']).toContain('no-store');
    const [event] = await events();
    expect(event).toMatchObject({
      name: 'Email Opened',
      kind: 'Custom',
      campaign: { source: 'newsletter', medium: 'email', name: 'november' },
      properties: { letter: '2026-47' },
    });
    expect(namespacesOf(event)).toEqual(['login']);
  });

  it('counts every showing, unless an id says that two are the same', async () => {
    const mail = `key=${WRITE_KEY}&event=Opened&user=customer-417`;
    await show(`${mail}&id=m-1`);
    await show(`${mail}&id=m-1`);
    expect(await events()).toMatchObject([{ messageId: 'm-1' }]);
  });

  it('takes who names nobody for a device that is seen once', async () => {
    await show(`key=${WRITE_KEY}&event=Poster%20Seen&place=A`);
    await show(`key=${WRITE_KEY}&event=Poster%20Seen&place=B`);
    const [one, two] = await events();
    expect(namespacesOf(one)).toEqual(['device']);
    expect(one?.personKey).not.toBe(two?.personKey);
  });

  it('takes an offline order', async () => {
    await show(`key=${WRITE_KEY}&event=Order%20Completed&device=d-1&order_id=A-7&total=12.50&currency=EUR`);
    expect(await events()).toMatchObject([{ kind: 'Purchase', orderId: 'A-7', total: { amount: '12.5' } }]);
  });

  it.each([
    ['consent=analytics:1,marketing:0', 1],
    ['consent=analytics:0', 0],
    ['consent=analytics', 0],
    ['', 0],
    ['gdpr=1', 0],
    ['gdpr=1&gdpr_consent=broken', 0],
    ['gcs=G100', 0],
    ['consent=analytics:1&gcs=G100', 0],
    ['consent=analytics:1&gpp=broken', 0],
  ])('obeys %p under a strict policy', async (consent, kept) => {
    const reply = await show(`key=strict-write-key-1&event=Opened&device=d-1&${consent}`);
    expect([reply.statusCode, (await events()).length]).toEqual([200, kept]);
  });

  it.each([
    ['an unknown key', 'key=nobody-knows-this&event=Opened', 401, 'TRK_WRITE_KEY_UNKNOWN'],
    ['no key', 'event=Opened', 401, 'TRK_WRITE_KEY_MISSING'],
    ['no event', `key=${WRITE_KEY}&user=u-1`, 400, 'TRK_EVENT_INVALID'],
    ['two users', `key=${WRITE_KEY}&event=Opened&user=a&user=b`, 400, 'TRK_EVENT_INVALID'],
  ])('is a picture even with %s', async (_title, query, status, code) => {
    const reply = await show(query);
    expect([reply.statusCode, reply.headers['content-type'], reply.headers['x-stellwerk-code']]).toEqual([
      status,
      'image/gif',
      code,
    ]);
    expect(tracking.published('tracking.rejected.v1').length).toBe(status === 400 ? 1 : 0);
  });
});

itWithstandsMutations('pixel', [MAIL]);

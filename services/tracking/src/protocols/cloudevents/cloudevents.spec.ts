import { gzipSync } from 'node:zlib';
import { CloudEvent, HTTP } from 'cloudevents';
import { injectable, readRecordings } from '../../testing/examples.js';
import { itWithstandsMutations } from '../../testing/fuzz.js';
import {
  namespacesOf,
  OFFICER,
  startTracking,
  startTrackingAt,
  type TrackingUnderTest,
  WRITE_KEY,
} from '../../testing/tracking-service.js';
import { decodeHeader } from './binary.js';
import { meaningOf } from './to-call.js';

const [recording] = Object.values(readRecordings('cloudevents'));
if (!recording) throw new Error('no recording');

const order = {
  kind: 'Purchase',
  name: 'example.shop.order.completed.v1',
  messageId: 'c-0',
  eventTime: '2026-11-25T10:00:00.000Z',
  orderId: 'A-1',
  total: { amount: '119.8', currency: 'EUR' },
  products: [{ productId: 'L-7', quantity: '2' }],
  properties: { cloudevent: { source: '/shop/orders', subject: 'orders/A-1', traceparent: expect.any(String) } },
};
const renewed = {
  kind: 'Custom',
  name: 'subscription renewed',
  messageId: 'c-1',
  value: { amount: '9.5', currency: 'EUR' },
  properties: { plan: 'pro' },
};
const tick = { kind: 'Custom', name: 'heartbeat', messageId: 'c-2' };

/** What becomes of each recorded request, event by event. */
const expectations: Record<string, object[]> = {
  'an order in binary mode': [order],
  'an order in structured mode': [order],
  'names that need encoding in headers': [renewed],
  'names that need none in JSON': [renewed],
  'an event without data': [tick],
  'a batch': [order, renewed, tick],
};

describe('requests of the CloudEvents SDK', () => {
  it.each(recording.requests.map((request) => [request.title as string, request] as const))(
    '%s',
    async (title, request) => {
      const tracking = await startTrackingAt(new Date(recording.recordedAt));
      const reply = await tracking.app.inject(injectable(request));
      const expected = expectations[title] ?? [{ kind: 'not expected' }];
      expect([reply.statusCode, reply.json()]).toEqual([
        200,
        { kept: expected.length, rejected: 0, withoutConsent: 0 },
      ]);
      await tracking.bus.idle();
      const events = tracking.published('tracking.event.v1');
      for (const one of expected) {
        const { messageId } = one as { messageId: string };
        expect(events.find((event) => event.messageId === messageId)).toMatchObject(one);
      }
      expect(JSON.stringify(events)).not.toMatch(/user-4711|Zoë/);
      await tracking.close();
    },
  );
});

describe('CloudEvents', () => {
  let tracking: TrackingUnderTest;
  beforeEach(async () => {
    tracking = await startTracking();
  });
  afterEach(() => tracking.close());

  const AT = '2026-11-24T09:00:00Z';
  const event = (changes: object = {}) => ({
    specversion: '1.0',
    id: 'e-1',
    source: '/shop',
    type: 'com.example.signed.up',
    time: AT,
    anonymousid: 'device-000001',
    ...changes,
  });
  const send = (payload: string | Buffer, headers: Record<string, string>, query = '') =>
    tracking.app.inject({
      method: 'POST',
      url: `/v1/cloudevents${query}`,
      payload,
      headers: { 'x-write-key': WRITE_KEY, ...headers },
    });
  const structured = (given: unknown, headers: Record<string, string> = {}) =>
    send(typeof given === 'string' ? given : JSON.stringify(given), {
      'content-type': 'application/cloudevents+json',
      ...headers,
    });
  const batch = (...given: unknown[]) =>
    send(JSON.stringify(given), { 'content-type': 'application/cloudevents-batch+json' });
  const binary = (attributes: object, payload: string | Buffer = '', headers: Record<string, string> = {}) => {
    const named = Object.entries(attributes)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [`ce-${name}`, String(value)]);
    return send(payload, { 'content-type': 'application/json', ...Object.fromEntries(named), ...headers });
  };
  /** An event of so many bytes on the wire. */
  const ofSize = (bytes: number) => {
    const without = JSON.stringify(event({ data: { note: '' } })).length;
    return event({ data: { note: 'x'.repeat(bytes - without) } });
  };
  const events = async () => {
    await tracking.bus.idle();
    return tracking.published('tracking.event.v1');
  };
  const rejected = () => tracking.published('tracking.rejected.v1');

  it('understands the same of an event in every mode', async () => {
    const data = { userId: 'u-1', page: { url: 'https://shop.example/?utm_source=x', title: 'Home' }, plan: 'pro' };
    const made = (id: string) =>
      new CloudEvent({ ...event({ id, type: 'com.example.page.viewed' }), subject: 's', data } as object);
    for (const message of [HTTP.binary(made('a')), HTTP.structured(made('b'))]) {
      await send(message.body as string, message.headers as Record<string, string>);
    }
    await batch(JSON.parse(made('c').toString()));
    const stored = await events();
    expect(stored.map(({ messageId }) => messageId).sort()).toEqual(['a', 'b', 'c']);
    for (const one of stored) {
      expect(one).toMatchObject({
        kind: 'View',
        surface: 'page',
        name: 'com.example.page.viewed',
        eventTime: '2026-11-24T09:00:00.000Z',
        page: { title: 'Home' },
        campaign: { source: 'x' },
        properties: { plan: 'pro', cloudevent: { source: '/shop', subject: 's' } },
      });
      expect(namespacesOf(one)).toEqual(['login', 'device']);
    }
  });

  it('tells events of the same id from different sources, and knows one that comes again', async () => {
    await batch(event(), event({ source: '/other' }), event());
    await structured(event());
    expect(await events()).toHaveLength(2);
  });

  it.each<[string, Record<string, string>, string]>([
    ['X-Write-Key', { 'x-write-key': WRITE_KEY }, ''],
    ['HTTP Basic', { authorization: `Basic ${Buffer.from(`${WRITE_KEY}:`).toString('base64')}` }, ''],
    ['a bearer token', { authorization: `Bearer ${WRITE_KEY}` }, ''],
    ['the query, as the webhook specification has it', {}, `?access_token=${WRITE_KEY}`],
  ])('takes the write key by %s', async (_title, headers, query) => {
    const reply = await tracking.app.inject({
      method: 'POST',
      url: `/v1/cloudevents${query}`,
      payload: JSON.stringify(event()),
      headers: { 'content-type': 'application/cloudevents+json', ...headers },
    });
    expect(reply.statusCode).toBe(200);
  });

  it.each<[string, object, string, string]>([
    ['no id', { id: undefined }, 'id', 'missing'],
    ['an empty id', { id: '' }, 'id', 'empty'],
    ['an id that is too long', { id: 'x'.repeat(257) }, 'id', 'longer than allowed'],
    ['no source', { source: undefined }, 'source', 'missing'],
    ['no type', { type: undefined }, 'type', 'missing'],
    ['no version', { specversion: undefined }, 'specversion', 'missing'],
    ['an old version', { specversion: '0.3' }, 'specversion', 'not "1.0"'],
    ['a time that is none', { time: '24.11.2026' }, 'time', 'not a time of RFC 3339'],
    ['a month that is none', { time: '2026-13-01T00:00:00Z' }, 'time', 'not a time of RFC 3339'],
    ['data that are text', { datacontenttype: 'text/plain' }, 'datacontenttype', 'data that are not JSON'],
  ])('refuses %s, in either mode', async (_title, changes, attribute, problem) => {
    const inJson = await structured(event({ data: {}, ...changes }));
    const { datacontenttype, ...attributes } = event(changes) as Record<string, unknown>;
    const inHeaders = await binary(
      attributes,
      '{}',
      datacontenttype ? { 'content-type': String(datacontenttype) } : {},
    );
    const field = datacontenttype ? 'content-type' : `ce-${attribute}`;
    expect([inJson.statusCode, inJson.json()]).toMatchObject([400, { code: 'TRK_EVENT_INVALID', field: attribute }]);
    expect([inHeaders.statusCode, inHeaders.json()]).toMatchObject([400, { code: 'TRK_EVENT_INVALID', field }]);
    expect(inJson.json().detail).toContain(problem);
    expect([await events(), rejected().length]).toEqual([[], 2]);
  });

  it.each<[string, object, string]>([
    ['an attribute with a capital', { userId: 'u-1' }, 'userId'],
    ['an attribute that is an object', { consent: {} }, 'consent'],
    ['binary data', { data_base64: 'aGFsbG8=' }, 'data_base64'],
    ['a subject that is no text', { subject: 7 }, 'subject'],
    ['nobody', { anonymousid: undefined }, 'userId'],
    ['an order without a number', { type: 'order.completed', data: { total: 1 } }, 'data.order_id'],
    ['a time before 2000', { time: '1999-01-01T00:00:00Z' }, 'timestamp'],
  ])('refuses %s and takes the rest of a batch', async (_title, changes, field) => {
    const reply = await batch(event(), event({ id: 'bad', ...changes }), event({ id: 'e-3' }));
    expect([reply.statusCode, reply.json()]).toEqual([200, { kept: 2, rejected: 1, withoutConsent: 0 }]);
    expect(rejected()).toMatchObject([{ field: `[1].${field}`, scope: 'event', protocol: 'cloudevents' }]);
  });

  it.each<[string, () => ReturnType<typeof send>, number, string, string]>([
    ['no key', () => structured(event(), { 'x-write-key': '' }), 401, 'TRK_WRITE_KEY_MISSING', 'writeKey'],
    ['no JSON', () => structured('{"specversion":'), 400, 'TRK_NOT_JSON', '(body)'],
    ['an array that is no batch', () => structured([event()]), 400, 'TRK_ENVELOPE_INVALID', '(body)'],
    [
      'an object as a batch',
      () => send(JSON.stringify(event()), { 'content-type': 'application/cloudevents-batch+json' }),
      400,
      'TRK_ENVELOPE_INVALID',
      '(body)',
    ],
    [
      'another format',
      () => send('<event/>', { 'content-type': 'application/cloudevents+xml' }),
      400,
      'TRK_ENVELOPE_INVALID',
      'content-type',
    ],
    ['data that are no JSON', () => binary(event(), '{"a":'), 400, 'TRK_EVENT_INVALID', '(body)'],
    ['an event that is too large', () => structured(ofSize(65_537)), 413, 'TRK_BODY_TOO_LARGE', '(body)'],
  ])('refuses %s', async (_title, sending, status, code, field) => {
    const reply = await sending();
    expect([reply.statusCode, reply.json()]).toMatchObject([status, { code, field }]);
    expect(rejected()).toMatchObject(status === 401 ? [] : [{ code }]);
  });

  it('takes an empty batch, an event whose type is only JSON, and packed bodies', async () => {
    expect((await batch()).json()).toEqual({ kept: 0, rejected: 0, withoutConsent: 0 });
    expect((await send(JSON.stringify(event()), { 'content-type': 'text/plain' })).statusCode).toBe(200);
    const packed = gzipSync(JSON.stringify(event({ id: 'e-2' })));
    const headers = { 'content-type': 'application/cloudevents+json; charset=UTF-8', 'content-encoding': 'gzip' };
    expect((await send(packed, headers)).statusCode).toBe(200);
    expect(await events()).toHaveLength(2);
  });

  it('takes an event of 64 KB, as the specification asks of consumers, alone and in a batch', async () => {
    expect((await structured(ofSize(65_536))).json()).toEqual({ kept: 1, rejected: 0, withoutConsent: 0 });
    expect((await batch(ofSize(65_536), event({ id: 'e-2' }))).json()).toMatchObject({ kept: 2, rejected: 0 });
  });

  it('keeps data that are no object', async () => {
    await structured(event({ data: [1, 'two'] }));
    expect(await events()).toMatchObject([{ properties: { data: [1, 'two'] } }]);
  });

  it.each<[string, object]>([
    ['an extension', { gcs: 'G100' }],
    ['a broken TC string', { tcstring: 'x' }],
    ['a law without a TC string', { gdprapplies: true }],
    ['the data', { data: { consent: { categoryPreferences: { analytics: false } } } }],
  ])('keeps nothing where consent is refused by %s', async (_title, changes) => {
    const reply = await structured(event(changes));
    expect([reply.statusCode, reply.json()]).toEqual([200, { kept: 0, rejected: 0, withoutConsent: 1 }]);
    expect([await events(), rejected()]).toEqual([[], []]);
  });

  it('can be mended: a binary event is kept in its structured form, with the data as they came', async () => {
    await binary(event({ type: undefined }), '{ "n" : 1 }');
    await binary(event({ id: 'e-2' }), '{"n":');
    const ask = async (rejectedId: unknown, path: string, payload?: object) => {
      const reply = await tracking.app.inject({
        method: payload ? 'POST' : 'GET',
        url: `/v1/rejected/${rejectedId}${path}`,
        headers: { authorization: `Bearer ${OFFICER}`, 'content-type': 'application/json' },
        ...(payload && { payload }),
      });
      return reply.json();
    };
    const originals = [];
    for (const { rejectedId, field } of rejected()) {
      const { original } = await ask(rejectedId, '?tenant=demo');
      const text = Buffer.from(original, 'base64').toString();
      originals.push(text);
      const mended = JSON.stringify({ ...event({ id: `mended ${field}` }), data: { n: 1 } });
      const fixed = Buffer.from(mended).toString('base64');
      expect(await ask(rejectedId, '/replay', { tenant: 'demo', fixed })).toMatchObject({ kept: 1 });
    }
    expect(originals.some((text) => text.endsWith(',"data":{ "n" : 1 }}'))).toBe(true);
    expect(originals.some((text) => text.includes(Buffer.from('{"n":').toString('base64')))).toBe(true);
    expect(await events()).toHaveLength(2);
  });

  it('agrees to deliveries of a sender that asks first', async () => {
    const ask = (origin: string) =>
      tracking.app.inject({
        method: 'OPTIONS',
        url: '/v1/cloudevents',
        headers: { 'webhook-request-origin': origin, 'webhook-request-rate': '120' },
      });
    const agreed = await ask('eventgrid.example');
    expect([agreed.statusCode, agreed.headers.allow]).toEqual([200, 'POST, OPTIONS']);
    expect([agreed.headers['webhook-allowed-origin'], agreed.headers['webhook-allowed-rate']]).toEqual([
      'eventgrid.example',
      '*',
    ]);
    expect((await ask('a b')).headers['webhook-allowed-origin']).toBeUndefined();
  });
});

describe('header values of CloudEvents', () => {
  // Examples of the HTTP protocol binding, §3.1.3.2, and what clients send that do not encode.
  it.each([
    ['Euro%20%E2%82%AC%20%F0%9F%98%80', 'Euro € 😀'],
    ['Euro%20%e2%82%ac', 'Euro €'],
    ['"quoted \\"value\\" with \\\\"', 'quoted "value" with \\'],
    ['100% sure', '100% sure'],
    ['%FF', '%FF'],
    ['Zoë "Z"', 'Zoë "Z"'],
  ])('%s', (value, expected) => {
    expect(decodeHeader(value)).toBe(expected);
  });
});

describe('the meaning of a type', () => {
  it.each([
    ['com.example.order.completed', 'order completed'],
    ['com.example.shop.order.completed.v2', 'order completed'],
    ['com.example.order_completed.v1.0', 'order completed'],
    ['Order Completed', 'order completed'],
    ['com.example.product.list.viewed', 'product list viewed'],
    ['com.github.pull_request.opened', 'request opened'],
    ['com.example.purchase', 'purchase'],
    ['', ''],
  ])('%s', (type, expected) => {
    expect(meaningOf(type)).toBe(expected);
  });
});

itWithstandsMutations('cloudevents');

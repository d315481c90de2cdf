import { gzipSync } from 'node:zlib';
import { NOW, startTracking, type TrackingUnderTest } from '../../testing/tracking-service.js';

const HOUR_MICROS = 3_600_000_000;
const now = NOW.getTime() * 1_000;
const params = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, index]));
const userProperties = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, { value: index }]));
const body = (changes: object = {}) => ({ client_id: '123.456', events: [{ name: 'a' }], ...changes });
const event = (changes: object) => body({ events: [{ name: 'a', ...changes }] });
const withParams = (given: object) => event({ params: given });

describe('the validation server', () => {
  let tracking: TrackingUnderTest;
  beforeAll(async () => {
    tracking = await startTracking();
  });
  afterAll(() => tracking.close());

  const ask = async (payload: string | Buffer, query = 'measurement_id=G-1&api_secret=x') => {
    const reply = await tracking.app.inject({ method: 'POST', url: `/debug/mp/collect?${query}`, payload });
    return { status: reply.statusCode, type: reply.headers['content-type'], messages: reply.json().validationMessages };
  };

  it('says of a bad name exactly what Google says', async () => {
    const { status, type, messages } = await ask(
      JSON.stringify(
        body({ validation_behavior: 'ENFORCE_RECOMMENDATIONS', events: [{ name: '_badEventName', params: {} }] }),
      ),
    );
    expect([status, type]).toEqual([200, 'application/json; charset=utf-8']);
    expect(messages).toEqual([
      {
        fieldPath: 'events',
        description:
          'Event at index: [0] has invalid name [_badEventName]. Names must start with an alphabetic character.',
        validationCode: 'NAME_INVALID',
      },
    ]);
  });

  it.each<[string, object]>([
    ['a plain event', body()],
    ['25 events', body({ events: Array(25).fill({ name: 'a' }) })],
    ['25 parameters', withParams(params(25))],
    ['25 user properties', body({ user_properties: userProperties(25) })],
    [
      'names and values of the greatest length',
      event({ name: 'x'.repeat(40), params: { ['y'.repeat(40)]: 'z'.repeat(100) } }),
    ],
    [
      'user properties of the greatest length',
      body({ user_properties: { ['x'.repeat(24)]: { value: 'y'.repeat(36) } } }),
    ],
    [
      'long addresses of pages',
      withParams({ page_location: 'x'.repeat(1_000), page_referrer: 'x'.repeat(420), page_title: 'x'.repeat(300) }),
    ],
    ['72 hours of back-dating', body({ timestamp_micros: now - 72 * HOUR_MICROS })],
    ['a time as text', body({ timestamp_micros: String(now) })],
    ['consent', body({ consent: { ad_user_data: 'GRANTED', ad_personalization: 'DENIED' } })],
    ['names of other languages', event({ name: 'überprüft_1' })],
    [
      'an order',
      body({
        events: [
          { name: 'purchase', params: { transaction_id: 'A', value: 1, currency: 'EUR', items: [{ item_id: 'L' }] } },
        ],
      }),
    ],
  ])('has nothing against %s', async (_title, given) => {
    expect((await ask(JSON.stringify(given))).messages).toEqual([]);
  });

  it.each<[string, object, string, string]>([
    ['no client', body({ client_id: undefined }), 'client_id', 'VALUE_REQUIRED'],
    ['a client that is no text', body({ client_id: 7 }), 'client_id', 'VALUE_INVALID'],
    ['a user that is no text', body({ user_id: 7 }), 'user_id', 'VALUE_INVALID'],
    ['no events', body({ events: [] }), 'events', 'VALUE_REQUIRED'],
    ['26 events', body({ events: Array(26).fill({ name: 'a' }) }), 'events', 'EXCEEDED_MAX_ENTITIES'],
    ['an event that is none', body({ events: [7] }), 'events', 'VALUE_INVALID'],
    ['an event without a name', body({ events: [{}] }), 'events', 'VALUE_REQUIRED'],
    ['a name of 41 characters', event({ name: 'x'.repeat(41) }), 'events', 'NAME_INVALID'],
    ['a name with a hyphen', event({ name: 'sign-up' }), 'events', 'NAME_INVALID'],
    ['a reserved name', event({ name: 'session_start' }), 'events', 'NAME_RESERVED'],
    ['a reserved prefix', event({ name: 'firebase_x' }), 'events', 'NAME_RESERVED'],
    ['26 parameters', withParams(params(26)), 'events[0].params', 'EXCEEDED_MAX_ENTITIES'],
    ['parameters that are none', withParams([]), 'events', 'VALUE_INVALID'],
    [
      'a parameter name of 41 characters',
      withParams({ ['x'.repeat(41)]: 1 }),
      `events[0].params.${'x'.repeat(41)}`,
      'NAME_INVALID',
    ],
    ['a reserved parameter', withParams({ ga_x: 1 }), 'events[0].params.ga_x', 'NAME_RESERVED'],
    ['a value of 101 characters', withParams({ x: 'x'.repeat(101) }), 'events[0].params.x', 'VALUE_OUT_OF_BOUNDS'],
    [
      'a title of 301 characters',
      withParams({ page_title: 'x'.repeat(301) }),
      'events[0].params.page_title',
      'VALUE_OUT_OF_BOUNDS',
    ],
    ['an object as a value', withParams({ x: {} }), 'events[0].params.x', 'VALUE_INVALID'],
    ['a currency that is none', withParams({ currency: 'euro' }), 'events[0].params.currency', 'VALUE_INVALID'],
    ['a value without a currency', withParams({ value: 1 }), 'events[0].params.currency', 'VALUE_REQUIRED'],
    ['items that are none', withParams({ items: {} }), 'events[0].params.items', 'VALUE_INVALID'],
    [
      '201 items',
      withParams({ items: Array(201).fill({ item_id: 'L' }) }),
      'events[0].params.items',
      'EXCEEDED_MAX_ENTITIES',
    ],
    ['an item without a name', withParams({ items: [{ price: 1 }] }), 'events[0].params.items[0]', 'VALUE_REQUIRED'],
    [
      'a long item',
      withParams({ items: [{ item_id: 'x'.repeat(101) }] }),
      'events[0].params.items[0].item_id',
      'VALUE_OUT_OF_BOUNDS',
    ],
    [
      'an order without a number',
      body({ events: [{ name: 'purchase', params: { value: 1, currency: 'EUR', items: [] } }] }),
      'events[0].params.transaction_id',
      'VALUE_REQUIRED',
    ],
    ['a basket without items', event({ name: 'add_to_cart', params: {} }), 'events[0].params.items', 'VALUE_REQUIRED'],
    ['26 user properties', body({ user_properties: userProperties(26) }), 'user_properties', 'EXCEEDED_MAX_ENTITIES'],
    ['user properties that are none', body({ user_properties: [] }), 'user_properties', 'VALUE_INVALID'],
    ['a user property without a value', body({ user_properties: { x: 1 } }), 'user_properties.x', 'VALUE_INVALID'],
    [
      'a user property name of 25 characters',
      body({ user_properties: { ['x'.repeat(25)]: { value: 1 } } }),
      `user_properties.${'x'.repeat(25)}`,
      'NAME_INVALID',
    ],
    [
      'a reserved user property',
      body({ user_properties: { user_id: { value: 1 } } }),
      'user_properties.user_id',
      'NAME_RESERVED',
    ],
    [
      'a user property of 37 characters',
      body({ user_properties: { x: { value: 'x'.repeat(37) } } }),
      'user_properties.x',
      'VALUE_OUT_OF_BOUNDS',
    ],
    [
      'more than 72 hours of back-dating',
      body({ timestamp_micros: now - 73 * HOUR_MICROS }),
      'timestamp_micros',
      'VALUE_INVALID',
    ],
    ['a time in the future', body({ timestamp_micros: now + HOUR_MICROS }), 'timestamp_micros', 'VALUE_INVALID'],
    ['a time that is none', body({ timestamp_micros: 'now' }), 'timestamp_micros', 'VALUE_INVALID'],
    [
      'an old event',
      event({ timestamp_micros: now - 73 * HOUR_MICROS }),
      'events[0].timestamp_micros',
      'VALUE_INVALID',
    ],
    ['consent that is none', body({ consent: 'yes' }), 'consent', 'VALUE_INVALID'],
    ['an odd consent', body({ consent: { ad_user_data: 'granted' } }), 'consent.ad_user_data', 'VALUE_INVALID'],
  ])('complains about %s', async (_title, given, fieldPath, validationCode) => {
    const { status, messages } = await ask(JSON.stringify(given));
    expect([status, messages]).toMatchObject([200, [{ fieldPath, validationCode }]]);
    expect(messages[0].description).not.toBe('');
  });

  it('wants an app to be named by its installation', async () => {
    const app = 'firebase_app_id=1:2:android:3&api_secret=x';
    expect((await ask(JSON.stringify(body()), app)).messages).toMatchObject([
      { fieldPath: 'app_instance_id', validationCode: 'VALUE_REQUIRED' },
    ]);
    expect((await ask(JSON.stringify({ app_instance_id: 'ab', events: [{ name: 'a' }] }), app)).messages).toMatchObject(
      [{ fieldPath: 'app_instance_id', validationCode: 'VALUE_INVALID' }],
    );
    expect(
      (await ask(JSON.stringify({ app_instance_id: 'a'.repeat(32), events: [{ name: 'a' }] }), app)).messages,
    ).toEqual([]);
  });

  it.each<[string, string | Buffer, string]>([
    ['nothing', '', 'VALUE_INVALID'],
    ['broken JSON', '{"events":', 'VALUE_INVALID'],
    ['an array', '[]', 'VALUE_INVALID'],
    ['too much', JSON.stringify(withParams({ x: 'x'.repeat(130_000) })), 'VALUE_OUT_OF_BOUNDS'],
    ['a bomb', gzipSync(Buffer.alloc(10_000_000)), 'VALUE_OUT_OF_BOUNDS'],
  ])('names no field of a body that is %s', async (_title, payload, validationCode) => {
    const { status, messages } = await ask(payload);
    expect([status, messages]).toMatchObject([200, [{ validationCode }]]);
    expect(messages[0]).not.toHaveProperty('fieldPath');
  });

  it('keeps nothing', async () => {
    await ask(JSON.stringify(body()), 'measurement_id=G-1&api_secret=web-write-key-0001');
    await tracking.bus.idle();
    expect(['tracking.received.v1', 'tracking.rejected.v1'].flatMap((topic) => tracking.published(topic))).toEqual([]);
  });

  it('is brief about a body that is wrong everywhere', async () => {
    const many = Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`ga_${index}`, {}]));
    const { messages } = await ask(JSON.stringify(body({ events: Array(25).fill({ name: 'a', params: many }) })));
    expect(messages).toHaveLength(200);
  });
});

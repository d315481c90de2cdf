import type { Action, Call } from '../../domain/call.js';
import { type RecordedRequest, readRecordings } from '../../testing/examples.js';
import { itWithstandsMutations } from '../../testing/fuzz.js';
import type { CallFacts, ProtocolRequest } from '../protocol.js';
import { snowplow } from './protocol.js';

const examples = Object.values(readRecordings('snowplow')).flatMap(({ requests }) => requests);

function headOf({ method, url, headers }: RecordedRequest): ProtocolRequest {
  const [path = '', rawQuery = ''] = url.split('?');
  return { method, path, rawQuery, query: new URLSearchParams(rawQuery), headers };
}

function callsOf(title: string): (Omit<Call, 'action'> & { action: Action })[] {
  const example = examples.find((one) => one.title === title);
  if (!example) throw new Error(`no example "${title}"`);
  const request = headOf(example);
  const envelope = snowplow.read(request, Buffer.from(example.body), 'request', 0);
  const isAnonymous = snowplow.isAnonymous?.(request) ?? false;
  const facts: CallFacts = {
    request,
    sentAt: undefined,
    receivedAtMs: 0,
    defaultCurrency: 'USD',
    isAnonymous,
    visitorId: undefined,
  };
  return envelope.calls.map(({ raw }) => {
    const result = snowplow.toCall(raw, facts);
    if (result.kind !== 'ok') throw new Error(`${result.code} ${JSON.stringify(result.details)}`);
    return { ...result.value, action: result.value.action() };
  });
}

const LAMP_URL = 'https://shop.example/lamps/7?utm_source=newsletter&utm_medium=email&utm_campaign=november';
const DEVICE = 'b6d34b0f-8038-482d-8d9f-d3bb81d465a5';
const lamp = { productId: 'L-7', name: 'Brass lamp', category: 'lamps', quantity: '2' };
const eur = (amount: string) => ({ amount, currency: 'EUR' });

const iglu = (name: string) => `iglu:com.snowplowanalytics.snowplow/${name}/jsonschema/1-0-0`;

/** What is expected of each recorded request, event by event. */
const expectations: Record<string, object[]> = {
  'a page view with an entity': [
    {
      action: { kind: 'View', surface: 'page' },
      name: 'page_view',
      messageId: 'd24dc49a-bb03-4294-a4ec-bccea7cf470e',
      identifiers: [
        { namespace: 'login', value: 'user-4711' },
        { namespace: 'device', value: DEVICE },
        { namespace: 'device', value: '9d2a7a8e-1c35-4c43-9b3c-4b3c5b1e6f70' },
      ],
      times: { timestamp: '2026-11-25T10:15:00.000Z', sentAt: '2026-11-26T11:26:57.977Z' },
      page: {
        url: LAMP_URL,
        path: '/lamps/7',
        title: 'Brass lamp',
        referrer: 'https://search.example/?q=lamp',
      },
      device: {
        userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        locale: 'de-DE',
        timezone: 'Europe/Berlin',
        screen: '1920x1080',
        ip: '203.0.113.77',
      },
      library: 'snowplow-node@4.8.0',
      signals: [],
      properties: {
        sessionId: '4a79ea09-b552-4c65-8117-1e7ceb751b01',
        contexts: { 'com.acme/membership/1': [{ plan: 'pro', since: 2019 }] },
        tracker: { p: 'srv', tna: 'shop', aid: 'shop-server', vp: '1280x720', vid: '3' },
      },
    },
  ],
  'several events at once, as plain JSON': [
    {
      action: { kind: 'Click', target: 'https://shop.example/sale' },
      name: 'link_click',
      properties: {
        elementId: 'teaser',
        schema: 'iglu:com.snowplowanalytics.snowplow/link_click/jsonschema/1-0-1',
      },
    },
    { action: { kind: 'View', surface: 'screen' }, name: 'Basket', properties: { id: 's-1' } },
    {
      action: { kind: 'Custom' },
      name: 'open',
      properties: { category: 'cart', action: 'open', label: 'mini', property: 'header', value: 1.5 },
    },
    { action: { kind: 'Custom' }, name: 'page_ping', properties: { minYOffset: 10, maxYOffset: 400 } },
  ],
  'an order with its items': [
    {
      action: {
        kind: 'Purchase',
        orderId: 'A-1',
        total: eur('119.8'),
        products: [
          { ...lamp, price: eur('57.45') },
          { productId: 'B-1', name: 'Bulb', category: 'bulbs', quantity: '1', price: eur('4.9') },
        ],
      },
      name: 'transaction',
      properties: { orderId: 'A-1', affiliation: 'web', tax: '19.13', shipping: '4.9' },
    },
    { action: { kind: 'Custom' }, name: 'transaction_item', properties: { orderId: 'A-1', productId: 'L-7' } },
    { action: { kind: 'Custom' }, name: 'transaction_item', properties: { orderId: 'A-1', productId: 'B-1' } },
  ],
  'a product put into the basket': [
    { action: { kind: 'AddToCart', products: [{ ...lamp, price: eur('57.45') }] }, name: 'add_to_cart' },
  ],
  'an event of a schema of its own with a true timestamp': [
    {
      action: { kind: 'Custom' },
      name: 'signed_up',
      times: { timestamp: '2026-11-25T09:15:00.000Z', sentAt: undefined },
      properties: {
        plan: 'pro',
        seats: 3,
        schema: 'iglu:com.acme/signed_up/jsonschema/2-1-0',
        contexts: { 'com.acme/membership/1': [{ plan: 'pro' }, { plan: 'pro' }] },
      },
    },
  ],
  'consent given and withdrawn': [
    {
      name: 'consent_granted',
      signals: [
        { type: 'snowplow', raw: { schema: iglu('consent_granted'), data: { expiry: '2027-11-24T10:00:00.000Z' } } },
        { type: 'snowplow', raw: { schema: iglu('consent_document'), data: { id: '1234', version: '5' } } },
      ],
    },
    {
      name: 'consent_withdrawn',
      signals: [
        { type: 'snowplow', raw: { schema: iglu('consent_withdrawn'), data: { all: true } } },
        { type: 'snowplow', raw: { schema: iglu('consent_document'), data: { id: '1234' } } },
      ],
    },
  ],
  'a page view by GET': [
    {
      action: { kind: 'View', surface: 'page' },
      identifiers: [{ value: 'user-4711' }, { value: DEVICE }, { value: '9d2a7a8e-1c35-4c43-9b3c-4b3c5b1e6f70' }],
      page: { url: LAMP_URL, title: 'Brass lamp' },
      properties: { contexts: { 'com.acme/membership/1': [{ plan: 'pro', since: 2019 }] } },
    },
  ],
  'a page view without a trace of the sender': [
    {
      action: { kind: 'View', surface: 'page' },
      identifiers: [{ value: 'user-4711' }, { value: DEVICE }],
      device: { ip: undefined, locale: 'de-DE' },
    },
  ],
  'a visit that ends in an order': [
    {
      action: { kind: 'View', surface: 'page' },
      identifiers: [
        { namespace: 'login', value: 'anna@example.org' },
        { namespace: 'login', value: 'user-4711' },
        { namespace: 'device', value: '7151b81a-7dcc-47a1-942f-72b81bb6ac7e' },
        { namespace: 'device', value: '7151b81a-7dcc-47a1-942f-72b81bb6ac7e' },
      ],
      traits: [{ id: 'user-4711', email: 'anna@example.org' }],
      page: { title: 'Brass lamps', referrer: 'https://search.example/?q=lamp' },
      library: 'snowplow-js@4.10.1',
      properties: {
        contexts: {
          'com.snowplowanalytics.snowplow/web_page/1': [{ id: '99cab648-5414-4c31-9504-795d7c6eeffd' }],
          'com.snowplowanalytics.snowplow/client_session/1': [{ eventIndex: 1, sessionIndex: 1 }],
        },
        tracker: { p: 'web', aid: 'shop-web', cookie: '1' },
      },
    },
    {
      action: {
        kind: 'ContentView',
        products: [{ productId: 'L-7', name: 'Brass lamp', category: 'lamps', price: eur('59.9') }],
      },
      name: 'product_view',
    },
    {
      action: { kind: 'AddToCart', products: [{ ...lamp, price: eur('59.9') }] },
      name: 'add_to_cart',
      properties: {
        contexts: { 'com.snowplowanalytics.snowplow.ecommerce/cart/1': [{ total_value: 119.8, currency: 'EUR' }] },
      },
    },
    {
      action: {
        kind: 'Purchase',
        orderId: 'A-1',
        total: eur('119.8'),
        products: [{ ...lamp, price: eur('59.9') }],
      },
      name: 'transaction',
    },
    { action: { kind: 'Custom' }, name: 'refund' },
  ],
  'a visitor who chose what to allow': [
    {
      name: 'consent_preferences',
      signals: [{ type: 'snowplow', raw: { data: { eventType: 'allow_selected', consentScopes: ['analytics'] } } }],
    },
    {
      name: 'page_view',
      signals: [{ type: 'snowplow', raw: { data: { eventType: 'allow_selected', gdprApplies: true } } }],
    },
  ],
  'an anonymous visitor known for one session': [
    {
      identifiers: [{ namespace: 'device', value: '1cb344e2-785f-40da-95fd-440b8ddc731f' }],
      device: { ip: undefined },
    },
  ],
  'a visitor where the phone tells its place': [
    {
      traits: [{ appleIdfv: '5A1B2C3D-4E5F-4A6B-8C7D-9E0F1A2B3C4D' }],
      properties: {
        contexts: {
          'com.snowplowanalytics.snowplow/geolocation_context/1': [{ latitude: 52.5, longitude: 13.4 }],
          'com.snowplowanalytics.snowplow/mobile_context/1': [{ deviceModel: 'iPhone17,1', osType: 'ios' }],
        },
      },
    },
  ],
};

describe('what Snowplow trackers send', () => {
  it.each(Object.entries(expectations))('%s', (title, expected) => {
    expect(callsOf(title)).toMatchObject(expected);
  });

  it('is expected of every recorded request', () => {
    expect(Object.keys(expectations).sort()).toEqual(examples.map(({ title }) => title).sort());
  });

  it('keeps neither ids of people and machines nor exact places in free fields', () => {
    const texts = examples
      .flatMap(({ title = '' }) => callsOf(title))
      .map(({ properties }) => JSON.stringify(properties));
    for (const trace of ['203.0.113.77', 'IDFA', '8D5B2B1C', '5A1B2C3D', '52.520008', '"duid"']) {
      for (const text of texts) expect(text).not.toContain(trace);
    }
  });
});

/** The same requests with base64 opened, so that what is inside is changed as well. */
function opened(request: RecordedRequest): RecordedRequest[] {
  if (request.body === '') return [];
  const body = JSON.parse(request.body) as { data: Record<string, string>[] };
  const data = body.data.map(({ ue_px, cx, ...rest }) => ({
    ...rest,
    ...(ue_px && { ue_pr: Buffer.from(ue_px, 'base64url').toString() }),
    ...(cx && { co: Buffer.from(cx, 'base64url').toString() }),
  }));
  return [{ ...request, body: JSON.stringify({ ...body, data }) }];
}

itWithstandsMutations('snowplow', examples.flatMap(opened));

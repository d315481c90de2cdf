import { seededRandom } from '../random.js';
import { createCalls, messageId } from './segment-calls.js';

/** One HTTP request of a client. */
export interface ProtocolLoad {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Wire protocols that load can be made in. */
export const loadProtocols = ['segment', 'rudderstack', 'snowplow', 'ga4', 'posthog', 'jitsu', 'cloudevents'] as const;
export type LoadProtocol = (typeof loadProtocols)[number];

/** Most events that a protocol takes in one request, where it says so itself. */
export const largestBatch: Partial<Record<LoadProtocol, number>> = { ga4: 25 };

export interface RequestOptions {
  readonly protocol: LoadProtocol;
  readonly writeKey: string;
  readonly run: string;
  readonly seed: number;
  readonly batchSize: number;
  readonly nowMs: () => number;
}

const DEVICES = 10_000;
const PRODUCTS = ['brass-lamp', 'oak-desk', 'wool-rug', 'steel-shelf', 'linen-sofa'];
const AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const JSON_TYPE = { 'content-type': 'application/json' };

/** What varies from event to event. */
interface Visit {
  readonly id: string;
  readonly device: string;
  readonly product: string;
  readonly atMs: number;
}

/**
 * Requests of page views of ten thousand visitors, about half a kilobyte per event, as clients of the protocol send them. The
 * same seed gives the same requests but for their times.
 */
export function createRequests({
  protocol,
  writeKey,
  run,
  seed,
  batchSize,
  nowMs,
}: RequestOptions): () => ProtocolLoad {
  const basic = { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`, ...JSON_TYPE };
  if (protocol === 'segment') {
    const calls = createCalls(run, seed, nowMs);
    return () =>
      batchSize === 1
        ? { path: '/v1/track', headers: basic, body: calls.single() }
        : { path: '/v1/batch', headers: basic, body: calls.batch(batchSize) };
  }
  const random = seededRandom(seed);
  let index = 0;
  const visit = (): Visit => {
    const atMs = nowMs();
    const product = PRODUCTS[Math.floor(random() * PRODUCTS.length)] as string;
    return { id: messageId(run, index++, atMs), device: `visitor-${Math.floor(random() * DEVICES)}`, product, atMs };
  };
  const visits = () => Array.from({ length: batchSize }, visit);
  const send = (path: string, headers: Readonly<Record<string, string>>, body: unknown): ProtocolLoad => ({
    path,
    headers,
    body: JSON.stringify(body),
  });
  switch (protocol) {
    case 'rudderstack':
      return () =>
        batchSize === 1
          ? send('/v1/page', basic, rudderCall(visit()))
          : send('/v1/batch', basic, { batch: visits().map(rudderCall), sentAt: new Date(nowMs()).toISOString() });
    case 'snowplow':
      return () =>
        send('/com.snowplowanalytics.snowplow/tp2', JSON_TYPE, {
          schema: 'iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4',
          data: visits().map((one) => snowplowEvent(one, writeKey)),
        });
    case 'ga4':
      return () => {
        const all = visits();
        const [first] = all as [Visit];
        return send(`/mp/collect?measurement_id=${writeKey}&api_secret=${writeKey}`, JSON_TYPE, {
          client_id: first.device,
          timestamp_micros: String(first.atMs * 1_000),
          events: all.map(ga4Event),
        });
      };
    case 'posthog':
      return () => send('/batch/', JSON_TYPE, { api_key: writeKey, batch: visits().map(posthogEvent) });
    case 'jitsu':
      return () =>
        batchSize === 1
          ? send('/api/s/s2s/page', { 'x-write-key': `${writeKey}:secret`, ...JSON_TYPE }, rudderCall(visit()))
          : send(
              '/b',
              { 'x-write-key': `${writeKey}:secret`, ...JSON_TYPE },
              {
                batch: visits().map(rudderCall),
              },
            );
    case 'cloudevents': {
      const headers = { ...basic, 'content-type': 'application/cloudevents-batch+json' };
      return () => send('/v1/cloudevents', headers, visits().map(cloudEvent));
    }
  }
}

function rudderCall({ id, device, product, atMs }: Visit) {
  const at = new Date(atMs).toISOString();
  return {
    type: 'page',
    name: 'Product',
    messageId: id,
    anonymousId: device,
    originalTimestamp: at,
    sentAt: at,
    properties: { title: product },
    context: {
      library: { name: 'bench', version: '1.0.0' },
      locale: 'de-DE',
      timezone: 'Europe/Berlin',
      userAgent: AGENT,
      campaign: { source: 'newsletter', medium: 'email' },
      page: { url: `https://shop.example/p/${product}`, path: `/p/${product}`, referrer: 'https://search.example/' },
    },
  };
}

function snowplowEvent({ id, device, product, atMs }: Visit, writeKey: string) {
  return {
    e: 'pv',
    eid: id,
    tv: 'js-4.10.1',
    p: 'web',
    tna: 'bench',
    aid: writeKey,
    dtm: String(atMs),
    stm: String(atMs),
    duid: device,
    url: `https://shop.example/p/${product}?utm_source=newsletter&utm_medium=email`,
    page: product,
    refr: 'https://search.example/',
    lang: 'de-DE',
    tz: 'Europe/Berlin',
    res: '1920x1080',
    ua: AGENT,
  };
}

function ga4Event({ id, product }: Visit) {
  return {
    name: 'page_view',
    params: {
      page_location: `https://shop.example/p/${product}?utm_source=newsletter&utm_medium=email`,
      page_title: product,
      page_referrer: 'https://search.example/',
      // The protocol has no message id: this one makes the content of each event its own.
      bench_id: id,
    },
  };
}

function posthogEvent({ id, device, product, atMs }: Visit) {
  return {
    event: '$pageview',
    uuid: id,
    distinct_id: device,
    timestamp: new Date(atMs).toISOString(),
    properties: {
      $current_url: `https://shop.example/p/${product}?utm_source=newsletter&utm_medium=email`,
      $referrer: 'https://search.example/',
      title: product,
      $lib: 'bench',
      $lib_version: '1.0.0',
      $raw_user_agent: AGENT,
      $timezone: 'Europe/Berlin',
    },
  };
}

function cloudEvent({ id, device, product, atMs }: Visit) {
  return {
    specversion: '1.0',
    id,
    source: 'https://shop.example/',
    type: 'product.viewed',
    time: new Date(atMs).toISOString(),
    subject: product,
    datacontenttype: 'application/json',
    deviceid: device,
    data: {
      anonymousId: device,
      product,
      url: `https://shop.example/p/${product}`,
      referrer: 'https://search.example/',
    },
  };
}

import { isObject } from '../../domain/object.js';
import { coarseDegrees } from '../values.js';
import { field, type SnowplowPayload } from './payload.js';
import type { SelfDescribing } from './self-describing.js';

type Fields = Readonly<Record<string, unknown>>;

/** Short names of the protocol that have a readable one; the tracker protocol of docs.snowplow.io names them so. */
const READABLE: Readonly<Record<string, string>> = {
  se_ca: 'category',
  se_ac: 'action',
  se_la: 'label',
  se_pr: 'property',
  se_va: 'value',
  pp_mix: 'minXOffset',
  pp_max: 'maxXOffset',
  pp_miy: 'minYOffset',
  pp_may: 'maxYOffset',
  tr_id: 'orderId',
  tr_af: 'affiliation',
  tr_tx: 'tax',
  tr_sh: 'shipping',
  tr_ci: 'city',
  tr_st: 'state',
  tr_co: 'country',
  ti_id: 'orderId',
  ti_sk: 'productId',
  ti_nm: 'productName',
  ti_na: 'productName',
  ti_ca: 'productCategory',
  ti_pr: 'price',
  ti_qu: 'quantity',
  ti_cu: 'currency',
  sid: 'sessionId',
};
const NUMBERS = new Set(['se_va', 'pp_mix', 'pp_max', 'pp_miy', 'pp_may']);

/** Fields with a place of their own in the canonical event, and ids of people and machines, which are not kept at all. */
const PLACED = new Set(
  ['e', 'eid', 'tv', 'url', 'page', 'refr', 'ua', 'lang', 'tz', 'res', 'ip', 'dtm', 'stm', 'ttm']
    .concat(['ue_px', 'ue_pr', 'cx', 'co', 'tr_tt', 'tr_cu'])
    .concat(['uid', 'duid', 'nuid', 'tnuid', 'fp', 'mac', 'ad_uid']),
);

/** Names below which what belongs to the protocol is kept, beside the data of the event. */
const OWN_NAMES = ['schema', 'contexts', 'tracker'];

/**
 * What has no place of its own: the data of a self-describing event, readable fields of the others, the entities by the names
 * of their schemas, and every other field of the tracker.
 */
export function propertiesOf(
  payload: SnowplowPayload,
  event: SelfDescribing | undefined,
  placed: readonly string[],
  entities: readonly SelfDescribing[],
): Record<string, unknown> {
  const own: [string, unknown][] = [];
  const tracker: [string, unknown][] = [];
  for (const [name, value] of Object.entries(payload)) {
    if (PLACED.has(name) || value === '') continue;
    const readable = Object.hasOwn(READABLE, name) ? READABLE[name] : undefined;
    if (readable === undefined) tracker.push([name, value]);
    else own.push([readable, NUMBERS.has(name) ? numberOrText(value) : value]);
  }
  const contexts = entities.length > 0 ? { contexts: contextsOf(entities) } : {};
  return {
    ...(event ? dataOf(event.data, placed) : Object.fromEntries(own.filter(([name]) => name !== 'sessionId'))),
    ...(field(payload, 'sid') && { sessionId: payload.sid }),
    ...(event && { schema: event.schema }),
    ...contexts,
    tracker: Object.fromEntries(tracker),
  };
}

/** Data of an event, as they are; below `data` where they are no object or use one of our names. */
function dataOf(data: unknown, placed: readonly string[]): Fields {
  if (!isObject(data)) return { data };
  const left = Object.fromEntries(Object.entries(data).filter(([name]) => !placed.includes(name)));
  return OWN_NAMES.some((name) => Object.hasOwn(left, name)) ? { data: left } : left;
}

/** Entities by vendor, name and model, `com.acme/user/1`, in the order they were attached. */
function contextsOf(entities: readonly SelfDescribing[]): Fields {
  const groups = Map.groupBy(entities, ({ name, model }) => `${name}/${model}`);
  return Object.fromEntries([...groups].map(([key, group]) => [key, group.map(minimisedEntity)]));
}

const GEOLOCATION = 'com.snowplowanalytics.snowplow/geolocation_context';
const MOBILE = 'com.snowplowanalytics.snowplow/mobile_context';
/** Ids of a phone by which advertisers know its owner. */
export const ADVERTISING_IDS = ['appleIdfa', 'appleIdfv', 'androidIdfa', 'openIdfa'] as const;

/** A place is kept coarsely; ids of phones go. */
function minimisedEntity({ name, data }: SelfDescribing): unknown {
  if (!isObject(data)) return data;
  if (name === GEOLOCATION) return { latitude: coarseDegrees(data.latitude), longitude: coarseDegrees(data.longitude) };
  if (name !== MOBILE) return data;
  return Object.fromEntries(Object.entries(data).filter(([key]) => !ADVERTISING_IDS.some((id) => id === key)));
}

function numberOrText(value: unknown): unknown {
  const number = typeof value === 'string' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : value;
}

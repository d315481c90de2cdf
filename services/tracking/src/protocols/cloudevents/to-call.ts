import { dead, ok, type Result } from '@stellwerk/pipeline';
import type { Action, Call, PageFacts } from '../../domain/call.js';
import { commerceKind } from '../../domain/commerce.js';
import type { ConsentSignal } from '../../domain/consent/signal.js';
import type { Identifier } from '../../domain/identity-keys.js';
import { isObject } from '../../domain/object.js';
import { freeProperties, trackAction } from '../../domain/track-action.js';
import { shownName } from '../../rejected/rejected-field.js';
import type { CallFacts } from '../protocol.js';
import { type CloudEventFields, cloudEvent, extensionsOf, isJsonType } from './event.js';
import type { CloudEventRaw } from './request.js';

type Fields = Readonly<Record<string, unknown>>;

/** Extension attributes that say who somebody is, and fields of the data that say the same. */
const IDS = [
  { namespace: 'login', extension: 'userid', fields: ['userId', 'user_id'] },
  { namespace: 'device', extension: 'anonymousid', fields: ['anonymousId', 'anonymous_id', 'deviceId', 'device_id'] },
] as const;
const CONSENT_EXTENSIONS = ['tcstring', 'gdprapplies', 'gpp', 'gpc', 'gcs', 'gcd'];
/** Fields of the data with a place of their own. */
const PLACED = new Set(['consent', 'page', 'traits', ...IDS.flatMap(({ fields }) => fields)]);
const VIEWS: Readonly<Record<string, 'page' | 'screen'>> = {
  'page viewed': 'page',
  'page view': 'page',
  'screen viewed': 'screen',
  'screen view': 'screen',
};
const IDENTIFIES = new Set(['user identified', 'identify']);

/** Checks an event against CloudEvents 1.0 and says it in the words of the door. */
export function toCall(raw: unknown, facts: CallFacts): Result<Call> {
  const { event: sent, isBinary } = raw as CloudEventRaw;
  const refuse = (attribute: string, problem: string): Result<Call> =>
    dead('EVENT_INVALID', { field: isBinary && attribute !== '' ? `ce-${attribute}` : attribute, problem });
  const parsed = cloudEvent.safeParse(sent);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const attribute = issue?.path.join('.') ?? '';
    return refuse(attribute, problemOf(attribute, issue?.code, isObject(sent) ? sent[attribute] : undefined));
  }
  const event = parsed.data;
  for (const [name, value] of extensionsOf(event)) {
    if (!/^[a-z0-9]{1,64}$/.test(name)) return refuse(shownName(name), 'attributes are lower-case letters and digits');
    if (typeof value === 'object') return refuse(name, 'attributes are texts, numbers or true and false');
  }
  if (event.data_base64 != null) return refuse('data_base64', 'binary data; send JSON in data');
  if (!isJsonType(event.datacontenttype)) return refuse('datacontenttype', 'data that are not JSON');
  return ok(callOf(event, facts));
}

function callOf(event: CloudEventFields, { defaultCurrency }: CallFacts): Call {
  const extensions = Object.fromEntries(extensionsOf(event));
  const data = isObject(event.data) ? event.data : {};
  const meaning = meaningOf(event.type);
  const page = pageOf(data);
  return {
    action: () => actionOf(meaning, data, defaultCurrency),
    name: event.type,
    messageId: event.id,
    messageScope: event.source,
    identifiers: identifiersOf(extensions, data),
    traits: [data.traits, data].filter(isObject),
    times: { timestamp: event.time == null ? undefined : new Date(event.time).toISOString(), sentAt: undefined },
    signals: signalsOf(extensions, data),
    page,
    properties: propertiesOf(event, extensions, data, meaning),
  };
}

/**
 * What a type stands for: the e-commerce name of the Segment specification that it ends in, else its last two words, without a
 * version. `com.example.order.completed.v1` is "order completed"; "Order Completed" is the same.
 */
export function meaningOf(type: string): string {
  const words = type
    .toLowerCase()
    .replace(/\.v?\d+(?:\.\d+)*$/, '')
    .split(/[.\s_/-]+/)
    .filter((word) => word !== '');
  const endings = [words.length, 3, 2, 1].map((count) => words.slice(-count).join(' '));
  return endings.find((ending) => commerceKind(ending) !== undefined) ?? words.slice(-2).join(' ');
}

function actionOf(meaning: string, data: Fields, defaultCurrency: string): Action {
  const surface = Object.hasOwn(VIEWS, meaning) ? VIEWS[meaning] : undefined;
  if (surface) return { kind: 'View', surface };
  if (IDENTIFIES.has(meaning)) return { kind: 'Identify' };
  return trackAction(meaning, data, defaultCurrency, 'data');
}

function identifiersOf(extensions: Fields, data: Fields): Identifier[] {
  return IDS.flatMap(({ namespace, extension, fields }) => {
    const candidates = [extensions[extension], ...fields.map((field) => data[field])];
    const found = candidates.find((value) => typeof value === 'number' || (typeof value === 'string' && value !== ''));
    return found === undefined ? [] : [{ namespace, value: String(found) }];
  });
}

function signalsOf(extensions: Fields, data: Fields): ConsentSignal[] {
  const signals: ConsentSignal[] = [];
  const text = (name: string) => (extensions[name] === undefined ? undefined : String(extensions[name]));
  const tcf = text('tcstring');
  const gdprApplies = text('gdprapplies');
  if (tcf !== undefined || gdprApplies === 'true') {
    const applies = gdprApplies === undefined ? {} : { gdprApplies: gdprApplies !== 'false' };
    signals.push({ type: 'tcf', raw: tcf ?? '', ...applies });
  }
  for (const type of ['gpp', 'gpc', 'gcs', 'gcd'] as const) {
    const raw = text(type);
    if (raw !== undefined) signals.push({ type, raw });
  }
  if (data.consent !== undefined && data.consent !== null) signals.push({ type: 'categories', raw: data.consent });
  return signals;
}

function pageOf(data: Fields): PageFacts {
  const page = isObject(data.page) ? data.page : {};
  const text = (name: string) => (typeof page[name] === 'string' ? page[name] : undefined);
  return { url: text('url'), path: text('path'), title: text('title'), referrer: text('referrer') };
}

/** The data, and below `cloudevent` what the attributes say beyond what has a place of its own. */
function propertiesOf(
  event: CloudEventFields,
  extensions: Fields,
  data: Fields,
  meaning: string,
): Record<string, unknown> {
  const isPlaced = (name: string) =>
    CONSENT_EXTENSIONS.includes(name) || IDS.some(({ extension }) => extension === name);
  const others = Object.entries(extensions).filter(([name]) => !isPlaced(name));
  const { source, subject, dataschema } = event;
  return {
    ...freeProperties(meaning, data, PLACED),
    ...(isObject(data.traits) && { traits: data.traits }),
    ...(event.data !== undefined && event.data !== null && !isObject(event.data) && { data: event.data }),
    cloudevent: {
      source,
      ...(subject && { subject }),
      ...(dataschema && { dataschema }),
      ...Object.fromEntries(others),
    },
  };
}

function problemOf(attribute: string, code: string | undefined, given: unknown): string {
  if (given === undefined && attribute !== '') return 'missing';
  if (attribute === 'specversion') return 'not "1.0"';
  if (attribute === 'time') return 'not a time of RFC 3339';
  if (code === 'too_big') return 'longer than allowed';
  return code === 'too_small' ? 'empty' : 'of another type than expected';
}

import { deterministicId } from '@stellwerk/contracts';
import { dead, ok, type Result } from '@stellwerk/pipeline';
import type { Action, Call, DeviceFacts, PageFacts } from '../../domain/call.js';
import { FieldProblem } from '../../domain/commerce.js';
import type { ClientTimes } from '../../domain/event-time.js';
import { isObject } from '../../domain/object.js';
import type { CallFacts } from '../protocol.js';
import { signalsOf } from './consent.js';
import { IDENTIFY, identifiersOf, traitsOf } from './identifiers.js';
import { field, type SnowplowPayload, snowplowPayload } from './payload.js';
import { propertiesOf } from './properties.js';
import type { SnowplowRaw } from './request.js';
import { readEntities, readEvent, type SelfDescribing } from './self-describing.js';
import { addToCartAction, SHOP_ACTION, shopAction, transactionAction } from './shop.js';

const VENDOR = 'com.snowplowanalytics.snowplow';
/** Event names of the types that have no name of their own, as Snowplow derives them. */
const NAMES = { pv: 'page_view', pp: 'page_ping', se: 'event', tr: 'transaction', ti: 'transaction_item' } as const;

/** What is placed of the data of a self-describing event, and need not be kept twice. */
const PLACED: Readonly<Record<string, readonly string[]>> = {
  [`${VENDOR}/screen_view`]: ['name'],
  [`${VENDOR}/link_click`]: ['targetUrl'],
  [`${VENDOR}/add_to_cart`]: ['sku', 'name', 'category', 'price', 'unitPrice', 'quantity', 'currency'],
  [SHOP_ACTION]: ['type'],
  [IDENTIFY]: ['id', 'email'],
};

/** Checks an event against the tracker protocol and says it in the words of the door. */
export function toCall(raw: unknown, facts: CallFacts): Result<Call> {
  const { event: sent, items } = raw as SnowplowRaw;
  const parsed = snowplowPayload.safeParse(sent);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return dead('EVENT_INVALID', { field: issue?.path.join('.') ?? '', problem: problemOf(issue?.code) });
  }
  try {
    return ok(callOf(parsed.data as SnowplowPayload, items, facts));
  } catch (error) {
    if (error instanceof FieldProblem) return dead('EVENT_INVALID', { field: error.field, problem: error.problem });
    throw error;
  }
}

function callOf(payload: SnowplowPayload, items: SnowplowRaw['items'], facts: CallFacts): Call {
  const event = payload.e === 'ue' ? readEvent(payload) : undefined;
  const entities = readEntities(payload);
  const page = pageOf(payload, facts);
  return {
    action: () => actionOf(payload, event, entities, items, facts.defaultCurrency),
    name: nameOf(payload, event),
    messageId: field(payload, 'eid') ?? contentId(payload),
    identifiers: identifiersOf(payload, event, entities, facts),
    traits: traitsOf(event, entities),
    times: timesOf(payload),
    signals: signalsOf(event, entities),
    page,
    device: deviceOf(payload, facts),
    library: libraryOf(payload.tv),
    properties: propertiesOf(payload, event, (event && PLACED[event.name]) ?? [], entities),
  };
}

function actionOf(
  payload: SnowplowPayload,
  event: SelfDescribing | undefined,
  entities: readonly SelfDescribing[],
  items: SnowplowRaw['items'],
  defaultCurrency: string,
): Action {
  if (payload.e === 'pv') return { kind: 'View', surface: 'page' };
  if (payload.e === 'tr') return transactionAction(payload, items, defaultCurrency);
  const data = isObject(event?.data) ? event.data : {};
  switch (event?.name) {
    case `${VENDOR}/screen_view`:
      return { kind: 'View', surface: 'screen' };
    case `${VENDOR}/link_click`:
      return clickOn(data.targetUrl ?? data.elementId);
    case `${VENDOR}/button_click`:
      return clickOn(data.label ?? data.id);
    case `${VENDOR}/ad_click`:
      return clickOn(data.targetUrl);
    case `${VENDOR}/add_to_cart`:
      return addToCartAction(data, 'ue_px.data.data', defaultCurrency);
    case SHOP_ACTION:
      return shopAction(data.type, entities, defaultCurrency);
    case IDENTIFY:
      return { kind: 'Identify' };
    default:
      return { kind: 'Custom' };
  }
}

function clickOn(target: unknown): Action {
  return { kind: 'Click', ...(typeof target === 'string' && { target }) };
}

/** @throws FieldProblem where a structured event lacks what it is made of */
function nameOf(payload: SnowplowPayload, event: SelfDescribing | undefined): string {
  if (payload.e === 'se') {
    for (const name of ['se_ca', 'se_ac']) {
      if (!field(payload, name)) throw new FieldProblem(name, 'a structured event needs a category and an action');
    }
    return (field(payload, 'se_ac') as string).slice(0, 256);
  }
  if (payload.e !== 'ue') return NAMES[payload.e];
  const data = isObject(event?.data) ? event.data : {};
  const own = event?.name === SHOP_ACTION ? data.type : event?.name === `${VENDOR}/screen_view` ? data.name : undefined;
  if (typeof own === 'string' && own.trim() !== '') return own.trim().slice(0, 256);
  return event?.name.slice(event.name.indexOf('/') + 1) ?? NAMES.se;
}

/** The same event has the same content however often it is sent, except for the time of sending. */
function contentId(payload: SnowplowPayload): string {
  const { stm, ...content } = payload;
  return deterministicId('snowplow', JSON.stringify(content));
}

/** A true timestamp is no clock of a client: it is taken as it is. @throws FieldProblem where a time is none */
function timesOf(payload: SnowplowPayload): ClientTimes {
  const trueTime = instantOf(payload, 'ttm');
  if (trueTime !== undefined) return { timestamp: trueTime, sentAt: undefined };
  return { timestamp: instantOf(payload, 'dtm'), sentAt: instantOf(payload, 'stm') };
}

function instantOf(payload: SnowplowPayload, name: string): string | undefined {
  const text = field(payload, name);
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text)) throw new FieldProblem(name, 'not milliseconds since 1970');
  return new Date(Number(text)).toISOString();
}

/** Web trackers that send no address send it from the page whose address the browser names. */
function pageOf(payload: SnowplowPayload, { request }: CallFacts): PageFacts {
  const url = field(payload, 'url') ?? (payload.p === 'web' ? request.headers.referer : undefined);
  return {
    url,
    path: url === undefined ? undefined : URL.parse(url)?.pathname,
    title: field(payload, 'page'),
    referrer: field(payload, 'refr'),
  };
}

function deviceOf(payload: SnowplowPayload, { isAnonymous }: CallFacts): DeviceFacts {
  const bounded = (name: string, max: number) => {
    const value = field(payload, name);
    return value !== undefined && value.length <= max ? value : undefined;
  };
  return {
    userAgent: field(payload, 'ua'),
    locale: bounded('lang', 35),
    timezone: bounded('tz', 64),
    screen: bounded('res', 32),
    ip: isAnonymous ? undefined : bounded('ip', 64),
  };
}

/** `node-4.8.0` → `snowplow-node@4.8.0`. */
function libraryOf(version: string): string {
  const [, name, number] = /^(.+?)-(\d.*)$/.exec(version) ?? [];
  return number === undefined ? `snowplow@${version}` : `snowplow-${name}@${number}`;
}

function problemOf(code: string | undefined): string {
  if (code === 'too_big') return 'longer than allowed';
  return code === 'invalid_value' ? 'not one of pv, pp, se, ue, tr, ti' : 'not the text that payload_data wants';
}

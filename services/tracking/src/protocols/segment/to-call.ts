import { dead, ok, type Result } from '@stellwerk/pipeline';
import type { Action, Call, CampaignFacts, PageFacts } from '../../domain/call.js';
import type { Identifier } from '../../domain/identity-keys.js';
import { isObject, type JsonObject } from '../../domain/object.js';
import { freeProperties, trackAction } from '../../domain/track-action.js';
import type { CallFacts } from '../protocol.js';
import { coarseDegrees, remainder } from '../values.js';
import { type SegmentCall, segmentCall } from './call.js';
import { contextSignals } from './context-signals.js';
import { segmentRoute } from './route.js';

/** Fields of `properties` that have a place of their own in the canonical event. */
const PLACED = new Set(['url', 'path', 'title', 'referrer', 'search']);
/** The same of a page or screen, whose name stands among its properties too. */
const PLACED_IN_VIEW = new Set([...PLACED, 'name']);
/** Fields of a call that have a place of their own, or say nothing about what happened. */
const KNOWN_IN_CALL = new Set(
  [
    'type',
    'messageId',
    'userId',
    'anonymousId',
    'previousId',
    'groupId',
    'event',
    'name',
    'category',
    'timestamp',
  ].concat([
    'originalTimestamp',
    'sentAt',
    'properties',
    'traits',
    'context',
    'writeKey',
    '_metadata',
    'mergeProperties',
  ]),
);
/** Fields of `context` that have a place of their own, or must not be kept as they are. */
const KNOWN_IN_CONTEXT = new Set(
  ['campaign', 'page', 'traits', 'userAgent', 'locale', 'timezone', 'ip', 'library', 'screen', 'consent'].concat([
    'consentManagement',
  ]),
);

/** Names under which a merge has the ids that other calls have in a field of their own. */
const MERGED_IDS: Readonly<Record<string, Identifier['namespace']>> = {
  user_id: 'login',
  userId: 'login',
  anonymous_id: 'device',
  anonymousId: 'device',
};

/** Checks the types of a call and the fields its type cannot do without, and says it in the words of the door. */
export function toCall(raw: unknown, { request, sentAt, sharedContext, defaultCurrency }: CallFacts): Result<Call> {
  const { routeType } = segmentRoute(request.path);
  const whole = sharedContext === undefined ? raw : withContext(raw, sharedContext);
  const typed =
    isObject(whole) && whole.type === undefined && routeType !== undefined ? { ...whole, type: routeType } : whole;
  const parsed = segmentCall.safeParse(typed);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return dead('EVENT_INVALID', { field: issue?.path.join('.') ?? '', problem: problemOf(issue?.code) });
  }
  const call = parsed.data;
  if (call.type === 'track' && !call.event?.trim()) {
    return dead('EVENT_INVALID', { field: 'event', problem: 'a track call needs an event name' });
  }
  const { context } = call;
  const library = context?.library;
  return ok({
    action: () => actionOf(call, defaultCurrency),
    name: nameOf(call),
    messageId: call.messageId ?? undefined,
    identifiers: identifiersOf(call),
    traits: [call.traits, context?.traits, ...mergedTraits(call), phoneOf(context)].filter((traits) => traits != null),
    times: {
      timestamp: call.originalTimestamp ?? call.timestamp ?? undefined,
      sentAt: call.sentAt ?? sentAt,
    },
    signals: contextSignals(context),
    page: pageOf(call),
    campaign: campaignOf(context?.campaign),
    device: {
      userAgent: context?.userAgent ?? undefined,
      locale: context?.locale ?? undefined,
      timezone: context?.timezone ?? undefined,
      screen: screenOf(context),
      ip: context?.ip ?? undefined,
    },
    ...(library?.name && { library: `${library.name}@${library.version ?? ''}` }),
    properties: propertiesOf(call),
  });
}

/** A call with what its batch says for all, as far as it does not say it itself. */
function withContext(raw: unknown, shared: Readonly<Record<string, unknown>>): unknown {
  if (!isObject(raw)) return raw;
  const own = raw.context ?? {};
  return isObject(own) ? { ...raw, context: { ...shared, ...own } } : raw;
}

function actionOf(call: SegmentCall, defaultCurrency: string): Action {
  if (call.type === 'page' || call.type === 'screen') return { kind: 'View', surface: call.type };
  if (call.type === 'identify' || call.type === 'alias' || call.type === 'merge') return { kind: 'Identify' };
  const name = call.type === 'track' ? (call.event ?? '') : '';
  return trackAction(name, call.properties ?? {}, defaultCurrency, 'properties');
}

function nameOf(call: SegmentCall): string {
  if (call.type === 'track') return call.event?.trim() || call.type;
  const inProperties = call.properties?.name;
  const name = call.name ?? (typeof inProperties === 'string' ? inProperties.slice(0, 256) : call.category);
  return name?.trim() || call.type;
}

function identifiersOf(call: SegmentCall): Identifier[] {
  const found: Identifier[] = [];
  const add = (namespace: Identifier['namespace'], value: string | number | null | undefined) => {
    if (value != null) found.push({ namespace, value: String(value) });
  };
  add('login', call.userId);
  add('device', call.anonymousId);
  if (call.type === 'alias') add('login', call.previousId);
  for (const { type, value } of mergedOf(call)) {
    if (Object.hasOwn(MERGED_IDS, type)) add(MERGED_IDS[type] as Identifier['namespace'], value);
  }
  return found;
}

const mergedOf = ({ type, mergeProperties }: SegmentCall) => (type === 'merge' ? (mergeProperties ?? []) : []);

/** Identifiers of a merge that are none of ours are traits, of which the source says what they identify. */
const mergedTraits = (call: SegmentCall) =>
  mergedOf(call).flatMap(({ type, value }) => (Object.hasOwn(MERGED_IDS, type) ? [] : [{ [type]: value }]));

type Context = SegmentCall['context'];

function screenOf(context: Context): string | undefined {
  const { width, height } = context?.screen ?? {};
  return width && height ? `${width}x${height}` : undefined;
}

function pageOf(call: SegmentCall): PageFacts {
  const properties = call.properties ?? {};
  const page = call.context?.page;
  const pick = (name: 'url' | 'path' | 'title' | 'referrer'): string | undefined => {
    const own = call.type === 'page' ? properties[name] : undefined;
    return (typeof own === 'string' ? own : page?.[name]) || undefined;
  };
  return { url: pick('url'), path: pick('path'), title: pick('title'), referrer: pick('referrer') };
}

type SegmentCampaign = NonNullable<NonNullable<Context>['campaign']>;

function campaignOf(campaign: SegmentCampaign | null | undefined): CampaignFacts {
  const { source, medium, name, term, content } = campaign ?? {};
  const facts = { source, medium, name, term, content };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => typeof value === 'string'));
}

/** What has no place of its own: properties, traits, the group, and what call and context hold beside it. */
function propertiesOf(call: SegmentCall): Record<string, unknown> {
  const placed = call.type === 'page' || call.type === 'screen' ? PLACED_IN_VIEW : PLACED;
  const context = contextOf(call.context);
  const more = remainder(call, KNOWN_IN_CALL);
  return {
    ...(call.category && { category: call.category }),
    ...freeProperties(call.event ?? '', call.properties ?? {}, placed),
    ...(call.traits && { traits: call.traits }),
    ...(call.groupId != null && { groupId: String(call.groupId) }),
    ...(context && { $context: context }),
    ...(more && { $call: more }),
  };
}

/** Ids by which a phone, and so its owner, is known again. */
const PHONE_IDS = new Set(['id', 'advertisingId']);

/** The id of a phone that a source may name as an identifier. */
function phoneOf(context: Context): Record<string, unknown> | undefined {
  const device = context?.device;
  return isObject(device) && device.advertisingId != null ? { advertisingId: device.advertisingId } : undefined;
}

/**
 * What has no place of its own in `context`. `name` is that of a program there, and no person's; ids of phones go, and a place is
 * kept coarsely.
 */
function contextOf(context: Context): Record<string, unknown> | undefined {
  const left = remainder(context, KNOWN_IN_CONTEXT);
  if (!left) return undefined;
  const programs = ['app', 'os'].flatMap((place) => {
    const { name, ...rest } = isObject(left[place]) ? left[place] : {};
    return name === undefined ? [] : [[place, { product: name, ...rest }]];
  });
  const { device, location } = left;
  return {
    ...left,
    ...Object.fromEntries(programs),
    ...(isObject(device) && { device: remainder(device, PHONE_IDS) ?? {} }),
    ...(isObject(location) && { location: withoutPosition(location) }),
  };
}

function withoutPosition(location: JsonObject): JsonObject {
  const coarse = ['latitude', 'longitude'].filter((name) => location[name] != null);
  return { ...location, ...Object.fromEntries(coarse.map((name) => [name, coarseDegrees(location[name])])) };
}

function problemOf(code: string | undefined): string {
  if (code === 'too_big') return 'longer than allowed';
  return code === 'invalid_value' ? 'not one of the known values' : 'of another type than expected';
}

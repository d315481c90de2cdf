import { dead, ok, type Result } from '@stellwerk/pipeline';
import type { Action, Call, CampaignFacts, PageFacts } from '../../domain/call.js';
import type { ClientTimes } from '../../domain/event-time.js';
import type { Identifier } from '../../domain/identity-keys.js';
import { freeProperties, trackAction } from '../../domain/track-action.js';
import type { CallFacts } from '../protocol.js';
import { remainder } from '../values.js';
import { type PostHogEvent, type PostHogProperties, posthogEvent } from './event.js';

/** Properties that have a place of their own, or name the project. What an event says about a person is kept as `$set`. */
const PLACED = new Set(
  ['token', 'distinct_id', '$device_id', '$user_id', '$anon_distinct_id', 'alias', '$insert_id', '$current_url'].concat(
    ['$pathname', '$referrer', 'title', 'utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'],
    ['$raw_user_agent', '$browser_language', '$locale', '$timezone', '$screen_width', '$screen_height', '$ip'],
    ['$lib', '$lib_version', '$consent', '$set', '$set_once'],
  ),
);
/** Fields beside the properties that have a place of their own, name the project or a person, or say nothing of what happened. */
const PLACED_IN_EVENT = new Set(
  ['event', 'uuid', 'properties', '$set', '$set_once', 'timestamp', 'offset', 'sent_at', 'type'].concat(
    ['api_key', 'token', '$token', 'distinct_id', '$distinct_id', '$device_id', '$user_id', '$anon_distinct_id'],
    ['alias', '$insert_id', 'messageId', 'ip', '$ip', 'library', 'library_version'],
  ),
);
const IDENTIFYING = new Set(['$identify', '$create_alias', '$merge_dangerously', '$set']);
/** What posthog-js sends in place of an id when it may not have one. */
const NO_ID = '$posthog_cookieless';
/** What posthog-js sends in place of a referrer that does not exist. */
const NO_REFERRER = '$direct';

/** Checks the types of an event and says it in the words of the door. */
export function toCall(raw: unknown, facts: CallFacts): Result<Call> {
  const parsed = posthogEvent.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const problem = issue?.code === 'too_big' ? 'longer than allowed' : 'of another type than expected';
    return dead('EVENT_INVALID', { field: issue?.path.join('.') ?? '', problem });
  }
  const event = parsed.data;
  const properties = event.properties ?? {};
  if (event.event.trim() === '') return dead('EVENT_INVALID', { field: 'event', problem: 'an event needs a name' });
  return ok({
    action: () => actionOf(event.event, properties, facts.defaultCurrency),
    name: (event.event === '$screen' && properties.$screen_name) || event.event,
    messageId: event.uuid || properties.$insert_id || undefined,
    identifiers: identifiersOf(event, properties),
    traits: [event.$set, properties.$set, event.$set_once, properties.$set_once].filter((traits) => traits != null),
    times: timesOf(event, properties, facts),
    signals: properties.$consent == null ? [] : [{ type: 'categories', raw: properties.$consent }],
    page: pageOf(properties),
    campaign: campaignOf(properties),
    device: {
      userAgent: properties.$raw_user_agent ?? undefined,
      locale: properties.$browser_language ?? properties.$locale ?? undefined,
      timezone: properties.$timezone ?? undefined,
      screen: screenOf(properties),
      ip: properties.$ip ?? undefined,
    },
    ...libraryOf(event, properties),
    properties: propertiesOf(event, properties),
  });
}

function actionOf(name: string, properties: PostHogProperties, defaultCurrency: string): Action {
  if (name === '$pageview') return { kind: 'View', surface: 'page' };
  if (name === '$screen') return { kind: 'View', surface: 'screen' };
  if (IDENTIFYING.has(name)) return { kind: 'Identify' };
  if (name === '$autocapture' && properties.$event_type === 'click') {
    const target = properties.$external_click_url ?? properties.$el_text;
    return { kind: 'Click', ...(target && { target }) };
  }
  return trackAction(name, properties, defaultCurrency, 'properties');
}

/**
 * `distinct_id` is the device until somebody is identified and the user's id from then on. The browser says which by
 * `$is_identified` and `$device_id`; on servers it is a user unless the event asks for no person profile.
 */
function identifiersOf(event: PostHogEvent, properties: PostHogProperties): Identifier[] {
  const distinctId = event.distinct_id ?? event.$distinct_id ?? properties.distinct_id;
  const device = properties.$device_id;
  const isAnonymous =
    properties.$is_identified === false ||
    (device != null && String(device) === String(distinctId)) ||
    (device == null && properties.$is_identified !== true && properties.$process_person_profile === false);
  const found: Identifier[] = [];
  const add = (namespace: Identifier['namespace'], value: string | number | null | undefined) => {
    if (value != null && value !== NO_ID) found.push({ namespace, value: String(value) });
  };
  add(isAnonymous ? 'device' : 'login', distinctId);
  add('device', device);
  add('device', properties.$anon_distinct_id);
  // An alias joins two ids of which either may be the one from before the login; PostHog keeps no name spaces.
  if (event.event === '$create_alias' || event.event === '$merge_dangerously') {
    add('login', properties.alias);
    add('device', properties.alias);
  }
  return found;
}

/** `offset` counts back from the sending, so that it needs no clock but ours. */
function timesOf(event: PostHogEvent, properties: PostHogProperties, facts: CallFacts): ClientTimes {
  if (event.timestamp == null && event.offset != null) {
    const happened = new Date(facts.receivedAtMs - event.offset);
    return { timestamp: Number.isNaN(happened.getTime()) ? 'offset' : happened.toISOString(), sentAt: undefined };
  }
  const sentAt = properties.$ignore_sent_at ? undefined : facts.sentAt;
  return { timestamp: event.timestamp ?? undefined, sentAt };
}

function pageOf(properties: PostHogProperties): PageFacts {
  const referrer = properties.$referrer === NO_REFERRER ? undefined : properties.$referrer;
  return {
    url: properties.$current_url ?? undefined,
    path: properties.$pathname ?? undefined,
    title: properties.title ?? undefined,
    referrer: referrer ?? undefined,
  };
}

function campaignOf(properties: PostHogProperties): CampaignFacts {
  return {
    source: properties.utm_source ?? undefined,
    medium: properties.utm_medium ?? undefined,
    name: properties.utm_campaign ?? undefined,
    term: properties.utm_term ?? undefined,
    content: properties.utm_content ?? undefined,
  };
}

/** Libraries of servers have named themselves beside the properties, older ones only there. */
function libraryOf(event: PostHogEvent, { $lib, $lib_version: version }: PostHogProperties): Pick<Call, 'library'> {
  if ($lib) return { library: `${$lib}@${version ?? ''}` };
  return event.library ? { library: `${event.library}@${event.library_version ?? ''}` } : {};
}

function screenOf({ $screen_width: width, $screen_height: height }: PostHogProperties): string | undefined {
  return width && height ? `${width}x${height}` : undefined;
}

function propertiesOf(event: PostHogEvent, properties: PostHogProperties): Record<string, unknown> {
  const set = remainder({ ...properties.$set, ...event.$set }, new Set());
  const setOnce = remainder({ ...properties.$set_once, ...event.$set_once }, new Set());
  const more = remainder(event, PLACED_IN_EVENT);
  return {
    ...remainder(freeProperties(event.event, properties, PLACED), new Set()),
    ...(set && { $set: set }),
    ...(setOnce && { $set_once: setOnce }),
    ...(more && { $event: more }),
  };
}

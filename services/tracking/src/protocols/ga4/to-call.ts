import { deterministicId } from '@stellwerk/contracts';
import { ok, type Result } from '@stellwerk/pipeline';
import type { Call, CampaignFacts, DeviceFacts, PageFacts } from '../../domain/call.js';
import type { Identifier } from '../../domain/identity-keys.js';
import { isObject } from '../../domain/object.js';
import type { CallFacts } from '../protocol.js';
import { actionOf } from './action.js';
import { propertiesOf, userPropertiesOf } from './properties.js';
import type { Ga4Raw } from './request.js';
import { millisecondsOf } from './time.js';

type Fields = Readonly<Record<string, unknown>>;

const MINUTE_MS = 60_000;

/** Says an event of the Measurement Protocol in the words of the door; its request has been validated already. */
export function toCall(raw: unknown, facts: CallFacts): Result<Call> {
  const { request, event, occurrence } = raw as Ga4Raw;
  const params = isObject(event.params) ? event.params : {};
  const name = String(event.name);
  const atMs = [event.timestamp_micros, params.timestamp_micros, request.timestamp_micros]
    .map(millisecondsOf)
    .find((ms) => ms !== undefined);
  const page = pageOf(params);
  return ok({
    action: () => actionOf(name, params, facts.defaultCurrency),
    name: nameOf(name, params),
    messageId: messageIdOf(raw as Ga4Raw, name, params, atMs, facts.receivedAtMs, occurrence),
    identifiers: identifiersOf(request),
    traits: [userPropertiesOf(request), request.user_data].filter(isObject),
    times: { timestamp: atMs === undefined ? undefined : new Date(atMs).toISOString(), sentAt: undefined },
    signals: [],
    page,
    campaign: campaignOf(name, params),
    device: deviceOf(request, params),
    properties: propertiesOf(request, name, params, facts.request.query),
  });
}

/** A screen is called by its name; everything else is called as the event is. */
function nameOf(name: string, params: Fields): string {
  const screen = name === 'screen_view' ? (textOf(params.screen_name) ?? textOf(params.firebase_screen)) : undefined;
  return (screen ?? name).slice(0, 256);
}

/**
 * The protocol has no id, so it is made of what makes an event one: `event_id` where the client has such a parameter; the
 * transaction of a purchase; else sender, name, parameters and time. Without a time of its own an event belongs to the minute
 * it came in: a request that is repeated at once is one event, the same thing done later is another.
 */
function messageIdOf(
  { request }: Ga4Raw,
  name: string,
  params: Fields,
  atMs: number | undefined,
  receivedAtMs: number,
  occurrence: number,
): string {
  const own = textOf(params.event_id);
  if (own !== undefined && own.length <= 256) return own;
  const transaction = textOf(params.transaction_id);
  if (name === 'purchase' && transaction !== undefined) return deterministicId('ga4', 'purchase', transaction);
  const sender = textOf(request.client_id) ?? textOf(request.app_instance_id) ?? '';
  const time = atMs === undefined ? `minute ${Math.floor(receivedAtMs / MINUTE_MS)}` : String(atMs);
  return deterministicId('ga4', sender, name, time, occurrence, JSON.stringify(params));
}

function identifiersOf({ user_id, client_id, app_instance_id }: Fields): Identifier[] {
  const found: Identifier[] = [];
  const add = (namespace: Identifier['namespace'], value: unknown) => {
    const text = typeof value === 'number' ? String(value) : textOf(value);
    if (text !== undefined && text.length <= 512) found.push({ namespace, value: text });
  };
  add('login', user_id);
  add('device', client_id);
  add('device', app_instance_id);
  return found;
}

function pageOf(params: Fields): PageFacts {
  const url = textOf(params.page_location);
  return {
    url,
    path: textOf(params.page_path) ?? (url === undefined ? undefined : URL.parse(url)?.pathname),
    title: textOf(params.page_title),
    referrer: textOf(params.page_referrer),
  };
}

/** `campaign_details` tells by parameters what other events tell by the address of their page. */
function campaignOf(name: string, { source, medium, campaign, campaign_id, term, content }: Fields): CampaignFacts {
  if (name !== 'campaign_details') return {};
  const facts = { source, medium, name: campaign, id: campaign_id, term, content };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => typeof value === 'string' && value !== ''));
}

function deviceOf({ user_agent, ip_override, device }: Fields, params: Fields): DeviceFacts {
  const { language, screen_resolution } = isObject(device) ? device : {};
  return {
    userAgent: textOf(user_agent),
    locale: bounded(language ?? params.language, 35),
    screen: bounded(screen_resolution ?? params.screen_resolution, 32),
    ip: bounded(ip_override, 64),
  };
}

function bounded(value: unknown, max: number): string | undefined {
  const text = textOf(value);
  return text !== undefined && text.length <= max ? text : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

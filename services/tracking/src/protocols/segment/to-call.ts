import { dead, ok, type Result } from '@stellwerk/pipeline';
import type { Action, Call, CampaignFacts, PageFacts } from '../../domain/call.js';
import { commerceKind, readOrder, readProducts, readValue } from '../../domain/commerce.js';
import type { ConsentSignal } from '../../domain/consent/signal.js';
import type { Identifier } from '../../domain/identity-keys.js';
import type { CallFacts } from '../protocol.js';
import { type SegmentCall, segmentCall } from './call.js';
import { segmentRoute } from './route.js';

/** Fields of `properties` that have a place of their own in the canonical event. */
const PLACED = new Set(['url', 'path', 'title', 'referrer', 'search', 'order_id', 'orderId', 'products']);

/** Checks the types of a call and the fields its type cannot do without, and says it in the words of the door. */
export function toCall(raw: unknown, { request, sentAt, defaultCurrency }: CallFacts): Result<Call> {
  const { routeType } = segmentRoute(request.path);
  const typed = isObject(raw) && raw.type === undefined && routeType !== undefined ? { ...raw, type: routeType } : raw;
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
    traits: [call.traits, context?.traits].filter((traits) => traits != null),
    times: {
      timestamp: call.originalTimestamp ?? call.timestamp ?? undefined,
      sentAt: call.sentAt ?? sentAt,
    },
    signals: signalsOf(context?.consent),
    page: pageOf(call),
    campaign: campaignOf(context?.campaign),
    device: {
      userAgent: context?.userAgent ?? undefined,
      locale: context?.locale ?? undefined,
      timezone: context?.timezone ?? undefined,
      ip: context?.ip ?? undefined,
    },
    ...(library?.name && { library: `${library.name}@${library.version ?? ''}` }),
    properties: propertiesOf(call),
  });
}

function actionOf(call: SegmentCall, defaultCurrency: string): Action {
  const properties = call.properties ?? {};
  if (call.type === 'page' || call.type === 'screen') return { kind: 'View', surface: call.type };
  if (call.type === 'identify' || call.type === 'alias') return { kind: 'Identify' };
  const kind = call.type === 'track' ? commerceKind(call.event ?? '') : undefined;
  switch (kind) {
    case 'Purchase': {
      const order = readOrder(properties, defaultCurrency, 'properties');
      return { kind, ...order, products: readProducts(properties, defaultCurrency, 'properties') };
    }
    case 'AddToCart':
    case 'ContentView':
      return { kind, products: readProducts(properties, defaultCurrency, 'properties') };
    case 'Click': {
      const target = properties.href ?? properties.url ?? properties.label;
      return { kind, ...(typeof target === 'string' && { target }) };
    }
    case undefined: {
      const value = readValue(properties, defaultCurrency, 'properties');
      return { kind: 'Custom', ...(value && { value }) };
    }
  }
}

function nameOf(call: SegmentCall): string {
  const name = call.type === 'track' ? call.event : (call.name ?? call.category);
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
  return found;
}

function signalsOf(consent: unknown): ConsentSignal[] {
  return consent === undefined || consent === null ? [] : [{ type: 'categories', raw: consent }];
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

type SegmentCampaign = NonNullable<NonNullable<SegmentCall['context']>['campaign']>;

function campaignOf(campaign: SegmentCampaign | null | undefined): CampaignFacts {
  const { source, medium, name, term, content } = campaign ?? {};
  const facts = { source, medium, name, term, content };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => typeof value === 'string'));
}

/** What has no place of its own: properties, traits, and the group. */
function propertiesOf(call: SegmentCall): Record<string, unknown> {
  const own = Object.entries(call.properties ?? {}).filter(([name]) => !PLACED.has(name));
  return {
    ...Object.fromEntries(own),
    ...(call.traits && { traits: call.traits }),
    ...(call.groupId != null && { groupId: String(call.groupId) }),
  };
}

function problemOf(code: string | undefined): string {
  if (code === 'too_big') return 'longer than allowed';
  return code === 'invalid_value' ? 'not one of the known values' : 'of another type than expected';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

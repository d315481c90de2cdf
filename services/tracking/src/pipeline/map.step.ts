import { defaultPerson, deterministicId, type TrackedEvent } from '@stellwerk/contracts';
import { dead, ok, type Result } from '@stellwerk/pipeline';
import type { ConsentDecision } from '../domain/consent.js';
import { createRedactor, minimiseProperties, minimiseUrl, type Redact, truncateIp } from '../domain/minimise.js';
import type { SegmentCall } from '../protocols/segment/call.js';
import { commerceKind, FieldProblem, readOrder, readProducts, readValue } from '../protocols/segment/commerce.js';
import type { IncomingCall } from './call.js';
import type { Identified } from './identify.step.js';

/** A call whose person, consent and time are known. */
export type ReadCall = IncomingCall & Identified & { call: SegmentCall; consent: ConsentDecision; eventTimeMs: number };

/** What a mapped event is before its contract is checked. */
export type Draft = { readonly kind: TrackedEvent['kind'] } & Record<string, unknown>;

/** Fields of `properties` that have a place of their own in the canonical event. */
const PLACED = new Set(['url', 'path', 'title', 'referrer', 'search', 'order_id', 'orderId', 'products']);

/** Maps a call to the canonical event and leaves behind everything that is not needed of the person. */
export const createMapStep = () =>
  function mapStep<Input extends ReadCall>(input: Input): Result<Input & { draft: Draft }> {
    try {
      const redact = createRedactor(input.rawIdentifiers);
      return ok({ ...input, draft: { ...commonPart(input, redact), ...kindPart(input, redact) } });
    } catch (error) {
      if (error instanceof FieldProblem) {
        return dead('EVENT_INVALID', { field: `properties.${error.field}`, problem: error.problem });
      }
      throw error;
    }
  };

function commonPart(input: ReadCall, redact: Redact): Record<string, unknown> {
  const { call, context, consent } = input;
  const { tenant, name: source } = context.source;
  const messageId = call.messageId ?? deterministicId('content', JSON.stringify(input.raw));
  const policy = context.consentPolicy;
  const library = call.context?.library;
  return {
    // Hashed, because clients put readable things into message ids.
    eventId: deterministicId('event', tenant, source, messageId),
    messageId: redact(messageId),
    tenant,
    source,
    name: redact(nameOf(call)),
    eventTime: new Date(input.eventTimeMs).toISOString(),
    receivedAt: new Date(input.receivedAtMs).toISOString(),
    personKey: input.personKey,
    person: defaultPerson(tenant, input.personKey),
    keys: input.keys,
    consent: { purposes: consent.purposes, policy: `${policy.name}@${policy.version}`, reason: consent.reason },
    ...withValue('page', pageOf(call, redact)),
    ...withValue('campaign', campaignOf(call, redact)),
    ...withValue('device', deviceOf(input)),
    ...withValue('library', library?.name ? `${library.name}@${library.version ?? ''}`.slice(0, 128) : undefined),
    properties: propertiesOf(call, redact),
  };
}

function kindPart(input: ReadCall, redact: Redact): { kind: TrackedEvent['kind'] } & Record<string, unknown> {
  const { call, context } = input;
  const properties = call.properties ?? {};
  const currency = context.tenant.spec.currency;
  if (call.type === 'page' || call.type === 'screen') return { kind: 'View', surface: call.type };
  if (call.type === 'identify' || call.type === 'alias') return { kind: 'Identify' };
  switch (call.type === 'track' ? commerceKind(call.event ?? '') : undefined) {
    case 'Purchase':
      return { kind: 'Purchase', ...readOrder(properties, currency), products: readProducts(properties, currency) };
    case 'AddToCart':
      return { kind: 'AddToCart', products: readProducts(properties, currency) };
    case 'ContentView':
      return { kind: 'ContentView', products: readProducts(properties, currency) };
    case 'Click': {
      const target = properties.href ?? properties.url ?? properties.label;
      return { kind: 'Click', ...(typeof target === 'string' && { target: redact(target).slice(0, 512) }) };
    }
    case undefined:
      return { kind: 'Custom', ...withValue('value', readValue(properties, currency)) };
  }
}

function nameOf(call: SegmentCall): string {
  const name = call.type === 'track' ? call.event : (call.name ?? call.category);
  return name?.trim() || call.type;
}

function pageOf(call: SegmentCall, redact: Redact): Record<string, string> | undefined {
  const properties = call.properties ?? {};
  const page = call.context?.page;
  const pick = (name: 'url' | 'path' | 'title' | 'referrer'): string | undefined => {
    const own = call.type === 'page' ? properties[name] : undefined;
    return (typeof own === 'string' ? own : page?.[name]) || undefined;
  };
  const address = minimiseUrl(pick('url'), redact);
  const path = pick('path')?.split(/[?#]/, 1)[0];
  return compact({
    url: address?.url,
    path: path === undefined ? undefined : redact(path).slice(0, 2_048),
    host: address?.host,
    title: bounded(pick('title'), 512, redact),
    referrer: minimiseUrl(pick('referrer'), redact)?.url,
  });
}

function campaignOf(call: SegmentCall, redact: Redact): Record<string, string> | undefined {
  const campaign = call.context?.campaign;
  if (!campaign) return undefined;
  const { source, medium, name, term, content } = campaign;
  const entries = Object.entries({ source, medium, name, term, content });
  return compact(Object.fromEntries(entries.map(([key, value]) => [key, bounded(value ?? undefined, 256, redact)])));
}

function deviceOf({ call, transport }: ReadCall): Record<string, string> | undefined {
  const context = call.context;
  return compact({
    userAgent: (context?.userAgent ?? transport.userAgent)?.slice(0, 512),
    locale: context?.locale ?? undefined,
    timezone: context?.timezone ?? undefined,
    ip: truncateIp(context?.ip ?? transport.ip),
  });
}

/** What has no place of its own: properties, traits, the group, and what the client added to the context. */
function propertiesOf(call: SegmentCall, redact: Redact): Record<string, unknown> {
  const own = Object.entries(call.properties ?? {}).filter(([name]) => !PLACED.has(name));
  const free = {
    ...Object.fromEntries(own),
    ...(call.traits && { traits: call.traits }),
    ...(call.groupId != null && { groupId: String(call.groupId) }),
  };
  return minimiseProperties(free, redact);
}

function bounded(text: string | undefined, max: number, redact: Redact): string | undefined {
  return text === undefined || text === '' ? undefined : redact(text).slice(0, max);
}

function compact(fields: Readonly<Record<string, string | undefined>>): Record<string, string> | undefined {
  const entries = Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function withValue(name: string, value: unknown): Record<string, unknown> {
  return value === undefined ? {} : { [name]: value };
}

import { ok, type Result } from '@stellwerk/pipeline';
import type { ConsentDecision } from '../domain/consent/decide.js';
import type { Draft } from './map.step.js';

/** Fields that name nobody, kept as they are. */
const KEPT = [
  ...[
    'kind',
    'surface',
    'eventId',
    'tenant',
    'source',
    'name',
    'eventTime',
    'receivedAt',
    'personKey',
    'person',
    'keys',
  ],
  ...['consent', 'agent', 'library', 'products', 'total', 'value'],
] as const;

/** Leaves of an event that is counted without identifiers only what could have come from anybody. */
export const createCookielessStep = () =>
  function cookielessStep<Input extends { draft: Draft; consent: ConsentDecision }>(input: Input): Result<Input> {
    return ok(input.consent.mode === 'cookieless' ? { ...input, draft: withoutIdentifiers(input.draft) } : input);
  };

function withoutIdentifiers(draft: Draft): Draft {
  const kept = Object.fromEntries(KEPT.filter((name) => name in draft).map((name) => [name, draft[name]]));
  const { eventId } = draft;
  return {
    ...kept,
    kind: draft.kind,
    // Clients put ids of their own into these.
    messageId: eventId,
    ...('orderId' in draft && { orderId: eventId }),
    ...parts(draft, 'page', ['path', 'host', 'title']),
    ...parts(draft, 'campaign', ['source', 'medium', 'name']),
    ...parts(draft, 'referrer', ['medium', 'source']),
    ...parts(draft, 'device', ['browser', 'os', 'class']),
    ...parts(draft, 'geo', ['country']),
    properties: {},
  };
}

function parts(draft: Draft, name: string, wanted: readonly string[]): Record<string, unknown> {
  const given = draft[name];
  if (typeof given !== 'object' || given === null) return {};
  const left = Object.entries(given).filter(([field, value]) => value !== undefined && wanted.includes(field));
  return left.length === 0 ? {} : { [name]: Object.fromEntries(left) };
}

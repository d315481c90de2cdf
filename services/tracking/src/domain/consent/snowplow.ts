import type { ControlSpec } from '@stellwerk/contracts';
import { isObject } from '../object.js';
import { purposesOf } from './categories.js';
import { NO_PURPOSES } from './purpose-set.js';
import { MAX_SIGNAL_CHARACTERS, notUnderstood, type SignalReading, understood } from './reading.js';
import { grantsOnly, REFUSES_ALL, refusesOnly, SILENT, type Statement } from './statement.js';

type Policy = ControlSpec<'consent-policy'>;
type Data = Readonly<Record<string, unknown>>;

const SCHEMA = /^iglu:com\.snowplowanalytics\.snowplow\/(?<name>[a-z_]{1,64})\/jsonschema\/1-\d{1,3}-\d{1,3}$/;
const MAX_TEXTS = 100;
const MAX_TEXT_CHARACTERS = 128;

/**
 * Reads Snowplow's consent entities and events of one call together: documents say what a grant or a withdrawal is about.
 * Ids and names of documents and consent scopes are categories of the policy. `atMs` is the time of receipt.
 */
export function readSnowplow(all: readonly unknown[], policy: Policy, atMs: number): SignalReading[] {
  const documents = all.flatMap((raw) => {
    const entity = entityOf(raw);
    return entity?.name === 'consent_document' ? textsOf([entity.data.id, entity.data.name]) : [];
  });
  return all.map((raw) => readEntity(raw, documents, policy, atMs));
}

/** Whether an entity or event changes what a person has said, rather than repeating it. */
export function isSnowplowChange(raw: unknown): boolean {
  const entity = entityOf(raw);
  if (entity?.name === 'consent_preferences') return !SILENT_EVENTS.has(String(entity.data.eventType));
  return entity?.name === 'consent_granted' || entity?.name === 'consent_withdrawn';
}

const SILENT_EVENTS: ReadonlySet<string> = new Set(['pending', 'implicit_consent']);

function readEntity(raw: unknown, documents: readonly string[], policy: Policy, atMs: number): SignalReading {
  const entity = entityOf(raw);
  if (!entity) return notUnderstood(raw, 'not a consent entity of Snowplow');
  const { name, data } = entity;
  switch (name) {
    case 'consent_preferences':
      return readPreferences(data, policy);
    case 'consent_granted': {
      const expiryMs = data.expiry == null ? undefined : Date.parse(String(data.expiry));
      if (Number.isNaN(expiryMs)) return notUnderstood(raw, 'expiry is not a time');
      const isOver = expiryMs !== undefined && expiryMs <= atMs;
      const granted = isOver ? NO_PURPOSES : purposesOf(documents, policy);
      const parsed = { event: name, documents, ...(isOver && { expired: true }) };
      return kept(name, parsed, isOver ? REFUSES_ALL : { granted, refused: NO_PURPOSES });
    }
    case 'consent_withdrawn': {
      const refused = purposesOf(documents, policy);
      // What was withdrawn cannot be told: then everything was.
      const isAll = data.all === true || refused === NO_PURPOSES;
      return kept(name, { event: name, documents, all: isAll }, isAll ? REFUSES_ALL : refusesOnly(refused));
    }
    case 'consent_document':
      return kept(name, { document: textsOf([data.id, data.name]) }, SILENT);
    case 'cmp_visible':
    case 'gdpr':
      // That a banner was shown, or which legal basis the sender claims, is nobody's consent.
      return kept(name, {}, SILENT);
    default:
      return notUnderstood(raw, 'a schema that is no consent entity');
  }
}

function readPreferences(data: Data, policy: Policy): SignalReading {
  const eventType = String(data.eventType);
  const scopes = Array.isArray(data.consentScopes) ? textsOf(data.consentScopes) : [];
  const parsed = { eventType, scopes };
  const name = 'consent_preferences';
  if (SILENT_EVENTS.has(eventType)) return kept(name, parsed, SILENT);
  if (['deny_all', 'withdrawn', 'expired'].includes(eventType)) return kept(name, parsed, REFUSES_ALL);
  if (!['allow_all', 'allow_selected'].includes(eventType)) return notUnderstood('', 'an unknown eventType');
  return kept(name, parsed, grantsOnly(purposesOf(scopes, policy)));
}

function kept(schema: string, parsed: Readonly<Record<string, unknown>>, statement: Statement): SignalReading {
  const raw = JSON.stringify({ schema, ...parsed });
  if (raw.length > MAX_SIGNAL_CHARACTERS) return notUnderstood('', 'longer than a consent entity');
  return understood(raw, undefined, statement);
}

function entityOf(raw: unknown): { readonly name: string; readonly data: Data } | undefined {
  if (!isObject(raw) || typeof raw.schema !== 'string' || raw.schema.length > 256) return undefined;
  const name = SCHEMA.exec(raw.schema)?.groups?.name;
  const { data = {} } = raw;
  return name !== undefined && isObject(data) ? { name, data } : undefined;
}

/** Texts among values, bounded; what is longer than a name is none. */
function textsOf(values: readonly unknown[]): string[] {
  return values
    .slice(0, MAX_TEXTS)
    .filter((value): value is string => typeof value === 'string' && value.length <= MAX_TEXT_CHARACTERS);
}

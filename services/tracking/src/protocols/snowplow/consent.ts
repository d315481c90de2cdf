import type { ConsentSignal } from '../../domain/consent/signal.js';
import type { SelfDescribing } from './self-describing.js';

const VENDOR = 'com.snowplowanalytics.snowplow';
/** Schemas that say what somebody agreed to, as events or as entities. `gdpr` says why data are processed, not whether. */
const CONSENT = new Set(
  ['consent_preferences', 'consent_granted', 'consent_withdrawn'].map((name) => `${VENDOR}/${name}`),
);
const DOCUMENT = `${VENDOR}/consent_document`;

/** Signals of an event, and beside them the documents that a grant or a withdrawal is about: each with its schema. */
export function signalsOf(event: SelfDescribing | undefined, entities: readonly SelfDescribing[]): ConsentSignal[] {
  const all = event ? [event, ...entities] : entities;
  if (!all.some(({ name }) => CONSENT.has(name))) return [];
  return all
    .filter(({ name }) => CONSENT.has(name) || name === DOCUMENT)
    .map(({ schema, data }) => ({ type: 'snowplow', raw: { schema, data } }));
}

import type { ConsentSignal } from '../../domain/consent/signal.js';
import type { SelfDescribing } from './self-describing.js';

const VENDOR = 'com.snowplowanalytics.snowplow';
/** Schemas that say what somebody agreed to, as events or as entities. `gdpr` says why data are processed, not whether. */
const CONSENT = new Set(
  ['consent_preferences', 'consent_granted', 'consent_withdrawn'].map((name) => `${VENDOR}/${name}`),
);
const DOCUMENT = `${VENDOR}/consent_document`;

/** Signals of an event: schema and data, with the documents that consent was given to where the tracker attached any. */
export function signalsOf(event: SelfDescribing | undefined, entities: readonly SelfDescribing[]): ConsentSignal[] {
  const documents = entities.filter(({ name }) => name === DOCUMENT).map(({ data }) => data);
  return [...(event ? [event] : []), ...entities]
    .filter(({ name }) => CONSENT.has(name))
    .map(({ schema, data }) => ({
      type: 'snowplow',
      raw: { schema, data, ...(documents.length > 0 && { documents }) },
    }));
}

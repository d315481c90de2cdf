import type { TrackedEvent } from '@stellwerk/contracts';
import type { Redact } from '../personal-data/redactor.js';
import type { ConsentDecision } from './decide.js';

/** Signals that are texts of a format; nobody can write a name into one without breaking it. */
const IS_CODED: ReadonlySet<string> = new Set(['gcs', 'gcd', 'tcf', 'gpp', 'gpc']);

/** What of a decision stays with the event, so that it can be proved from the stored row. */
export function consentOnEvent(decision: ConsentDecision, redact: Redact): TrackedEvent['consent'] {
  const { purposes, policy, reason, region, mode, signals, destinations } = decision;
  return {
    purposes: [...purposes],
    policy,
    reason,
    region,
    ...(mode !== 'identified' && { mode }),
    ...(signals.length > 0 && {
      signals: signals.map(({ type, raw, parsed, granted, refused }) => ({
        type,
        raw: IS_CODED.has(type) ? raw : redact(raw),
        ...(parsed && { parsed: { ...parsed } }),
        granted: [...granted],
        refused: [...refused],
      })),
    }),
    ...(destinations.length > 0 && { destinations: [...destinations] }),
  };
}

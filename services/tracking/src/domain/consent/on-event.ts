import type { TrackedEvent } from '@stellwerk/contracts';
import type { Redact } from '../personal-data/redactor.js';
import type { ConsentDecision } from './decide.js';

/** Signals that are texts of a format; what is in none is shown as far as tells what it was meant to be. */
const IS_CODED: ReadonlySet<string> = new Set(['gcs', 'gcd', 'tcf', 'gpp', 'gpc']);
const SHOWN_CHARACTERS = 64;

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
      signals: signals.map(({ type, raw, isFormat, parsed, granted, refused }) => ({
        type,
        raw: isFormat ? raw : shown(type, redact(raw)),
        ...(parsed && { parsed: { ...parsed } }),
        granted: [...granted],
        refused: [...refused],
      })),
    }),
    ...(destinations.length > 0 && { destinations: [...destinations] }),
  };
}

// Cut only once it is redacted: half an address is none that the redactor knows.
const shown = (type: string, redacted: string) => (IS_CODED.has(type) ? redacted.slice(0, SHOWN_CHARACTERS) : redacted);

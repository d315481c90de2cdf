import { type Purpose, purposes } from '@stellwerk/contracts';
import type { ConsentDecision, SignalOutcome } from './decide.js';
import type { ConsentSignal } from './signal.js';

/** What a request said about consent, in a form that can lie beside an original until it is replayed. */
export interface RememberedConsent {
  readonly region: string;
  readonly signals: readonly { readonly type: string; readonly raw: string }[];
}

/** Formats without room for a name; they are remembered as sent, because a vendor may be asked about later. */
const CODED = ['tcf', 'gpp', 'gpc'] as const;
const isCoded = (type: string): type is (typeof CODED)[number] => (CODED as readonly string[]).includes(type);

/** Remembers what the signals of a request said, without anything that a client may have written freely. */
export function rememberConsent({ region, signals }: ConsentDecision): RememberedConsent {
  return { region, signals: signals.map(remembered) };
}

/** The signals of a request again. None of them grants what it did not grant then. */
export function recallSignals({ signals }: RememberedConsent): ConsentSignal[] {
  return signals.map(({ type, raw }) =>
    isCoded(type) ? { type, raw } : { type: 'purposes', raw: type === 'purposes' ? parsed(raw) : undefined },
  );
}

function remembered({ type, raw, parsed: says, problem, granted, refused }: SignalOutcome): {
  type: string;
  raw: string;
} {
  // A string of which the client said that it does not apply is remembered by its silence.
  if (problem === undefined && isCoded(type) && says?.gdprApplies !== false) return { type, raw };
  const answer = (purpose: Purpose) =>
    granted.includes(purpose) ? [[purpose, true]] : refused.includes(purpose) ? [[purpose, false]] : [];
  return { type: 'purposes', raw: JSON.stringify(Object.fromEntries(purposes.flatMap(answer))) };
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}

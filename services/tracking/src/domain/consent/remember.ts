import { type Purpose, purposes } from '@stellwerk/contracts';
import type { ConsentDecision, SignalOutcome } from './decide.js';
import type { ConsentSignal } from './signal.js';

type RememberedSignal = { readonly type: string; readonly raw: string; readonly gdprApplies?: boolean | undefined };

/** What a request said about consent, in a form that can lie beside an original until it is replayed. */
export interface RememberedConsent {
  readonly region: string;
  /** What told the region: the address of a browser, or the batch for all calls in it; absent = whoever sent the request. */
  readonly regionBy?: 'browser' | 'batch' | undefined;
  readonly signals: readonly RememberedSignal[];
}

/** Formats without room for a name; they are remembered as sent, because a vendor may be asked about later. */
const CODED = ['tcf', 'gpp', 'gpc'] as const;
const isCoded = (type: string): type is (typeof CODED)[number] => (CODED as readonly string[]).includes(type);

/** Remembers what the signals of a request said, without anything that a client may have written freely. */
export function rememberConsent(
  { region, signals }: Pick<ConsentDecision, 'region' | 'signals'>,
  regionBy?: RememberedConsent['regionBy'],
): RememberedConsent {
  return { region, ...(regionBy && { regionBy }), signals: signals.map(remembered) };
}

/** The signals of a request again. None of them grants what it did not grant then. */
export function recallSignals({ signals }: RememberedConsent): ConsentSignal[] {
  return signals.map(({ type, raw, gdprApplies }) =>
    isCoded(type)
      ? { type, raw, ...(type === 'tcf' && gdprApplies !== undefined && { gdprApplies }) }
      : { type: 'purposes', raw: type === 'purposes' ? parsed(raw) : undefined },
  );
}

function remembered({ type, raw, isFormat, parsed: says, granted, refused }: SignalOutcome): RememberedSignal {
  // Where the person turns out to be may decide that a string applies after all; one of no format then refuses as it would have.
  if (says?.gdprApplies === false) return { type, raw: isFormat ? raw : '', gdprApplies: false };
  if (isFormat && isCoded(type)) return { type, raw };
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

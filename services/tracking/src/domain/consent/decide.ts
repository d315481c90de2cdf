import type { ControlSpec, Purpose } from '@stellwerk/contracts';
import { type Destination, permittedDestinations } from './destinations.js';
import { hasPurpose, NO_PURPOSES, type PurposeSet, purposeNames, purposeSet } from './purpose-set.js';
import { readSignals } from './read-signals.js';
import type { SignalReading } from './reading.js';
import { type RegionTerms, termsOf } from './region.js';
import type { ConsentSignal, ConsentSignalType } from './signal.js';
import { mostRestrictive, REFUSES_ALL, type Statement } from './statement.js';

/** Everything a decision rests on. */
export interface ConsentQuestion {
  readonly policy: { readonly name: string; readonly version: number; readonly spec: ControlSpec<'consent-policy'> };
  readonly signals: readonly ConsentSignal[];
  /** Where the person is: ISO 3166 (`DE`, `US-CA`) or `EEA`; anything else is unknown. */
  readonly region: string | undefined;
  readonly destinations: readonly Destination[];
  /** Time of receipt, milliseconds since 1970. */
  readonly atMs: number;
}

/** What a single signal came to. */
export interface SignalOutcome {
  readonly type: ConsentSignalType;
  /** As sent, bounded; the known fields of an object as JSON. */
  readonly raw: string;
  /** Whether `raw` is a text of its format, in which nobody can write freely. */
  readonly isFormat: boolean;
  /** What it says in plain names; `undefined` where `raw` says it plainly already, or says nothing that can be read. */
  readonly parsed: Readonly<Record<string, unknown>> | undefined;
  /** Why it was not understood; `undefined` where it was. */
  readonly problem: string | undefined;
  readonly granted: readonly Purpose[];
  readonly refused: readonly Purpose[];
}

/** What may be done with an event, and why. */
export interface ConsentDecision {
  readonly purposes: readonly Purpose[];
  /** Whether anything of the event may be kept beside a count. */
  readonly mayStore: boolean;
  /** `cookieless` = only under an id of the day, without anything that the client said about who somebody is. */
  readonly mode: 'identified' | 'cookieless';
  readonly reason: string;
  /** Policy that decided, `name@version`. */
  readonly policy: string;
  readonly region: string;
  readonly signals: readonly SignalOutcome[];
  /** Names of the destination documents that the event may go to. */
  readonly destinations: readonly string[];
  /** What the signals say together, before the defaults of the region. */
  readonly stated: { readonly granted: readonly Purpose[]; readonly refused: readonly Purpose[] };
}

/** More signals than one event can have reason to carry. */
const MAX_SIGNALS = 32;

/**
 * Decides by the tenant's policy. A purpose that one signal refuses is refused; one that a signal grants is granted; one of
 * which none speaks follows the default of the region, which is nothing in the EEA, the United Kingdom, Switzerland and
 * unknown regions unless the policy names them. A signal that cannot be understood refuses all.
 */
export function decideConsent(question: ConsentQuestion): ConsentDecision {
  const { policy, region, atMs } = question;
  const terms = termsOf(policy.spec, region);
  const signals = question.signals.slice(0, MAX_SIGNALS);
  const { readings, statements } = readSignals(signals, { policy: policy.spec, terms, atMs });
  const stated = mostRestrictive(statements);
  const problem = problemOf(question.signals, readings, terms);
  const identified = problem === undefined ? grantedBy(stated, terms) : NO_PURPOSES;
  const { storagePurpose } = policy.spec;
  const isIdentified = hasPurpose(identified, storagePurpose);
  const cookieless = isIdentified || problem?.isMalformed ? NO_PURPOSES : cookielessPurposes(policy.spec, stated);
  const isCookieless = hasPurpose(cookieless, storagePurpose);
  const granted = isCookieless ? cookieless : identified;
  return {
    purposes: purposeNames(granted),
    mayStore: isIdentified || isCookieless,
    mode: isCookieless ? 'cookieless' : 'identified',
    reason: isCookieless ? 'cookieless' : (problem?.reason ?? reasonOf(signals, stated, identified)),
    policy: `${policy.name}@${policy.version}`,
    region: terms.region,
    signals: signals.map((signal, index) => outcomeOf(signal, readings[index] as SignalReading)),
    // What has no person behind it is nothing to forward.
    destinations: isIdentified ? permittedDestinations(question.destinations, identified, stringsOf(readings)) : [],
    stated: { granted: purposeNames(stated.granted), refused: purposeNames(stated.refused) },
  };
}

function grantedBy(stated: Statement, { defaultPurposes }: RegionTerms): PurposeSet {
  return (stated.granted | purposeSet(defaultPurposes)) & ~stated.refused;
}

/**
 * What may be kept without identifiers of somebody who did not allow storage. Opt-outs and refusals of other purposes hold
 * here too; whether a refusal of storage itself does is for the policy to say.
 */
function cookielessPurposes(policy: ControlSpec<'consent-policy'>, { refused }: Statement): PurposeSet {
  const { withoutStorage, cookieless, storagePurpose } = policy;
  if (withoutStorage !== 'cookieless' || !cookieless) return NO_PURPOSES;
  const storage = purposeSet([storagePurpose]);
  const held = cookieless.afterRefusal ? refused & ~storage : refused;
  return purposeSet(cookieless.purposes) & ~held;
}

interface Problem {
  readonly reason: string;
  readonly isMalformed: boolean;
}

/** Why nothing is granted whatever the signals say. */
function problemOf(
  signals: readonly ConsentSignal[],
  readings: readonly SignalReading[],
  { requiredSignals }: RegionTerms,
): Problem | undefined {
  if (signals.length > MAX_SIGNALS) return { reason: 'too many consent signals', isMalformed: true };
  const unread = readings.findIndex(({ understood }) => !understood);
  if (unread >= 0) return { reason: `consent not understood: ${signals[unread]?.type}`, isMalformed: true };
  const missing = requiredSignals.find((type) => !signals.some((signal) => signal.type === type));
  return missing === undefined ? undefined : { reason: `required signal missing: ${missing}`, isMalformed: false };
}

function reasonOf(signals: readonly ConsentSignal[], stated: Statement, granted: PurposeSet): string {
  const kinds = [...new Set(signals.map(({ type }) => type))].join(', ');
  if ((stated.granted | stated.refused) !== NO_PURPOSES) return `signals: ${kinds}`.slice(0, 80);
  return granted === NO_PURPOSES ? 'no signal' : 'policy default';
}

const stringsOf = (readings: readonly SignalReading[]) =>
  readings.flatMap((reading) => (reading.understood ? reading.tcf : []));

function outcomeOf({ type }: ConsentSignal, reading: SignalReading): SignalOutcome {
  const { granted, refused } = reading.understood ? reading.statement : REFUSES_ALL;
  return {
    type,
    raw: reading.raw,
    isFormat: reading.understood && reading.isFormat,
    parsed: reading.understood ? reading.parsed : undefined,
    problem: reading.understood ? undefined : reading.problem,
    granted: purposeNames(granted),
    refused: purposeNames(refused),
  };
}

import type { ControlSpec } from '@stellwerk/contracts';
import { readCategories, readPurposes } from './categories.js';
import { type GoogleReading, type GoogleStates, mergeGoogle, readGa4, readGcd, readGcs } from './google.js';
import { readGpc } from './gpc.js';
import { readGpp } from './gpp/read.js';
import { purposeSet } from './purpose-set.js';
import { notUnderstood, type SignalReading } from './reading.js';
import type { RegionTerms } from './region.js';
import type { ConsentSignal } from './signal.js';
import { readSnowplow } from './snowplow.js';
import type { Statement } from './statement.js';
import { readTcf } from './tcf/read.js';

/** What signals are read under. */
export interface ReadingTerms {
  readonly policy: ControlSpec<'consent-policy'>;
  readonly terms: RegionTerms;
  /** Time of receipt, milliseconds since 1970. */
  readonly atMs: number;
}

/** All signals of an event as understood, in their order, and what they say: one statement each, Google's together. */
export interface ReadSignals {
  readonly readings: readonly SignalReading[];
  readonly statements: readonly Statement[];
}

/** Reads every signal; those that only mean something together, Google's and Snowplow's, are read together. */
export function readSignals(signals: readonly ConsentSignal[], given: ReadingTerms): ReadSignals {
  const snowplow = signals.filter((signal) => signal.type === 'snowplow').map(({ raw }) => raw);
  const ofSnowplow = snowplow.length > 0 ? readSnowplow(snowplow, given.policy, given.atMs) : [];
  const google: GoogleStates[] = [];
  const statements: Statement[] = [];
  let nextOfSnowplow = 0;
  const readings = signals.map((signal): SignalReading => {
    const ofGoogle = readGoogle(signal, given.policy);
    if (ofGoogle?.states) google.push(ofGoogle.states);
    const reading =
      ofGoogle?.reading ??
      (signal.type === 'snowplow' ? (ofSnowplow[nextOfSnowplow++] as SignalReading) : readOther(signal, given));
    if (!ofGoogle && reading.understood) statements.push(reading.statement);
    return reading;
  });
  if (google.length > 0) statements.push(mergeGoogle(google));
  return { readings, statements };
}

function readGoogle(signal: ConsentSignal, policy: ReadingTerms['policy']): GoogleReading | undefined {
  if (signal.type === 'gcs') return readGcs(signal.raw);
  if (signal.type === 'gcd') return readGcd(signal.raw, policy);
  return signal.type === 'ga4' ? readGa4(signal.raw) : undefined;
}

function readOther(signal: ConsentSignal, { policy, terms }: ReadingTerms): SignalReading {
  switch (signal.type) {
    case 'categories':
      return readCategories(signal.raw, policy);
    case 'purposes':
      return readPurposes(signal.raw);
    case 'tcf':
      return readTcf(signal.raw, signal.gdprApplies, policy.tcf, terms.isProtected);
    case 'gpp':
      return readGpp(signal.raw, policy);
    case 'gpc':
      return readGpc(signal.raw, purposeSet(terms.gpcRefuses));
    default:
      return notUnderstood(signal.raw, 'a kind of signal that nobody reads');
  }
}

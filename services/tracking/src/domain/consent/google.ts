import { type ControlSpec, purposes } from '@stellwerk/contracts';
import { type GoogleSignal, googleSignals, purposeNeeds } from './mapping.js';
import { purposeSet } from './purpose-set.js';
import { MAX_FREE_CHARACTERS, notUnderstood, type SignalReading, understood } from './reading.js';
import type { Statement } from './statement.js';

export type GoogleState = 'granted' | 'denied' | 'unset';
/** What consent mode says of each of its signals. */
export type GoogleStates = Readonly<Record<GoogleSignal, GoogleState>>;

/** A signal of Google: what it says by itself, and its states for the merger with the others. */
export interface GoogleReading {
  readonly reading: SignalReading;
  readonly states: GoogleStates | undefined;
}

const UNSET: GoogleStates = {
  ad_storage: 'unset',
  analytics_storage: 'unset',
  ad_user_data: 'unset',
  ad_personalization: 'unset',
};
const DENIED: GoogleStates = {
  ad_storage: 'denied',
  analytics_storage: 'denied',
  ad_user_data: 'denied',
  ad_personalization: 'denied',
};

const GCS_STATES: Readonly<Record<string, GoogleState>> = { '1': 'granted', '0': 'denied', '-': 'unset' };

/** Letters of gcd: state by default and by update in one (table by Markus Baersch, quoted on simoahava.com). */
const GCD_STATES: Readonly<Record<string, GoogleState>> = {
  l: 'unset',
  p: 'denied',
  q: 'denied',
  m: 'denied',
  u: 'denied',
  t: 'granted',
  r: 'granted',
  n: 'granted',
  v: 'granted',
};
/** Every text that may be one of consent mode, known or not. */
const GCS = /^G1[01-]{2}$/;
const GCD = /^\d\d(?:[a-z]\d){4,6}$/i;
const KNOWN_PREFIXES: readonly string[] = ['11'];

/** `G1xy`: ad_storage and analytics_storage. Another form denies all of them; another character its signal. */
export function readGcs(raw: unknown): GoogleReading {
  if (typeof raw !== 'string') return { reading: notUnderstood(raw, 'not a text'), states: undefined };
  const match = /^G1(.)(.)$/s.exec(raw);
  const state = (character: string | undefined) => GCS_STATES[character ?? ''] ?? 'denied';
  return asReading(raw, match ? { ...UNSET, ad_storage: state(match[1]), analytics_storage: state(match[2]) } : DENIED);
}

/**
 * `11p1r1t1u5`: a letter per signal. Google does not document the format, so an unknown letter denies its signal, and another
 * prefix or length all of them. Newer prefixes, which may carry a fifth letter, are read where the policy names them.
 */
export function readGcd(raw: unknown, policy: ControlSpec<'consent-policy'>): GoogleReading {
  if (typeof raw !== 'string') return { reading: notUnderstood(raw, 'not a text'), states: undefined };
  const gcdPrefixes = policy.gcdPrefixes ?? KNOWN_PREFIXES;
  const match = /^(\d\d)(.)\d(.)\d(.)\d(.)\d(?:[a-z]\d)?$/s.exec(raw);
  const prefix = match?.[1] ?? '';
  const isKnown =
    match !== null && gcdPrefixes.includes(prefix) && (raw.length === 10 || !KNOWN_PREFIXES.includes(prefix));
  if (!isKnown) return asReading(raw, DENIED);
  const states = googleSignals.map((signal, index) => [signal, GCD_STATES[match[index + 2] as string] ?? 'denied']);
  return asReading(raw, Object.fromEntries(states) as GoogleStates);
}

/** `{ad_user_data, ad_personalization}` of the Measurement Protocol, each GRANTED or DENIED; another value denies. */
export function readGa4(raw: unknown): GoogleReading {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return { reading: notUnderstood(raw, 'not an object'), states: undefined };
  }
  const given = Object.entries(raw).filter(
    ([name, value]) => isGoogleSignal(name) && value !== undefined && value !== null,
  );
  const states = given.map(([name, value]) => [name, value === 'GRANTED' ? 'granted' : 'denied']);
  const kept = Object.fromEntries(
    given.map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, 16) : '?']),
  );
  return asReading(JSON.stringify(kept), { ...UNSET, ...Object.fromEntries(states) });
}

/** One statement of all that Google's signals say together: denied by one is denied, and a purpose may need several. */
export function mergeGoogle(all: readonly GoogleStates[]): Statement {
  const merged = (signal: GoogleSignal): GoogleState => {
    if (all.some((states) => states[signal] === 'denied')) return 'denied';
    return all.some((states) => states[signal] === 'granted') ? 'granted' : 'unset';
  };
  const needed = (purpose: (typeof purposes)[number]) => purposeNeeds[purpose].google.map(merged);
  return {
    granted: purposeSet(purposes.filter((purpose) => needed(purpose).every((state) => state === 'granted'))),
    refused: purposeSet(purposes.filter((purpose) => needed(purpose).includes('denied'))),
  };
}

const asReading = (raw: string, states: GoogleStates): GoogleReading => ({
  reading: understood(raw.slice(0, MAX_FREE_CHARACTERS), states, mergeGoogle([states]), {
    isFormat: GCS.test(raw) || GCD.test(raw),
  }),
  states,
});

const isGoogleSignal = (name: string) => (googleSignals as readonly string[]).includes(name);

import { type ControlSpec, type Purpose, purposes } from '@stellwerk/contracts';
import { isObject } from '../object.js';
import { NO_PURPOSES, type PurposeSet, purposeSet } from './purpose-set.js';
import { MAX_SIGNAL_CHARACTERS, notUnderstood, type SignalReading, understood } from './reading.js';
import { grantsOnly } from './statement.js';

type Policy = ControlSpec<'consent-policy'>;

/** Bounds of what a consent manager may send. */
const MAX_CATEGORIES = 200;
const MAX_NAME_CHARACTERS = 128;

/** Categories as granted and refused names, whoever sent them. */
interface Categories {
  readonly granted: readonly string[];
  readonly refused: readonly string[];
  /** Whether one granted category is enough for a purpose although another one that covers it is refused. */
  readonly oneIsEnough: boolean;
}

/**
 * Reads the categories of a consent manager: Segment's `{categoryPreferences}`, RudderStack's `{allowedConsentIds,
 * deniedConsentIds, provider, resolutionStrategy}`. They speak of every purpose: what is not granted is refused. Categories
 * that the policy does not know grant nothing.
 */
export function readCategories(raw: unknown, policy: Policy): SignalReading {
  if (!isObject(raw)) return notUnderstood(raw, 'not an object');
  const read = 'categoryPreferences' in raw ? readSegment(raw.categoryPreferences) : readRudderStack(raw);
  if (typeof read === 'string') return notUnderstood(raw, read);
  const { categories, kept } = read;
  const text = JSON.stringify(kept);
  if (text.length > MAX_SIGNAL_CHARACTERS) return notUnderstood(raw, 'longer than a list of categories');
  const { granted, refused, oneIsEnough } = categories;
  const allowed = purposesOf(granted, policy);
  const forbidden = oneIsEnough ? NO_PURPOSES : purposesOf(refused, policy);
  return understood(text, undefined, grantsOnly(allowed & ~forbidden));
}

/** Reads purposes of the platform by name: `{analytics_store: true, ad_profile: false}`; of the others it says nothing. */
export function readPurposes(raw: unknown): SignalReading {
  if (!isObject(raw)) return notUnderstood(raw, 'not an object');
  const entries = Object.entries(raw);
  if (!entries.every(([name, value]) => isPurpose(name) && typeof value === 'boolean')) {
    return notUnderstood(raw, 'not purposes of the platform with true or false');
  }
  const named = (answer: boolean) => purposeSet(purposes.filter((name) => raw[name] === answer));
  return understood(JSON.stringify(raw), undefined, { granted: named(true), refused: named(false) });
}

/** Purposes that categories stand for; names that the policy does not know stand for none. */
export function purposesOf(categories: readonly string[], policy: Policy): PurposeSet {
  let set = NO_PURPOSES;
  for (const category of categories) {
    if (Object.hasOwn(policy.categories, category)) set |= purposeSet(policy.categories[category] ?? []);
  }
  return set;
}

type Read = { readonly categories: Categories; readonly kept: object } | string;

function readSegment(preferences: unknown): Read {
  if (!isObject(preferences)) return 'categoryPreferences is not an object';
  const entries = Object.entries(preferences);
  if (entries.length > MAX_CATEGORIES) return 'too many categories';
  if (!entries.every(([name, answer]) => name.length <= MAX_NAME_CHARACTERS && typeof answer === 'boolean')) {
    return 'categories are not names with true or false';
  }
  const named = (wanted: boolean) => entries.filter(([, answer]) => answer === wanted).map(([name]) => name);
  return {
    categories: { granted: named(true), refused: named(false), oneIsEnough: false },
    kept: { categoryPreferences: Object.fromEntries(entries) },
  };
}

/** Strategies by name: whether one allowed id is enough. `any` and `all` are RudderStack's later words. */
const STRATEGIES: Readonly<Record<string, boolean>> = { and: false, all: false, or: true, any: true };

function readRudderStack(raw: Readonly<Record<string, unknown>>): Read {
  const { allowedConsentIds, deniedConsentIds, provider, resolutionStrategy = 'and' } = raw;
  if (allowedConsentIds === undefined && deniedConsentIds === undefined) return 'no categories';
  const allowed = idsOf(allowedConsentIds);
  const denied = idsOf(deniedConsentIds);
  if (!allowed || !denied) return 'ids are not lists of texts';
  const strategy = String(resolutionStrategy);
  const oneIsEnough = Object.hasOwn(STRATEGIES, strategy) ? STRATEGIES[strategy] : undefined;
  if (oneIsEnough === undefined) return 'an unknown resolutionStrategy';
  return {
    // An id in both lists is denied.
    categories: { granted: allowed.filter((id) => !denied.includes(id)), refused: denied, oneIsEnough },
    kept: {
      allowedConsentIds: allowed,
      deniedConsentIds: denied,
      resolutionStrategy: strategy,
      ...(typeof provider === 'string' && { provider: provider.slice(0, 32) }),
    },
  };
}

/** A list of ids, or an object whose names are the ids, as some consent managers are read; none where absent. */
function idsOf(given: unknown): readonly string[] | undefined {
  if (given === undefined || given === null) return [];
  const ids: unknown[] | undefined = Array.isArray(given) ? given : isObject(given) ? Object.keys(given) : undefined;
  if (!ids || ids.length > MAX_CATEGORIES) return undefined;
  const fits = ids.every((id) => typeof id === 'string' && id.length <= MAX_NAME_CHARACTERS);
  return fits ? (ids as string[]) : undefined;
}

const isPurpose = (name: string): name is Purpose => (purposes as readonly string[]).includes(name);

import { type ControlSpec, type Purpose, purposes } from '@stellwerk/contracts';
import type { ConsentSignal } from './signal.js';

/** What a consent manager said, once it has been read. */
type Categories =
  | { readonly kind: 'categories'; readonly categories: Readonly<Record<string, boolean>> }
  | { readonly kind: 'malformed' };

/** What may be done with an event, and why. */
export interface ConsentDecision {
  readonly purposes: readonly Purpose[];
  readonly reason: string;
  /** Whether the event may be kept at all. */
  readonly mayStore: boolean;
}

/** Everything a decision rests on. */
export interface ConsentQuestion {
  readonly policy: ControlSpec<'consent-policy'>;
  readonly signals: readonly ConsentSignal[];
}

/**
 * Decides by the tenant's policy. A purpose needs a granted category that covers it and no refused one: the most restrictive
 * signal wins. Categories that the policy does not know grant nothing; a signal that cannot be understood refuses all.
 */
export function decideConsent({ policy, signals }: ConsentQuestion): ConsentDecision {
  if (signals.length === 0) return decision(policy, policy.defaultPurposes, 'policy default');
  let granted: readonly Purpose[] = purposes;
  for (const signal of signals) {
    const read = signal.type === 'categories' ? readCategories(signal.raw) : { kind: 'malformed' as const };
    if (read.kind === 'malformed') return decision(policy, [], 'consent not understood');
    const allowed = allowedBy(policy, read.categories);
    granted = granted.filter((purpose) => allowed.includes(purpose));
  }
  return decision(policy, granted, 'categories');
}

/** Reads Segment's `context.consent`; anything that cannot be understood counts as refusal. */
function readCategories(consent: unknown): Categories {
  if (typeof consent !== 'object' || consent === null || !('categoryPreferences' in consent)) {
    return { kind: 'malformed' };
  }
  const { categoryPreferences } = consent;
  if (typeof categoryPreferences !== 'object' || categoryPreferences === null) return { kind: 'malformed' };
  const entries = Object.entries(categoryPreferences);
  if (!entries.every(([, granted]) => typeof granted === 'boolean')) return { kind: 'malformed' };
  return { kind: 'categories', categories: Object.fromEntries(entries) };
}

function allowedBy(
  policy: ControlSpec<'consent-policy'>,
  categories: Readonly<Record<string, boolean>>,
): readonly Purpose[] {
  const covered = (granted: boolean) =>
    new Set(
      Object.entries(categories)
        .filter(([category, answer]) => answer === granted && Object.hasOwn(policy.categories, category))
        .flatMap(([category]) => policy.categories[category] ?? []),
    );
  const allowed = covered(true);
  const refused = covered(false);
  return purposes.filter((purpose) => allowed.has(purpose) && !refused.has(purpose));
}

function decision(policy: ControlSpec<'consent-policy'>, granted: readonly Purpose[], reason: string): ConsentDecision {
  return { purposes: granted, reason, mayStore: granted.includes(policy.storagePurpose) };
}

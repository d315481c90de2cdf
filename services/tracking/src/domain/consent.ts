import { type ControlSpec, type Purpose, purposes } from '@stellwerk/contracts';

/** What a client said about consent: categories of its consent manager, or nothing. */
export type ConsentSignal =
  | { readonly kind: 'absent' }
  | { readonly kind: 'categories'; readonly categories: Readonly<Record<string, boolean>> }
  | { readonly kind: 'malformed' };

/** What may be done with an event, and why. */
export interface ConsentDecision {
  readonly purposes: readonly Purpose[];
  readonly reason: string;
  /** Whether the event may be kept at all. */
  readonly mayStore: boolean;
}

/** Reads Segment's `context.consent`; anything that cannot be understood counts as refusal. */
export function readSegmentConsent(consent: unknown): ConsentSignal {
  if (consent === undefined || consent === null) return { kind: 'absent' };
  if (typeof consent !== 'object' || !('categoryPreferences' in consent)) return { kind: 'malformed' };
  const { categoryPreferences } = consent;
  if (typeof categoryPreferences !== 'object' || categoryPreferences === null) return { kind: 'malformed' };
  const entries = Object.entries(categoryPreferences);
  if (!entries.every(([, granted]) => typeof granted === 'boolean')) return { kind: 'malformed' };
  return { kind: 'categories', categories: Object.fromEntries(entries) };
}

/**
 * Decides by the tenant's policy. A purpose needs a granted category that covers it and no refused one: the most restrictive
 * signal wins. Categories that the policy does not know grant nothing.
 */
export function decideConsent(policy: ControlSpec<'consent-policy'>, signal: ConsentSignal): ConsentDecision {
  if (signal.kind === 'malformed') return decision(policy, [], 'consent not understood');
  if (signal.kind === 'absent') return decision(policy, policy.defaultPurposes, 'policy default');
  const covered = (granted: boolean) =>
    new Set(
      Object.entries(signal.categories)
        .filter(([category, answer]) => answer === granted && Object.hasOwn(policy.categories, category))
        .flatMap(([category]) => policy.categories[category] ?? []),
    );
  const allowed = covered(true);
  const refused = covered(false);
  return decision(
    policy,
    purposes.filter((purpose) => allowed.has(purpose) && !refused.has(purpose)),
    'categories',
  );
}

function decision(policy: ControlSpec<'consent-policy'>, granted: readonly Purpose[], reason: string): ConsentDecision {
  return { purposes: granted, reason, mayStore: granted.includes(policy.storagePurpose) };
}

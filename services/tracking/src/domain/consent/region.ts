import type { ControlSpec } from '@stellwerk/contracts';

type Policy = ControlSpec<'consent-policy'>;
type RegionRule = NonNullable<Policy['regions']>[number];

/** Where nobody knows the region. */
export const UNKNOWN_REGION = 'unknown';

/** European Economic Area: the European Union, Iceland, Liechtenstein and Norway. */
const EEA = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO'.split(' '),
);
/** Regions where nothing is allowed without a signal unless a rule of the policy names them. */
const isProtected = (region: string) =>
  region === UNKNOWN_REGION || region === 'EEA' || ['GB', 'CH'].includes(countryOf(region)) || isEea(region);

/** Finds where a sender is: by its address, or by what is known of the tenant. The answer may be any text. */
export type RegionOf = (ip: string | undefined, tenantRegion: string) => string;

/** What governs a region. */
export interface RegionTerms {
  /** Normalised: `DE`, `US-CA`, `EEA` or `unknown`. */
  readonly region: string;
  readonly isProtected: boolean;
  /** Granted where no signal speaks of a purpose. */
  readonly defaultPurposes: RegionRule['defaultPurposes'];
  readonly requiredSignals: NonNullable<RegionRule['requiredSignals']>;
  readonly gpcRefuses: NonNullable<RegionRule['gpcRefuses']>;
}

/** Finds the terms of a region: the first rule that names it, its country or its group, else the default of the policy. */
export function termsOf(policy: Policy, given: string | undefined): RegionTerms {
  const region = normaliseRegion(given);
  const rule = policy.regions?.find(({ regions }) => regions.some((name) => covers(name, region)));
  const protectedRegion = isProtected(region);
  return {
    region,
    isProtected: protectedRegion,
    defaultPurposes: rule?.defaultPurposes ?? (protectedRegion ? [] : policy.defaultPurposes),
    requiredSignals: rule?.requiredSignals ?? [],
    gpcRefuses: rule?.gpcRefuses ?? [],
  };
}

/** A region in the form of the policy documents; what has another form is unknown. */
export function normaliseRegion(given: string | undefined): string {
  const upper = given?.trim().toUpperCase() ?? '';
  if (upper === 'UK') return 'GB';
  // "EU" and "ZZ" are no countries: reserved, and set aside for what is unknown.
  if (upper === 'EU') return 'EEA';
  if (upper === 'ZZ' || upper === 'XX') return UNKNOWN_REGION;
  return /^([A-Z]{2}(-[A-Z0-9]{1,3})?|EEA)$/.test(upper) ? upper : UNKNOWN_REGION;
}

function covers(name: string, region: string): boolean {
  return name === region || name === countryOf(region) || (name === 'EEA' && isEea(region));
}

const isEea = (region: string) => EEA.has(countryOf(region));

const countryOf = (region: string) => (region.includes('-') ? region.slice(0, region.indexOf('-')) : region);

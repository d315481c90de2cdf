import type { Provenance } from '../text-check.js';

/** How far a value may decide: from what nobody vouches for to what the operator wrote. Ordered. */
export const integrities = ['untrusted', 'endorsed', 'trusted'] as const;
export type Integrity = (typeof integrities)[number];

/** Who may see a value. Ordered, from everybody to nobody but its owner. */
export const confidentialities = ['public', 'internal', 'personal', 'secret'] as const;
export type Confidentiality = (typeof confidentialities)[number];

/** What is known of a value's origin. Labels travel with values and only get stricter as values are joined. */
export interface Label {
  readonly integrity: Integrity;
  readonly confidentiality: Confidentiality;
  /** Names of origins, sorted, at most {@link MAX_ORIGINS}; for people who ask why. */
  readonly origins: readonly string[];
}

export const MAX_ORIGINS = 32;

/** The label of what the operator wrote and everybody may see: joining it changes nothing. */
export const TRUSTED_PUBLIC: Label = Object.freeze({ integrity: 'trusted', confidentiality: 'public', origins: [] });

/** Whether `integrity` is at least `required`. */
export const isAtLeast = (integrity: Integrity, required: Integrity): boolean =>
  integrities.indexOf(integrity) >= integrities.indexOf(required);

/** Whether somebody cleared up to `clearance` may see what is `confidentiality`. */
export const isVisibleTo = (confidentiality: Confidentiality, clearance: Confidentiality): boolean =>
  confidentialities.indexOf(confidentiality) <= confidentialities.indexOf(clearance);

/** The label of a value made from both: as untrusted as the worse, as confidential as the stricter (Denning 1976). */
export function joinLabels(left: Label, right: Label): Label {
  return {
    integrity: isAtLeast(left.integrity, right.integrity) ? right.integrity : left.integrity,
    confidentiality: isVisibleTo(left.confidentiality, right.confidentiality)
      ? right.confidentiality
      : left.confidentiality,
    origins: [...new Set([...left.origins, ...right.origins])].sort().slice(0, MAX_ORIGINS),
  };
}

/** What a text is trusted with by where it comes from: a user decides for themselves, documents and tools decide nothing. */
export const integrityOf: Readonly<Record<Provenance, Integrity>> = {
  system: 'trusted',
  user: 'trusted',
  document: 'untrusted',
  tool: 'untrusted',
  // What a model wrote is as good as what it read; the task's label says how good that was.
  output: 'untrusted',
};

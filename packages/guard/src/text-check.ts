/** Where a text comes from; it decides thresholds, labels and what the text may cause. */
export const provenances = ['system', 'user', 'document', 'tool', 'output'] as const;
export type Provenance = (typeof provenances)[number];

export const findingCategories = [
  'schema',
  'language',
  'obfuscation',
  'injection',
  'secret',
  'personal-data',
  'toxicity',
  'leak',
  'claim',
  'brand',
  'accessibility',
  'disclosure',
  'failure',
] as const;
export type FindingCategory = (typeof findingCategories)[number];

/** What makes a finding harmless: another text in place of its span; an empty text removes it. */
export interface Remedy {
  readonly text: string;
}

/** Something a detector saw. `start` and `end` are UTF-16 offsets into the text as it was given, end exclusive. */
export interface Finding {
  /** Stable id of the rule, such as `injection.override` or `personal-data.iban`. */
  readonly rule: string;
  readonly category: FindingCategory;
  readonly start: number;
  readonly end: number;
  /** Calibrated probability that the finding is true, 0..1. */
  readonly score: number;
  /** How the text had to be read to see it: `text`, or the decoders applied, outermost first, such as `base64` or `homoglyphs>leet`. */
  readonly layer: string;
  readonly remedy?: Remedy;
  /** The policy only watches this rule: the finding is reported and does not decide. */
  readonly shadow?: true;
  /** What a person needs to know beyond the rule, such as the timeout that ended a detector. */
  readonly detail?: string;
}

export const verdicts = ['allow', 'flag', 'repair', 'block'] as const;
export type Verdict = (typeof verdicts)[number];

/** The verdict on one sentence of a text. */
export interface SentenceVerdict {
  readonly start: number;
  readonly end: number;
  readonly verdict: Verdict;
  /** Rules of the findings in it. */
  readonly rules: readonly string[];
  /** The sentence with the remedies of its findings, where its verdict is `repair`. */
  readonly text?: string;
}

/** What one check says about one text. */
export interface TextCheck {
  readonly verdict: Verdict;
  /** Which detectors looked: the fast ones alone, or the deep ones as well. */
  readonly tier: 'fast' | 'deep';
  readonly findings: readonly Finding[];
  /** The text to use: repaired where the verdict is `repair`, else as it was given. */
  readonly text: string;
  /** Sentences that do not pass, with their verdicts; of outputs and documents. */
  readonly sentences: readonly SentenceVerdict[];
  /** Name and version of the policy that decided. */
  readonly policy: string;
  /** The policy asks for the deep tier, or the fast score lies in its band: a caller that has the models should ask them. */
  readonly wantsDeep: boolean;
}

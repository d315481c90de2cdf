/** Where a text comes from; it decides thresholds, labels and what the text may cause. */
export const provenances = ['system', 'user', 'document', 'tool', 'output'] as const;
export type Provenance = (typeof provenances)[number];

export type FindingCategory =
  | 'schema'
  | 'language'
  | 'obfuscation'
  | 'injection'
  | 'secret'
  | 'personal-data'
  | 'toxicity'
  | 'leak'
  | 'claim'
  | 'brand'
  | 'accessibility'
  | 'failure';

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
}

export type Verdict = 'allow' | 'flag' | 'repair' | 'block';

/** What one check says about one text. */
export interface TextCheck {
  readonly verdict: Verdict;
  /** Which detectors looked: the fast ones alone, or the deep ones as well. */
  readonly tier: 'fast' | 'deep';
  readonly findings: readonly Finding[];
}

import type { View } from '../canonicalise/view.js';
import type { Finding, Provenance } from '../text-check.js';

/** What a detector gets to look at. */
export interface CheckedText {
  readonly text: string;
  readonly provenance: Provenance;
  /** Readings of the text, the plainest first; made once, for all detectors. */
  readonly views: readonly View[];
  /** Texts that an answer must be covered by. */
  readonly sources: readonly string[];
}

/** One kind of look at a text. Pure: what it needs beyond the text, it was built with. */
export interface Detector {
  /** Family of its rules, such as `injection`; also the name under which it fails. */
  readonly id: string;
  readonly provenances: readonly Provenance[];
  readonly detect: (checked: CheckedText) => readonly Finding[];
}

/**
 * The deep tier: models that cost tens of milliseconds a sentence. It is not part of this package; whoever has the models
 * gives them, and says `deep` in the tier of what they looked at.
 */
export interface DeepModels {
  /** Probability that each sentence is an injection, from an embedding of it. */
  injection(sentences: readonly string[]): Promise<readonly number[]>;
  /** Names and addresses, in windows of at most 512 tokens; offsets into the text. */
  personalData(text: string): Promise<readonly Finding[]>;
}

import type { View } from '../canonicalise/view.js';
import type { Entity } from '../personal-data/entity.js';
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
  /** Highest score of any part of the text, below the thresholds too: what the band of the deep tier is compared with. */
  readonly highestScore?: (checked: CheckedText) => number;
}

/**
 * The models of the deep tier, which cost tens of milliseconds a sentence. They are not part of this package; whoever has
 * them gives them to `createDeepChecker`.
 */
export interface DeepModels {
  /** Vector of each sentence by the embedding model that the shipped sentence head was trained on, read as a query. */
  vectors(sentences: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]>;
  /** Persons, streets and places; UTF-16 offsets into the text. */
  names(text: string, signal: AbortSignal): Promise<readonly Entity[]>;
}

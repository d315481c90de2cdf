import type { EntityType } from '../entity.js';

/** A run of groups that may be an identifier. */
export interface Code {
  /** Letters and digits alone, upper case. */
  readonly characters: string;
  /** As it stands in the view. */
  readonly written: string;
  /** Lengths of its groups. */
  readonly groups: readonly number[];
}

/** How sure a form is, without any context and behind its name. */
export interface Scores {
  readonly alone: number;
  readonly announced: number;
}

/** An identifier of a fixed form. One file per type; formats and check rules are those of its issuer. */
export interface CodeType {
  readonly type: EntityType;
  /** Lengths in letters and digits. */
  readonly lengths: readonly number[];
  /** What {@link Code.characters} looks like; no two ways to match, so that it costs one pass. */
  readonly shape: RegExp;
  /** Whether the check digit is right; types without one leave it out. */
  readonly check?: (characters: string) => boolean;
  /** Scores with a right check digit, or of types that have none. */
  readonly right: Scores | ((code: Code) => Scores);
  /** Scores with a wrong check digit: a slip of the pen is still personal data where it is announced. */
  readonly wrong?: Scores;
  /** Words that announce it (see `CueBook`). */
  readonly cues: readonly string[];
}

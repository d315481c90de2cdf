/** What texts are changed with. The two parts share nothing, so that what is learned from one says nothing about the other. */
export interface PerturbationLists {
  /** Words that turn a statement round, each for the other. */
  readonly opposites: Readonly<Record<Language, readonly (readonly [string, string])[]>>;
  /** Names that occur in no source. */
  readonly names: readonly string[];
  /** Frames around a claim that change nothing; `{claim}` is the claim. */
  readonly frames: Readonly<Record<Language, readonly string[]>>;
}

export type Language = 'de' | 'en';
export type Part = 'development' | 'test';

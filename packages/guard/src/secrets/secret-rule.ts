/** A kind of secret by its form. Patterns have bounded repetitions and no two ways to match, so they cost one pass. */
export interface SecretRule {
  /** Stable id, `secret.<what>`. */
  readonly rule: string;
  /** Global; the first group is the secret where there is one, else the whole match. */
  readonly pattern: RegExp;
  /** How sure the form alone is, 0..1. */
  readonly score: number;
  /** What the form does not say: a checksum, a payload, that it is no placeholder. */
  readonly check?: (secret: string, whole: string) => boolean;
}

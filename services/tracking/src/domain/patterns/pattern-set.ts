import { LiteralScanner } from './literal-scanner.js';
import { requiredLiterals } from './required-literals.js';

/**
 * Many regular expressions over one short text. One pass over the text finds which of them can match at all; only these
 * are tried, in their order, so a thousand patterns cost little more than the few whose words occur.
 */
export class PatternSet {
  readonly #scanner: LiteralScanner;
  /** Patterns that need a literal, by the index of the literal. */
  readonly #byLiteral: readonly (readonly number[])[];
  /** Patterns without a literal of their own: always tried. */
  readonly #always: readonly number[];

  constructor(private readonly patterns: readonly RegExp[]) {
    const users = new Map<string, number[]>();
    const always: number[] = [];
    for (const [index, { source }] of patterns.entries()) {
      const literals = requiredLiterals(source);
      if (!literals) always.push(index);
      for (const literal of literals ?? []) {
        const known = users.get(literal);
        if (known) known.push(index);
        else users.set(literal, [index]);
      }
    }
    this.#scanner = new LiteralScanner([...users.keys()]);
    this.#byLiteral = [...users.values()];
    this.#always = always;
  }

  /** The first pattern that matches, in the order given, with its groups. */
  first(text: string): { readonly index: number; readonly match: RegExpExecArray } | undefined {
    for (const index of this.#candidates(text)) {
      const match = this.patterns[index]?.exec(text);
      if (match) return { index, match };
    }
    return undefined;
  }

  /** Every pattern that matches, in the order given. */
  all(text: string): number[] {
    return this.#candidates(text).filter((index) => this.patterns[index]?.test(text));
  }

  #candidates(text: string): number[] {
    const found = new Set(this.#always);
    this.#scanner.scan(text.toLowerCase(), (literal) => {
      for (const index of this.#byLiteral[literal] as readonly number[]) found.add(index);
    });
    return [...found].sort((one, other) => one - other);
  }
}

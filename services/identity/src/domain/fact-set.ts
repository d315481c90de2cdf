import { type Fact, factId } from './facts.js';

/**
 * How many statements per pair of keys and rule are kept. More add nothing: strength only orders links of one tier. Keeping
 * the earliest ones is order-neutral, because the smallest of a union are the smallest of the smallest.
 */
export const MAX_STATEMENTS_PER_LINK = 3;

/** The facts of one container, and what has changed since it was read. */
export class FactSet {
  readonly #facts = new Map<string, Fact>();
  readonly #added = new Set<string>();
  readonly #removed = new Set<string>();

  constructor(facts: Iterable<Fact> = []) {
    for (const fact of facts) this.#facts.set(factId(fact), fact);
  }

  get size(): number {
    return this.#facts.size;
  }

  values(): IterableIterator<Fact> {
    return this.#facts.values();
  }

  /** Facts that are new since it was read. */
  added(): Fact[] {
    return [...this.#added].flatMap((id) => this.#facts.get(id) ?? []);
  }

  /** Ids of facts that gave way to earlier ones. */
  removed(): readonly string[] {
    return [...this.#removed];
  }

  add(fact: Fact): void {
    const id = factId(fact);
    if (this.#facts.has(id)) return;
    this.#facts.set(id, fact);
    this.#added.add(id);
    this.#removed.delete(id);
    if (fact.fact === 'assertion') this.#keepEarliest(fact);
  }

  #keepEarliest({ assertion }: Extract<Fact, { fact: 'assertion' }>): void {
    const alike = [...this.#facts.values()]
      .filter((fact) => fact.fact === 'assertion')
      .map((fact) => fact.assertion)
      .filter(
        ({ left, right, rule }) => left === assertion.left && right === assertion.right && rule === assertion.rule,
      );
    if (alike.length <= MAX_STATEMENTS_PER_LINK) return;
    const latest = alike.reduce((a, b) => (isEarlier(a, b) ? b : a));
    this.#facts.delete(latest.assertionId);
    if (!this.#added.delete(latest.assertionId)) this.#removed.add(latest.assertionId);
  }
}

/** Order of statements: by event time, then by id. */
export function isEarlier(
  a: { readonly eventTime: string; readonly assertionId: string },
  b: { readonly eventTime: string; readonly assertionId: string },
): boolean {
  return a.eventTime === b.eventTime ? a.assertionId < b.assertionId : a.eventTime < b.eventTime;
}

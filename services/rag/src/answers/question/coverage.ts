import { says } from '@stellwerk/claims';
import { type Token, tokenise } from '@stellwerk/text';
import { termWeight } from './read.js';

/** Compounds and inflections that a light stem leaves apart share at least this many letters at their beginning. */
const SHARED_BEGINNING = 5;
/** What a word is worth that only begins like the one asked for. */
const KIN = 0.6;

/** How far one of these tokens stands for a term, 0..1. */
function matchOf(term: Token, tokens: readonly Token[]): number {
  let best = 0;
  for (const token of tokens) {
    if (says(token, term)) return 1;
    if (term.kind === 'word' && token.kind === 'word' && isKin(term.stem, token.stem)) best = KIN;
  }
  return best;
}

function isKin(one: string, other: string): boolean {
  const length = Math.min(one.length, other.length);
  if (length < SHARED_BEGINNING) return false;
  return (
    one.slice(0, SHARED_BEGINNING) === other.slice(0, SHARED_BEGINNING) || one.includes(other) || other.includes(one)
  );
}

/** Candidates without any of the terms that are thought beside the given ones, so that few candidates make no rare terms. */
const BACKGROUND = 50;

/**
 * How much of what is asked stands in texts. Terms weigh by their kind and by how rare they are among the candidates:
 * ln(1 + (N − df + ½) / (df + ½)), the inverse document frequency of BM25 (Robertson and Zaragoza 2009, eq. 3.3); a term
 * that none of them has counts most.
 */
export class TermCoverage {
  readonly #matches = new Map<string, readonly number[]>();
  readonly #weights: readonly number[];

  /** @param candidates Texts that say how rare a term is; any text may be asked about. */
  constructor(
    readonly terms: readonly Token[],
    candidates: readonly string[],
  ) {
    const counts = terms.map((_term, index) =>
      candidates.reduce((sum, text) => sum + (this.#matchesOf(text)[index] ?? 0), 0),
    );
    const all = candidates.length + BACKGROUND;
    this.#weights = terms.map((term, index) => {
      const count = counts[index] ?? 0;
      return termWeight(term) * Math.log(1 + (all - count + 0.5) / (count + 0.5));
    });
  }

  /** Weighted share of the terms in a text, 0..1; 0 where nothing is asked for. */
  of(text: string): number {
    return this.#share(text, () => true) ?? 0;
  }

  /** The same of numbers, dates, codes and names alone; 1 where none is asked for. */
  ofValues(text: string): number {
    return this.#share(text, (term) => term.kind !== 'word' || (/^\p{Lu}/u.test(term.text) && term.start > 0)) ?? 1;
  }

  #matchesOf(text: string): readonly number[] {
    const known = this.#matches.get(text);
    if (known) return known;
    const tokens = tokenise(text);
    const made = this.terms.map((term) => matchOf(term, tokens));
    this.#matches.set(text, made);
    return made;
  }

  #share(text: string, counts: (term: Token) => boolean): number | undefined {
    const matches = this.#matchesOf(text);
    let [found, total] = [0, 0];
    for (const [index, term] of this.terms.entries()) {
      if (!counts(term)) continue;
      const weight = this.#weights[index] ?? 0;
      total += weight;
      found += weight * (matches[index] ?? 0);
    }
    return total > 0 ? found / total : undefined;
  }
}

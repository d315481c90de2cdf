import { type Span, splitSentences, type Token, tokenise } from '@stellwerk/text';
import { keysOf, says, weightOf } from './weights.js';

export interface SourceSentence extends Span {
  /** Index of its source. */
  readonly source: number;
  readonly tokens: readonly Token[];
}

/** So many places of a word are looked at for one claim: bounded work whatever the source. */
const MAX_VISITS = 20_000;
/** So many sentences are asked whether they have a value in the same unit. */
const MAX_PLACES = 200;
/** A sentence of a list or a table without full stops: the rest is looked at as sentences of its own. */
const MAX_TOKENS = 250;

/** Sentences of the sources by the words in them. */
export class SourceIndex {
  readonly sentences: readonly SourceSentence[];
  readonly #places = new Map<string, number[]>();

  constructor(sources: readonly string[]) {
    const sentences: SourceSentence[] = [];
    for (const [source, text] of sources.entries())
      for (const { start, end } of splitSentences(text)) {
        const tokens = tokenise(text.slice(start, end)).map((token) => ({
          ...token,
          start: token.start + start,
          end: token.end + start,
        }));
        for (let from = 0; from < tokens.length; from += MAX_TOKENS) {
          const part = tokens.slice(from, from + MAX_TOKENS);
          const last = part.at(-1);
          const isLast = from + MAX_TOKENS >= tokens.length;
          sentences.push({
            source,
            start: from === 0 ? start : (part[0]?.start ?? start),
            end: isLast || !last ? end : last.end,
            tokens: part,
          });
        }
      }
    this.sentences = sentences;
    for (const [index, { tokens }] of sentences.entries())
      for (const key of new Set(tokens.flatMap(keysOf))) {
        const places = this.#places.get(key);
        if (places) places.push(index);
        else this.#places.set(key, [index]);
      }
  }

  /** Whether any sentence has the token. */
  has(token: Token): boolean {
    return keysOf(token).some((key) =>
      this.#places
        .get(key)
        ?.slice(0, MAX_PLACES)
        .some((place) => this.sentences[place]?.tokens.some((other) => says(other, token))),
    );
  }

  /** Indices of the sentences that share most with the tokens, best first; rare words count more. */
  nearest(tokens: readonly Token[], count: number): number[] {
    const found = new Map<string, { readonly places: readonly number[]; readonly weight: number }>();
    for (const token of tokens)
      for (const key of keysOf(token)) {
        const places = this.#places.get(key);
        const weight = weightOf(token);
        if (places && !found.has(key)) found.set(key, { places, weight });
      }
    const scores = new Map<number, number>();
    let visits = 0;
    for (const { places, weight } of [...found.values()].sort((a, b) => a.places.length - b.places.length)) {
      const gain = weight * Math.log(1 + this.sentences.length / places.length);
      for (const place of places.slice(0, MAX_VISITS - visits)) scores.set(place, (scores.get(place) ?? 0) + gain);
      visits += places.length;
      if (visits >= MAX_VISITS) break;
    }
    return [...scores]
      .sort(([a, left], [b, right]) => right - left || a - b)
      .slice(0, count)
      .map(([place]) => place);
  }
}

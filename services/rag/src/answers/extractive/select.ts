import { isContent, says } from '@stellwerk/claims';
import { type Token, tokenise } from '@stellwerk/text';
import { placeOf } from '../evidence/evidence.js';
import type { RankedEvidence, Ranking } from './rank.js';

/** A sentence that says this share of what is said already adds nothing. */
const REDUNDANT = 0.7;
/** A sentence this far below the best of its question is no answer to it any more, in log odds. */
const MAX_GAP = 2;

/**
 * Sentences for an answer: the best of each question first, then further ones that say something new, best first, at most
 * `count`.
 */
export function selectSentences(rankings: readonly Ranking[], count: number): RankedEvidence[] {
  const chosen: RankedEvidence[] = [];
  const said: (readonly Token[])[] = [];
  const take = (one: RankedEvidence | undefined) => {
    if (!one || chosen.length >= count) return;
    const tokens = tokenise(one.evidence.text).filter(isContent);
    const isKnown =
      chosen.some((other) => placeOf(other.evidence) === placeOf(one.evidence)) ||
      said.some((other) => sharedOf(tokens, other) >= REDUNDANT);
    if (isKnown) return;
    chosen.push(one);
    said.push(tokens);
  };
  for (const { ranked } of rankings) take(ranked[0]);
  const further = rankings.flatMap(({ ranked }) =>
    ranked.slice(1).filter(({ score }) => score >= (ranked[0]?.score ?? 0) - MAX_GAP),
  );
  for (const one of further.sort((a, b) => b.score - a.score)) take(one);
  return chosen;
}

const sharedOf = (tokens: readonly Token[], said: readonly Token[]): number =>
  tokens.length === 0 ? 1 : tokens.filter((token) => said.some((other) => says(other, token))).length / tokens.length;

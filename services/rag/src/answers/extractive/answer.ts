import type { AnswerSentence } from '../../domain/answer.js';
import { citationOf } from '../citations/cite.js';
import { disagree } from '../conflicts.js';
import { type Evidence, placeOf } from '../evidence/evidence.js';
import type { Ranking } from './rank.js';
import { selectSentences } from './select.js';

/** Candidates that are looked at for a source that says otherwise. */
const LOOKED_AT = 8;

/** What may be said of a quotation: undefined = it must not go out, else the rules that flagged it. */
export type QuotationCheck = (evidence: Evidence) => readonly string[] | undefined;

/**
 * An answer of exact quotations: the best sentence of each question, then what adds to it. Where another document says
 * otherwise, its sentence follows and both name each other.
 */
export function extractiveAnswer(rankings: readonly Ranking[], count: number, check: QuotationCheck): AnswerSentence[] {
  const flags = new Map<string, readonly string[] | undefined>();
  const isAllowed = (evidence: Evidence) => {
    const place = placeOf(evidence);
    if (!flags.has(place)) flags.set(place, check(evidence));
    return flags.get(place) !== undefined;
  };
  const allowed = rankings.map(({ ranked, ...rest }) => ({
    ...rest,
    ranked: ranked.slice(0, count + LOOKED_AT).filter(({ evidence }) => isAllowed(evidence)),
  }));
  const others = allowed.flatMap(({ ranked }) => ranked.slice(0, LOOKED_AT).map(({ evidence }) => evidence));
  const shown: Evidence[] = [];
  const pairs: (readonly [Evidence, Evidence])[] = [];
  for (const { evidence } of selectSentences(allowed, count)) {
    if (!has(shown, evidence)) shown.push(evidence);
    const rival = others.find((other) => disagree(evidence, other));
    if (!rival) continue;
    if (!has(shown, rival)) shown.push(rival);
    pairs.push([evidence, rival]);
  }
  // A disagreement is shown whole or not at all.
  const cut = shown.slice(0, Math.max(count, pairs.length > 0 ? 2 : 1));
  const at = (one: Evidence) => cut.findIndex((other) => placeOf(other) === placeOf(one));
  return cut.map((evidence, index) => ({
    text: evidence.text,
    language: evidence.hit.language,
    isQuotation: true,
    verdict: 'supported',
    citations: [citationOf(evidence.hit, evidence, evidence.text)],
    conflictsWith: [
      ...new Set(
        pairs.flatMap(([one, other]) => (at(one) === index ? [at(other)] : at(other) === index ? [at(one)] : [])),
      ),
    ].filter((position) => position >= 0),
    flags: flags.get(placeOf(evidence)) ?? [],
  }));
}

const has = (list: readonly Evidence[], one: Evidence) => list.some((other) => placeOf(other) === placeOf(one));

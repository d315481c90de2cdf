import { createClaimVerifier } from '@stellwerk/claims';
import type { AnswerLanguage } from '../../domain/answer.js';
import type { SearchHit } from '../../domain/search.js';
import type { Ranking } from '../extractive/rank.js';
import { holdsKind } from '../question/kind.js';
import type { QuestionPart } from '../question/read.js';

/** What tells whether sources answer a question. */
export const abstentionFeatures = [
  'sentence-cosine',
  'section-cosine',
  'cosine-margin',
  'score-margin',
  'coverage',
  'section-coverage',
  'values',
  'support',
  'kind',
  'other-language',
  'other-language-cosine',
] as const;
export type AbstentionFeature = (typeof abstentionFeatures)[number];

/** Hits between which margins are taken: the best, and what is merely near. */
const FAR_RANK = 5;

/** One row in the order of {@link abstentionFeatures}; undefined where nothing was found. */
export function abstentionRow(
  part: QuestionPart,
  language: AnswerLanguage,
  hits: readonly SearchHit[],
  { ranked, coverage }: Ranking,
): readonly number[] | undefined {
  const [best] = ranked;
  if (!best) return undefined;
  const { section, text, hit } = best.evidence;
  const cosines = descending(hits.flatMap(({ signals }) => signals.sentence?.raw ?? []));
  const sections = descending(hits.flatMap(({ signals }) => signals.section?.raw ?? []));
  const scores = descending(hits.map(({ score }) => score));
  const isOther = hit.language !== language;
  const [cosine = 0] = cosines;
  return [
    cosine,
    sections[0] ?? 0,
    cosine - (cosines[FAR_RANK] ?? cosines.at(-1) ?? 0),
    (scores[0] ?? 0) - (scores[FAR_RANK] ?? scores.at(-1) ?? 0),
    coverage.of(text),
    coverage.of(section.text),
    coverage.ofValues(section.text),
    createClaimVerifier([section.text])(part.text).support,
    holdsKind(part.kind, text, () => false),
    Number(isOther),
    isOther ? cosine : 0,
  ];
}

const descending = (values: readonly number[]): number[] => [...values].sort((a, b) => b - a);

import type { Answer, AnswerContext, AnswerRequest } from '../domain/answer.js';
import type { Retriever, StoredTexts } from '../domain/ports.js';
import type { CorpusAnswer, SearchHit } from '../domain/search.js';
import { type AbstentionModel, confidenceOf, modelFor } from './abstention/calibration.js';
import { abstentionRow } from './abstention/features.js';
import { placeOf } from './evidence/evidence.js';
import { gatherEvidence } from './evidence/gather.js';
import { type RankedEvidence, type Ranking, rankEvidence } from './extractive/rank.js';
import type { AnswerGuard } from './ports.js';
import { type Question, readQuestion } from './question/read.js';

export interface GroundsParts {
  readonly retriever: Retriever;
  readonly texts: StoredTexts;
  readonly guard: AnswerGuard;
  readonly abstention: readonly AbstentionModel[];
}

/** What an answer can be made from, and whether it should. */
export interface Grounds {
  readonly question: Question;
  /** Of the parts that are answered, in the order they were asked. */
  readonly rankings: readonly Ranking[];
  /** Sentences of all parts, best first, the parts by turns. */
  readonly byBest: readonly RankedEvidence[];
  readonly hits: readonly SearchHit[];
  readonly generation: string;
  /** That of the part which is answered best. */
  readonly confidence: number;
  readonly isPartlyAnswered: boolean;
  /** The whole question asks which documents there are, and there are some. */
  readonly corpus?: CorpusAnswer;
  readonly refusal?: Answer['reason'];
}

/** Sentences that are asked for. */
const HITS = 24;

/** Searches for every part of a question and says how sure it is that the sources answer it. */
export async function groundsOf(
  request: AnswerRequest,
  parts: GroundsParts,
  { aroundSearch = (search) => search() }: Pick<AnswerContext, 'aroundSearch'>,
): Promise<Grounds> {
  const question = readQuestion(request.question, request.language);
  const found = [];
  for (const part of question.parts) {
    const search = { query: part.text, limit: HITS, unit: 'sentence', filters: request.filters } as const;
    const { hits, generation, corpus } = await aroundSearch(() => parts.retriever.search(search, request.reader));
    const { evidence, refused } = await gatherEvidence(hits, request.reader.tenant, parts.texts, parts.guard);
    const ranking = rankEvidence(part, evidence);
    const model = modelFor(parts.abstention, generation);
    const confidence = confidenceOf(model, abstentionRow(part, question.language, hits, ranking));
    const isBlocked = evidence.length === 0 && refused > 0;
    const isAnswered = confidence >= model.threshold;
    found.push({ hits, generation, corpus, ranking, confidence, isBlocked, isAnswered });
  }
  const answered = found.filter(({ isAnswered }) => isAnswered);
  const rankings = answered.map(({ ranking }) => ranking);
  const refusal =
    answered.length > 0 ? undefined : found.every(({ isBlocked }) => isBlocked) ? 'blocked' : 'not-in-sources';
  const corpus = found.length === 1 ? found[0]?.corpus : undefined;
  return {
    question,
    ...(corpus && corpus.total > 0 && { corpus }),
    rankings,
    byBest: byTurns(rankings.map(({ ranked }) => ranked)),
    hits: unique(found.flatMap(({ hits }) => hits)),
    generation: found[0]?.generation ?? '',
    confidence: Math.max(0, ...found.map(({ confidence }) => confidence)),
    isPartlyAnswered: answered.length > 0 && answered.length < found.length,
    ...(refusal && { refusal }),
  };
}

function byTurns(lists: readonly (readonly RankedEvidence[])[]): RankedEvidence[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_none, index) => lists.flatMap((list) => list[index] ?? [])).flat();
}

function unique(hits: readonly SearchHit[]): SearchHit[] {
  const places = new Map(hits.map((hit) => [placeOf({ hit, start: hit.start, end: hit.end }), hit]));
  return [...places.values()];
}

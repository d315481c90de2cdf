import {
  type ExactPoints,
  encodeQuestion,
  type Fused,
  fuseLists,
  ndcg,
  recall,
  type SearchOptions,
  type SignalList,
  searchDefaults,
  signalLists,
} from '@stellwerk/rag';
import type { RetrievalQuestion } from './xquad-retrieval.js';

/** The lists of a question: every row of a table is another fusion of the same lists. */
export interface AskedQuestion {
  readonly question: RetrievalQuestion;
  readonly lists: readonly SignalList[];
}

/** What was measured of one question. */
export interface QuestionScore {
  readonly article: number;
  readonly ndcg: number;
  readonly recall: number;
}

export const DEPTH = 10;

/** Asks all questions of an exact index in memory. */
export async function askAll(
  questions: readonly RetrievalQuestion[],
  vectors: readonly Float32Array[],
  points: ExactPoints,
): Promise<AskedQuestion[]> {
  const asked: AskedQuestion[] = [];
  for (const [index, question] of questions.entries()) {
    const vector = vectors[index];
    if (!vector) throw new Error(`question ${question.id} has no vector`);
    const { signals } = encodeQuestion(question.text, vector);
    asked.push({ question, lists: await signalLists(points, signals, {}, searchDefaults) });
  }
  return asked;
}

/** Where the point of an id stands. */
export type PlaceOfPoint = (id: string) => { readonly paragraph: number; readonly sentence: number };

/** Measures one row. @param unit What is looked for: sentences that overlap the answer, or the paragraph. */
export function scoreRow(
  asked: readonly AskedQuestion[],
  options: SearchOptions,
  unit: 'sentence' | 'paragraph',
  placeOf: PlaceOfPoint,
): QuestionScore[] {
  const weighted = (list: SignalList) => (options.weights[list.name] ?? 0) > 0;
  return asked.map(({ question, lists }) => {
    const own = lists.filter(weighted);
    const found = foundBy(own.length === 0 ? [] : fuseLists(own, options), question, unit, placeOf);
    return scoreOf(question, found, unit);
  });
}

/** What a list of ranks, by rank, is worth. */
export function scoreOf(
  question: RetrievalQuestion,
  found: readonly (number | null)[],
  unit: 'sentence' | 'paragraph',
): QuestionScore {
  const ranked = { found, items: unit === 'sentence' ? question.sentences.length : 1 };
  return { article: question.article, ndcg: ndcg(ranked, DEPTH), recall: recall(ranked, DEPTH) };
}

function foundBy(
  fused: readonly Fused[],
  question: RetrievalQuestion,
  unit: 'sentence' | 'paragraph',
  placeOf: PlaceOfPoint,
): (number | null)[] {
  const places = fused.map(({ id }) => placeOf(id));
  if (unit === 'sentence')
    return places.slice(0, DEPTH).map(({ paragraph, sentence }) => {
      const item = paragraph === question.paragraph ? question.sentences.indexOf(sentence) : -1;
      return item < 0 ? null : item;
    });
  const paragraphs = [...new Set(places.map(({ paragraph }) => paragraph))];
  return paragraphs.slice(0, DEPTH).map((paragraph) => (paragraph === question.paragraph ? 0 : null));
}

/** Three of five articles are for choosing weights; the others are for reporting. */
export const isDevelopment = ({ article }: { readonly article: number }): boolean => article % 5 < 3;

export const meanOf = (scores: readonly QuestionScore[], measure: 'ndcg' | 'recall'): number =>
  scores.reduce((sum, score) => sum + score[measure], 0) / scores.length;

import { fuseLists, type SignalName, searchDefaults, type Weights } from '@stellwerk/rag';
import { type AskedQuestion, DEPTH, meanOf, type PlaceOfPoint, type QuestionScore, scoreOf } from './evaluate-rows.js';

/** Weights that are compared; those of the dense signals and of both fields of a lexical signal move together. */
export const candidateWeights: readonly Weights[] = [0.7, 1, 1.3].flatMap((section) =>
  [0, 0.05, 0.1, 0.2].flatMap((words) =>
    [0.1, 0.2, 0.3, 0.4].map((grams) => ({
      ...searchDefaults.weights,
      sentence: 1,
      section,
      words,
      'section-words': words,
      grams,
      'section-grams': grams,
    })),
  ),
);

export interface Direction {
  readonly name: string;
  readonly asked: readonly AskedQuestion[];
  readonly placeOf: PlaceOfPoint;
}

/** A question's candidates with their normalised scores, which do not depend on weights. */
interface Normalised {
  readonly question: AskedQuestion['question'];
  /** Item of the question that the candidate is, by candidate; null = none. */
  readonly items: readonly (number | null)[];
  readonly signals: readonly { readonly name: SignalName; readonly values: Float64Array }[];
}

/**
 * Scores per direction under weights that were chosen on the articles of the other folds: the grid's best mean nDCG@10 of
 * sentences over all directions.
 */
export function crossValidated(directions: readonly Direction[], folds: number): Map<string, QuestionScore[]> {
  const normalised = directions.map((direction) => direction.asked.map((asked) => normalisedOf(asked, direction)));
  const tables = candidateWeights.map((weights) =>
    normalised.map((questions) => questions.map((question) => scoreUnder(weights, question))),
  );
  const held = new Map<string, QuestionScore[]>(directions.map(({ name }) => [name, []]));
  for (let fold = 0; fold < folds; fold++) {
    const isHeld = ({ article }: QuestionScore) => article % folds === fold;
    const worth = (table: QuestionScore[][]) =>
      table.reduce(
        (sum, scores) =>
          sum +
          meanOf(
            scores.filter((score) => !isHeld(score)),
            'ndcg',
          ),
        0,
      );
    const best = tables.map((table) => ({ table, worth: worth(table) })).reduce((a, b) => (b.worth > a.worth ? b : a));
    for (const [index, { name }] of directions.entries())
      held.get(name)?.push(...(best.table[index] ?? []).filter(isHeld));
  }
  return held;
}

function normalisedOf({ question, lists }: AskedQuestion, { placeOf }: Direction): Normalised {
  const fused = fuseLists(lists, searchDefaults).sort((one, other) => (one.id < other.id ? -1 : 1));
  return {
    question,
    items: fused.map(({ id }) => {
      const { paragraph, sentence } = placeOf(id);
      const item = paragraph === question.paragraph ? question.sentences.indexOf(sentence) : -1;
      return item < 0 ? null : item;
    }),
    signals: lists.map(({ name }) => ({
      name,
      values: Float64Array.from(fused, ({ signals }) => signals[name]?.normalised ?? 0),
    })),
  };
}

function scoreUnder(weights: Weights, { question, items, signals }: Normalised): QuestionScore {
  const scores = new Float64Array(items.length);
  for (const { name, values } of signals) {
    const weight = weights[name] ?? 0;
    if (weight > 0)
      for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] ?? 0) + weight * (values[at] ?? 0);
  }
  // Only what stands before the last relevant sentence matters, so ranks are counted and nothing is sorted.
  const found: (number | null)[] = Array.from({ length: DEPTH }, () => null);
  for (const [at, item] of items.entries()) {
    if (item === null) continue;
    const own = scores[at] ?? 0;
    let rank = 0;
    for (let other = 0; other < scores.length; other++) {
      const score = scores[other] ?? 0;
      if (score > own || (score === own && other < at)) rank++;
    }
    if (rank < DEPTH) found[rank] = item;
  }
  return scoreOf(question, found, 'sentence');
}

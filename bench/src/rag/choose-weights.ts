import { type SearchOptions, searchDefaults, type Weights } from '@stellwerk/rag';
import { type AskedQuestion, meanOf, type PlaceOfPoint, type QuestionScore, scoreRow } from './evaluate-rows.js';

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

/**
 * Scores per direction under weights that were chosen on the articles of the other folds: the grid's best mean nDCG@10 of
 * sentences over all directions.
 */
export function crossValidated(directions: readonly Direction[], folds: number): Map<string, QuestionScore[]> {
  const tables = candidateWeights.map((weights) => {
    const options: SearchOptions = { ...searchDefaults, weights };
    return directions.map(({ asked, placeOf }) => scoreRow(asked, options, 'sentence', placeOf));
  });
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
    const best = tables.reduce((one, other) => (worth(other) > worth(one) ? other : one));
    for (const [index, { name }] of directions.entries()) held.get(name)?.push(...(best[index] ?? []).filter(isHeld));
  }
  return held;
}

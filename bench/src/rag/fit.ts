/** Ridge penalty of both models, per example. */
const PENALTY = 0.003;
const ROUNDS = 400;
const STEP = 0.05;

/** A question's candidates with the ones that answer it. */
export interface RankedList {
  readonly rows: readonly (readonly number[])[];
  readonly isGold: readonly boolean[];
}

/**
 * Weights of a linear score by which a candidate that answers is drawn first: the likelihood of Plackett and Luce's first
 * choice, with Adam (Kingma and Ba 2015) on the whole set. Nothing is random: same lists, same weights.
 */
export function fitRanking(lists: readonly RankedList[], features: number): number[] {
  const usable = lists.filter(({ isGold }) => isGold.includes(true));
  return adam(features, (weights, gradient) => {
    for (const { rows, isGold } of usable) {
      const scores = rows.map((row) => Math.exp(dot(row, weights)));
      const total = sum(scores);
      const gold = sum(scores.filter((_score, at) => isGold[at]));
      for (const [at, row] of rows.entries()) {
        const score = scores[at] ?? 0;
        const pull = ((isGold[at] ? score / gold : 0) - score / total) / usable.length;
        for (const [index, value] of row.entries()) gradient[index] = (gradient[index] ?? 0) - pull * value;
      }
    }
  });
}

/** A row of features and whether what it describes holds. */
export interface LabelledRow {
  readonly row: readonly number[];
  readonly holds: boolean;
}

/** Logistic regression on standardised features, given back for the features as they are. */
export function fitLogistic(rows: readonly LabelledRow[], features: number) {
  const indices = Array.from({ length: features }, (_, index) => index);
  const means = indices.map((index) => sum(rows.map(({ row }) => row[index] ?? 0)) / rows.length);
  const deviations = indices.map((index) => {
    const mean = means[index] ?? 0;
    return Math.sqrt(sum(rows.map(({ row }) => ((row[index] ?? 0) - mean) ** 2)) / rows.length) || 1;
  });
  const standardised = rows.map(({ row, holds }) => ({
    holds,
    row: [...indices.map((index) => ((row[index] ?? 0) - (means[index] ?? 0)) / (deviations[index] ?? 1)), 1],
  }));
  const fitted = adam(features + 1, (weights, gradient) => {
    for (const { row, holds } of standardised) {
      const error = (1 / (1 + Math.exp(-dot(row, weights))) - Number(holds)) / rows.length;
      for (const [index, value] of row.entries()) gradient[index] = (gradient[index] ?? 0) + error * value;
    }
  });
  const weights = indices.map((index) => (fitted[index] ?? 0) / (deviations[index] ?? 1));
  return { weights, bias: (fitted[features] ?? 0) - dot(weights, means) };
}

function adam(size: number, addGradient: (weights: readonly number[], gradient: number[]) => void): number[] {
  const weights = new Array<number>(size).fill(0);
  const [first, second] = [new Array<number>(size).fill(0), new Array<number>(size).fill(0)];
  for (let round = 1; round <= ROUNDS; round++) {
    const gradient = weights.map((weight) => PENALTY * weight);
    addGradient(weights, gradient);
    for (const [index, value] of gradient.entries()) {
      const mean = 0.9 * (first[index] ?? 0) + 0.1 * value;
      const square = 0.99 * (second[index] ?? 0) + 0.01 * value * value;
      first[index] = mean;
      second[index] = square;
      const step = mean / (1 - 0.9 ** round) / (Math.sqrt(square / (1 - 0.99 ** round)) + 1e-8);
      weights[index] = (weights[index] ?? 0) - STEP * step;
    }
  }
  return weights;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const dot = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((total, value, index) => total + value * (other[index] ?? 0), 0);

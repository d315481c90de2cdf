import { incompleteGamma } from '@stellwerk/statistics';

/** How often each category was seen in a window of time. */
export type Mix = Readonly<Record<string, number>>;

export interface Drift {
  /** Population stability index, 0 = the same mix. */
  readonly populationStabilityIndex: number;
  /** Jensen–Shannon divergence in bits, 0 = the same mix, 1 = nothing in common. */
  readonly jensenShannon: number;
  /** Probability of an index at least as large between two samples of these sizes from one population. */
  readonly pValue: number;
  /**
   * Index below .1 stable, to .25 moderate, above major (the customary limits of Siddiqi, Credit Risk Scorecards, 2006), and stable
   * where chance explains it; `too-few` below 50 observations in either window.
   */
  readonly verdict: 'stable' | 'moderate' | 'major' | 'too-few';
}

const MODERATE = 0.1;
const MAJOR = 0.25;
const LEAST_OBSERVATIONS = 50;
/** A change that chance explains more often than this is none. */
const SIGNIFICANCE = 0.01;
/** Added to every count (Jeffreys), so that a category that was never seen before has a finite index. */
const PSEUDO_COUNT = 0.5;
const SCORE_BINS = 10;

/** Drift of a mix of categories, such as languages, topics, or answered and abstained. */
export function mixDrift(before: Mix, after: Mix): Drift {
  const categories = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return driftOf(
    categories.map((category) => before[category] ?? 0),
    categories.map((category) => after[category] ?? 0),
  );
}

/** Drift of scores, such as the best hit's or the confidence, over the deciles of the earlier window. NaN is a bin of its own. */
export function scoreDrift(before: readonly number[], after: readonly number[]): Drift {
  const sorted = before.filter((score) => !Number.isNaN(score)).sort((left, right) => left - right);
  const edges = [
    ...new Set(
      Array.from({ length: SCORE_BINS - 1 }, (_, at) => sorted[Math.floor(((at + 1) * sorted.length) / SCORE_BINS)]),
    ),
  ].filter((edge) => edge !== undefined);
  const counts = (scores: readonly number[]) => {
    const bins = new Array<number>(edges.length + 2).fill(0);
    for (const score of scores) {
      const bin = Number.isNaN(score) ? edges.length + 1 : edges.filter((edge) => score >= edge).length;
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    return bins;
  };
  const [old, young] = [counts(before), counts(after)];
  const isSeen = (_: number, at: number) => (old[at] ?? 0) + (young[at] ?? 0) > 0;
  return driftOf(old.filter(isSeen), young.filter(isSeen));
}

function driftOf(before: readonly number[], after: readonly number[]): Drift {
  const [n, m] = [sum(before), sum(after)];
  const [p, q] = [sharesOf(before), sharesOf(after)];
  const populationStabilityIndex = sum(p.map((share, at) => ((q[at] ?? 0) - share) * Math.log((q[at] ?? 0) / share)));
  const middle = p.map((share, at) => (share + (q[at] ?? 0)) / 2);
  const jensenShannon = (divergence(p, middle) + divergence(q, middle)) / 2;
  const pValue = chanceOf(populationStabilityIndex, before.length, n, m);
  const isTooFew = n < LEAST_OBSERVATIONS || m < LEAST_OBSERVATIONS;
  return {
    populationStabilityIndex,
    jensenShannon,
    pValue,
    verdict: isTooFew ? 'too-few' : verdictOf(populationStabilityIndex, pValue),
  };
}

function verdictOf(index: number, pValue: number): Drift['verdict'] {
  if (index < MODERATE || pValue > SIGNIFICANCE) return 'stable';
  return index < MAJOR ? 'moderate' : 'major';
}

/** The index over (1/n + 1/m) is about χ² with one degree of freedom fewer than bins (Yurdakul, 2018). */
function chanceOf(index: number, bins: number, n: number, m: number): number {
  if (bins < 2 || n === 0 || m === 0) return 1;
  return incompleteGamma((bins - 1) / 2, index / (1 / n + 1 / m) / 2).upper;
}

/** Relative entropy in bits. */
const divergence = (p: readonly number[], q: readonly number[]): number =>
  sum(p.map((share, at) => share * Math.log2(share / (q[at] ?? 0))));

function sharesOf(counts: readonly number[]): readonly number[] {
  const of = sum(counts) + PSEUDO_COUNT * counts.length;
  return counts.map((count) => (count + PSEUDO_COUNT) / of);
}

const sum = (values: readonly number[]): number => values.reduce((so, value) => so + value, 0);

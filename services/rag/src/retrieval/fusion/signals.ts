import type { SignalName } from '../../domain/search.js';

/** What a signal said of one candidate. */
export interface ListedScore {
  readonly id: string;
  readonly score: number;
}

/** A signal's list, best first, and its exact scores of all candidates where they were asked for. */
export interface SignalList {
  readonly name: SignalName;
  readonly listed: readonly ListedScore[];
  /** Scores of candidates that the list does not hold. */
  readonly others: ReadonlyMap<string, number>;
}

/** A candidate with what each signal said of it. */
export interface Fused {
  readonly id: string;
  readonly score: number;
  readonly signals: Readonly<Partial<Record<SignalName, FusedSignal>>>;
}

export interface FusedSignal {
  readonly raw: number;
  readonly normalised: number;
  readonly rank: number | null;
}

/** Weight of each signal; one without a weight is not part of the score. */
export type Weights = Readonly<Partial<Record<SignalName, number>>>;

/** Score of a candidate before weights, from the place and score that a signal gave it; undefined = the signal says nothing. */
export type Normalise = (
  list: SignalList,
  candidates: readonly string[],
) => (id: string, rank: number | null, raw: number) => number;

/**
 * Fuses the lists: per candidate the sum of weight times normalised score. Best first; equal scores in the order of ids, so
 * that the order follows from the scores alone.
 */
export function fuse(lists: readonly SignalList[], weights: Weights, normalise: Normalise): Fused[] {
  const candidates = [...new Set(lists.flatMap(({ listed }) => listed.map(({ id }) => id)))].sort();
  const fused = new Map(candidates.map((id) => [id, { id, score: 0, signals: {} as Record<string, FusedSignal> }]));
  for (const list of lists) {
    const weight = weights[list.name] ?? 0;
    const ranks = new Map(list.listed.map(({ id }, index) => [id, index + 1]));
    const scores = scoresOf(list, candidates);
    const normalised = normalise(list, candidates);
    for (const candidate of fused.values()) {
      const [rank, raw] = [ranks.get(candidate.id) ?? null, scores.get(candidate.id) ?? 0];
      const value = normalised(candidate.id, rank, raw);
      candidate.signals[list.name] = { raw, normalised: value, rank };
      candidate.score += weight * value;
    }
  }
  return [...fused.values()].sort(byScore);
}

/** Best first, equal scores in the order of ids. */
export const byScore = (one: ListedScore, other: ListedScore): number =>
  other.score - one.score || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);

/** A signal's score of each candidate; where it is not known, the lowest that the list holds. */
export function scoresOf({ listed, others }: SignalList, candidates: readonly string[]): Map<string, number> {
  const known = new Map([...others, ...listed.map(({ id, score }) => [id, score] as const)]);
  const lowest = listed.reduce((least, { score }) => Math.min(least, score), Number.POSITIVE_INFINITY);
  return new Map(candidates.map((id) => [id, known.get(id) ?? (listed.length > 0 ? lowest : 0)]));
}

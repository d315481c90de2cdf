import type { SignalName } from '../../domain/search.js';
import { type Normalise, type SignalList, scoresOf } from './signals.js';

/** Scores closer together than this tell nothing apart. */
const SMALLEST_DEVIATION = 1e-9;

/** Per signal, the least standard deviation that its scores are divided by, in its own units. */
export type DeviationFloors = Readonly<Partial<Record<SignalName, number>>>;

/**
 * Score in standard deviations from the mean over all candidates of the question (population formula). A signal that hardly
 * tells the candidates apart, as words do where question and texts are in different languages, is divided by its floor
 * instead, so that what is noise does not count as much as what is not; one that gives all the same score says 0.
 */
export const zScore =
  (floors: DeviationFloors): Normalise =>
  (list, candidates) => {
    // It tells yes from no; how much a text weighs it by its length says nothing.
    if (list.name === 'expected') return (_id, _rank, raw) => Number(raw > 0);
    if (list.name === 'exact') return shareOfBest(list);
    const scores = [...scoresOf(list, candidates).values()];
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    const spread = Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length);
    const deviation = Math.max(spread, floors[list.name] ?? 0);
    return (_id, _rank, raw) => (deviation > SMALLEST_DEVIATION ? (raw - mean) / deviation : 0);
  };

/** Few candidates have a code at all, so how far they lie from the mean says how few; what counts is who has most of it. */
function shareOfBest({ listed }: SignalList): ReturnType<Normalise> {
  const best = listed.reduce((most, { score }) => Math.max(most, score), 0);
  return (_id, _rank, raw) => (best > 0 ? raw / best : 0);
}

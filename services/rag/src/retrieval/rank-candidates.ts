import type { SearchRequest } from '../domain/search.js';
import { type PointPlace, placeOf } from '../index-points/payload.js';
import { boostOf } from './boosts.js';
import { diversified } from './diversity.js';
import { byScore, type Fused } from './fusion/signals.js';
import type { SearchOptions } from './options.js';
import type { SearchablePoints } from './searchable-points.js';

/** A candidate with its place and origin. */
export interface RankedCandidate extends Fused {
  readonly place: PointPlace;
}

/** Entries that maximal marginal relevance chooses from, per entry asked for. */
const POOL_PER_HIT = 4;

/**
 * The best candidates in their final order: boosted by age and trust, one per section where sections are asked for, and
 * diversified. The score of a section is that of its best sentence.
 */
export async function rankCandidates(
  fused: readonly Fused[],
  points: SearchablePoints,
  { unit }: Pick<SearchRequest, 'unit'>,
  options: SearchOptions,
  wanted: { readonly count: number; readonly nowMs: number },
): Promise<RankedCandidate[]> {
  const { boosts, diversity } = options;
  const isReordered = unit === 'section' || boosts.recencyHalfLifeDays !== undefined || boosts.trust !== undefined;
  const pool = fused.slice(0, isReordered ? fused.length : diversity > 0 ? wanted.count * POOL_PER_HIT : wanted.count);
  const retrieved = await points.retrieve(
    pool.map(({ id }) => id),
    { withVectors: diversity > 0 },
  );
  const known = new Map(retrieved.map((point) => [point.id, point]));
  const placed = pool.flatMap((one): RankedCandidate[] => {
    const point = known.get(one.id);
    // It was taken away between the two requests.
    if (!point) return [];
    const place = placeOf(point.payload);
    return [{ ...one, score: one.score + boostOf(place, boosts, wanted.nowMs), place }];
  });
  const ranked = unit === 'section' ? bestOfSections(placed.sort(byScore)) : placed.sort(byScore);
  if (diversity === 0) return ranked.slice(0, wanted.count);
  const entries = ranked.slice(0, wanted.count * POOL_PER_HIT).flatMap(({ id, score }) => {
    const vector = known.get(id)?.dense?.[unit];
    return vector ? [{ id, score, vector }] : [];
  });
  const byId = new Map(ranked.map((one) => [one.id, one]));
  return diversified(entries, diversity, wanted.count).flatMap((id) => byId.get(id) ?? []);
}

/** The first candidate of each section. @param ranked Best first */
function bestOfSections(ranked: readonly RankedCandidate[]): RankedCandidate[] {
  const best = new Map<string, RankedCandidate>();
  for (const candidate of ranked) {
    const { documentId, version, section } = candidate.place;
    const key = JSON.stringify([documentId, version, section.start, section.end]);
    if (!best.has(key)) best.set(key, candidate);
  }
  return [...best.values()];
}

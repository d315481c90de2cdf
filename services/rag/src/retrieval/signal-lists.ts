import type { VectorFilter, VectorQuery } from '@stellwerk/vectors';
import { fuseLists } from './fusion/fuse-lists.js';
import type { SignalList } from './fusion/signals.js';
import type { SearchOptions } from './options.js';
import type { QuestionSignal } from './question.js';
import type { SearchablePoints } from './searchable-points.js';

/**
 * Asks for one list per signal in one batch, then in a second one for the scores that a signal did not list of the others'
 * candidates. With the lowest score of its list in their place, nDCG@10 of sentences is about one point lower in German; so
 * the candidates that could still come to the front are asked about, and the lowest score stands for the rest.
 */
export async function signalLists(
  points: SearchablePoints,
  signals: readonly QuestionSignal[],
  filter: VectorFilter,
  options: SearchOptions,
): Promise<SignalList[]> {
  const lists = await listedBy(points, signals, filter, options.candidates);
  const wanted = fuseLists(lists, options)
    .slice(0, options.exactCandidates)
    .map(({ id }) => id)
    .sort();
  const missing = lists.map(({ listed }) => {
    const known = new Set(listed.map(({ id }) => id));
    return wanted.filter((id) => !known.has(id));
  });
  const queries = signals.flatMap(({ using, vector }, index): VectorQuery[] => {
    const ids = missing[index] ?? [];
    const own: VectorFilter = { ...filter, must: [...(filter.must ?? []), { ids }] };
    return ids.length === 0 ? [] : [{ using, vector, limit: ids.length, filter: own, exact: true, withPayload: false }];
  });
  const answers = queries.length === 0 ? [] : await points.search(queries);
  let next = 0;
  return lists.map((list, index) => {
    const ids = missing[index] ?? [];
    const found = ids.length === 0 ? [] : (answers[next++] ?? []);
    // A sparse query does not list what shares no term with it: its score is 0.
    const none = signals[index]?.vector instanceof Float32Array ? [] : ids.map((id) => [id, 0] as const);
    return {
      ...list,
      others: new Map([...list.others, ...none, ...found.map(({ id, score }) => [id, score] as const)]),
    };
  });
}

/** What each signal lists; a sparse list that is not full holds all that share a term, so the other candidates have 0 there. */
async function listedBy(
  points: SearchablePoints,
  signals: readonly QuestionSignal[],
  filter: VectorFilter,
  limit: number,
): Promise<SignalList[]> {
  const listing = signals.filter(({ scoresOnly }) => !scoresOnly);
  const answered = await points.search(
    listing.map(({ using, vector }): VectorQuery => ({ using, vector, limit, filter, withPayload: false })),
  );
  const lists = signals.map((signal) => answered[listing.indexOf(signal)] ?? []);
  const candidates = [...new Set(lists.flatMap((list) => list.map(({ id }) => id)))];
  return signals.map(({ name, vector, scoresOnly }, index) => {
    const listed = lists[index] ?? [];
    const isWhole = !(vector instanceof Float32Array) && !scoresOnly && listed.length < limit;
    const known = new Set(listed.map(({ id }) => id));
    const zeros = isWhole ? candidates.filter((id) => !known.has(id)).map((id) => [id, 0] as const) : [];
    return { name, listed, others: new Map(zeros) };
  });
}

import type { VectorFilter } from '@stellwerk/vectors';
import type { CorpusAnswer, CorpusDocument, SearchHit } from '../../domain/search.js';
import { placeOf } from '../../index-points/payload.js';
import type { SearchablePoints } from '../searchable-points.js';

/** Documents that are named; beyond it only their number is told. */
const MOST_DOCUMENTS = 100;
const MOST_VALUES = 50;
/** A document in another language than the topic shares no word with it; this near, in deviations, it is about it all the same. */
const NEAR = 2;

/**
 * The documents that a reader can find, from one point of each: their number, their origins, and the first by id.
 * @param filter Rights and filters of the request
 */
export async function describeCorpus(points: SearchablePoints, filter: VectorFilter): Promise<CorpusAnswer> {
  const perDocument: VectorFilter = { ...filter, must: [...(filter.must ?? []), { field: 'ordinal', anyOf: [0] }] };
  const [total, sources, languages] = await Promise.all([
    points.count(perDocument),
    points.facet('source', perDocument, MOST_VALUES),
    points.facet('language', perDocument, MOST_VALUES),
  ]);
  const documents: CorpusDocument[] = [];
  for await (const page of points.scroll(perDocument, { withPayload: true })) {
    documents.push(...page.flatMap(({ payload }) => (payload ? [documentOf(placeOf(payload))] : [])));
    if (documents.length >= MOST_DOCUMENTS) break;
  }
  return { total, documents: documents.slice(0, MOST_DOCUMENTS), sources, languages };
}

/**
 * The documents that sections found for a topic belong to, best first: those that share a word with it or are near it in
 * meaning.
 * @param sections Hits of the topic, best first
 */
export function documentsOnTopic(sections: readonly SearchHit[]): CorpusAnswer {
  const found = new Map<string, CorpusDocument>();
  for (const hit of sections)
    if (isAbout(hit) && !found.has(hit.documentId)) found.set(hit.documentId, documentOf(hit));
  const documents = [...found.values()];
  return {
    total: documents.length,
    documents: documents.slice(0, MOST_DOCUMENTS),
    sources: counted(documents.map(({ source }) => source)),
    languages: counted(documents.map(({ language }) => language)),
  };
}

const isAbout = ({ signals }: SearchHit): boolean =>
  [signals.words, signals['section-words']].some((signal) => signal !== undefined && signal.raw > 0) ||
  (signals.section?.normalised ?? 0) >= NEAR;

function documentOf(place: Omit<CorpusDocument, 'documentId'> & { readonly documentId: string }): CorpusDocument {
  const { documentId, version, source, title, uri, language, publishedAt } = place;
  return {
    ...{ documentId, version, source, title, language },
    ...(uri !== undefined && { uri }),
    ...(publishedAt !== undefined && { publishedAt }),
  };
}

function counted(values: readonly string[]): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1));
}

import { trustLevels } from '@stellwerk/guard';
import type { FieldCondition, VectorFilter } from '@stellwerk/vectors';
import type { Reader, SearchFilters } from '../domain/search.js';
import { visibleAt } from '../domain/visibility.js';
import { dayOf, tagKeyword, trustRankOf } from '../index-points/payload.js';

/**
 * What must hold of a point that a reader gets: visible at the request's sequence number, one of the reader's labels, and
 * all filters; and not of a source that is closed to the reader. Stands in every list, facet and count, so that the engine never looks at anything else.
 * @param filters Checked by `checkFilters`
 */
export function filterOf(filters: SearchFilters, reader: Reader, sequence: number): VectorFilter {
  const { access, closedSources = [] } = reader;
  return {
    must: [...visibleAt(sequence), { field: 'access', anyOf: access }, ...conditionsOf(filters)],
    ...(closedSources.length > 0 && { mustNot: [{ field: 'source', anyOf: closedSources }] }),
  };
}

function conditionsOf(filters: SearchFilters): FieldCondition[] {
  const { sources, languages, documentIds, tags = {}, publishedFrom, publishedTo, minimumTrust } = filters;
  const [from, to] = [publishedFrom, publishedTo].map((date) => (date === undefined ? undefined : dayOf(date)));
  const range = { ...(from !== undefined && { gte: from }), ...(to !== undefined && { lte: to }) };
  return [
    ...anyOf('source', sources),
    ...anyOf('language', languages),
    ...anyOf('documentId', documentIds),
    ...Object.entries(tags).flatMap(([key, values]) =>
      anyOf(
        'tags',
        values.map((value) => tagKeyword(key, value)),
      ),
    ),
    ...(Object.keys(range).length > 0 ? [{ field: 'publishedDay', range }] : []),
    ...(minimumTrust === undefined || minimumTrust === trustLevels[0]
      ? []
      : [{ field: 'trustRank', range: { gte: trustRankOf(minimumTrust) } }]),
  ];
}

const anyOf = (field: string, values: readonly string[] | undefined): FieldCondition[] =>
  values === undefined ? [] : [{ field, anyOf: values }];

import type { TenantVectors, VectorFilter } from '@stellwerk/vectors';
import { DIMENSIONS, holds, POINTS_PER_TENANT, type RandomFilters, type SamplePoint } from './sample.js';

export interface Tally {
  requests: number;
  foreign: number;
  missing: number;
}

/** The kinds of request, in turn. Each asks as one tenant and says which ids came back, or how many points were counted. */
const kinds = ['meaning', 'words', 'scroll', 'count', 'facet', 'retrieve', 'intrude'] as const;

/** One random request of a tenant, held against the points that it has. */
export async function ask(
  turn: number,
  points: TenantVectors,
  own: readonly SamplePoint[],
  filters: RandomFilters,
  tally: Tally,
): Promise<void> {
  tally.requests++;
  const filter = filters.next();
  const expected = new Set(own.filter((point) => holds(filter, point)).map(({ id }) => id));
  switch (kinds[turn % kinds.length]) {
    case 'meaning': {
      const query = {
        using: 'meaning',
        vector: new Float32Array(DIMENSIONS).fill(1),
        limit: POINTS_PER_TENANT,
        filter,
      };
      const [hits = []] = await points.search([{ ...query, exact: true }]);
      return compare(hits, expected, tally);
    }
    case 'words': {
      const query = { using: 'words', vector: { indices: [100], values: [1] }, limit: POINTS_PER_TENANT, filter };
      const [hits = []] = await points.search([query]);
      return compare(hits, expected, tally);
    }
    case 'scroll': {
      const found: { id: string }[] = [];
      for await (const page of points.scroll(filter)) found.push(...page);
      return compare(found, expected, tally);
    }
    case 'count':
      return compareCounts(await points.count(filter), expected.size, tally);
    case 'facet': {
      const values = await points.facet('topic', filter);
      return compareCounts(
        values.reduce((sum, { count }) => sum + count, 0),
        expected.size,
        tally,
      );
    }
    case 'retrieve': {
      const ids = filters.nextIds(20);
      const mine = new Set(own.map(({ id }) => id).filter((id) => ids.includes(id)));
      return compare(await points.retrieve(ids), mine, tally);
    }
    default:
      return intrude(points, own, filters);
  }
}

/** Tries to delete and to change points of others; what came of it shows at the end. */
async function intrude(points: TenantVectors, own: readonly SamplePoint[], filters: RandomFilters): Promise<void> {
  const mine = new Set(own.map(({ id }) => id));
  const ids = filters.nextIds(5).filter((id) => !mine.has(id));
  if (ids.length === 0) return;
  const theirs: VectorFilter = { must: [{ ids }] };
  await points.deletePoints(ids);
  await points.deleteByFilter(theirs);
  await points.setPayload(theirs, { topic: 'stolen' });
  const [first] = own;
  if (!first) return;
  try {
    await points.upsert(ids.map((id) => ({ ...first, id })));
  } catch (error) {
    if ((error as { code?: string }).code !== 'VEC_POINT_FOREIGN') throw error;
  }
}

function compare(found: readonly { readonly id: string }[], expected: ReadonlySet<string>, tally: Tally): void {
  const ids = new Set(found.map(({ id }) => id));
  tally.foreign += [...ids].filter((id) => !expected.has(id)).length;
  tally.missing += [...expected].filter((id) => !ids.has(id)).length;
}

function compareCounts(found: number, expected: number, tally: Tally): void {
  tally.foreign += Math.max(0, found - expected);
  tally.missing += Math.max(0, expected - found);
}

import type { TenantVectors, VectorFilter, VectorHit } from '@stellwerk/vectors';
import fc from 'fast-check';
import { isContainerEngineThere, startQdrantServer } from './support/qdrant-server.js';
import { startEmbeddedVectors, type TestVectors } from './support/vector-engines.js';
import { holds, type SamplePoint, samplePoint, spec, uuid, vector } from './support/vector-points.js';

const engines = [
  ['the embedded engine', startEmbeddedVectors, true],
  ['a Qdrant server', startQdrantServer, isContainerEngineThere],
] as const;

for (const [name, start, isThere] of engines) {
  (isThere ? describe : describe.skip)(`vectors in ${name}`, () => contract(start));
}

function contract(start: () => Promise<TestVectors>): void {
  let vectors: TestVectors;
  const collection = 'sample';
  beforeAll(async () => {
    vectors = await start();
    await vectors.engine.ensureCollection(collection, spec);
  }, 300_000);
  afterAll(() => vectors.stop());
  afterEach(async () => {
    for (const name of ['a', 'b', 'c']) await tenant(name).deleteByFilter({});
  });

  const tenant = (name: string): TenantVectors => vectors.engine.tenant(collection, name);
  const ids = (hits: readonly { readonly id: string }[]) => hits.map(({ id }) => id);
  const scrolled = async (points: TenantVectors, filter?: VectorFilter): Promise<VectorHit[]> => {
    const hits: VectorHit[] = [];
    for await (const page of points.scroll(filter)) hits.push(...page);
    return hits;
  };
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

  it('finds a collection as it should be and refuses another one of its name', async () => {
    await vectors.engine.ensureCollection(collection, spec);
    const wider = { ...spec, dense: { meaning: { dimensions: 16 } } };
    await expect(vectors.engine.ensureCollection(collection, wider)).rejects.toMatchObject({
      code: 'VEC_COLLECTION_DIFFERS',
      message: expect.stringContaining('has 8 dimensions, not 16'),
    });
    const otherIndex = { ...spec, indexes: { ...spec.indexes, year: 'keyword' } } as const;
    await expect(vectors.engine.ensureCollection(collection, otherIndex)).rejects.toMatchObject({
      code: 'VEC_COLLECTION_DIFFERS',
    });
    expect(await vectors.engine.collections()).toContain(collection);
    expect(await vectors.engine.isReady()).toBe(true);
  });

  it('adds an index that a former run did not get to', async () => {
    await vectors.engine.ensureCollection(collection, { ...spec, indexes: { ...spec.indexes, owner: 'keyword' } });
    await expect(tenant('a').count({ must: [{ field: 'owner', anyOf: ['x'] }] })).resolves.toBe(0);
  });

  it('gives back what was written, without the tenant, and changes nothing by writing it again', async () => {
    const point = { ...samplePoint(1), payload: { ...samplePoint(1).payload, note: 'Grüße', ratio: 0.5, none: null } };
    await tenant('a').upsert([point]);
    await tenant('a').upsert([point]);
    expect(await tenant('a').count()).toBe(1);
    const [found] = await tenant('a').retrieve([point.id], { withVectors: true });
    expect(found?.payload).toEqual(point.payload);
    const meaning = point.dense.meaning ?? vector();
    const length = Math.hypot(...meaning);
    const stored = found?.dense?.meaning ?? [];
    meaning.forEach((value, i) => {
      expect(stored[i]).toBeCloseTo(value / length, 5);
    });
  });

  it('writes and reads more than one batch, all points in the order of ids', async () => {
    await tenant('a').upsert(range(0, 1_300).map((n) => samplePoint(n)));
    expect(ids(await scrolled(tenant('a')))).toEqual(range(0, 1_300).map(uuid));
    expect((await vectors.engine.info(collection)).points).toBe(1_300);
    const asked = range(600, 1_300).map(uuid).reverse();
    expect(ids(await tenant('a').retrieve(asked))).toEqual(asked);
  });

  it('lists each signal best first and equal scores by id, also where the list is cut', async () => {
    const equal = range(0, 120).map((n) => ({ ...samplePoint(0), id: uuid(200 - n) }));
    await tenant('a').upsert([...equal, { ...samplePoint(0), id: uuid(999), dense: { meaning: vector(1) } }]);
    const [dense, sparse] = await tenant('a').search([
      { using: 'meaning', vector: samplePoint(0).dense.meaning ?? vector(), limit: 5, exact: true },
      { using: 'words', vector: { indices: [100], values: [1] }, limit: 7, withPayload: true },
    ]);
    expect(ids(dense ?? [])).toEqual(range(81, 86).map(uuid));
    expect(ids(sparse ?? [])).toEqual(range(81, 88).map(uuid));
    expect(sparse?.[0]?.payload).toEqual(samplePoint(0).payload);
    expect(dense?.[0]?.payload).toBeUndefined();
  });

  it.each<[string, VectorFilter, readonly number[]]>([
    ['a value', { must: [{ field: 'topic', anyOf: ['t1'] }] }, [1, 4, 7]],
    ['one of a list', { must: [{ field: 'labels', anyOf: ['l1', 'l2'] }] }, [1, 2, 5, 6]],
    ['an integer', { must: [{ field: 'year', anyOf: [2003, 2004] }] }, [3, 4]],
    ['true', { must: [{ field: 'draft', anyOf: [true] }] }, [0, 2, 4, 6]],
    ['true or false', { must: [{ field: 'draft', anyOf: [true, false] }] }, [0, 1, 2, 3, 4, 5, 6, 7]],
    ['a range', { must: [{ field: 'year', range: { gte: 2002, lt: 2005 } }] }, [2, 3, 4]],
    ['not', { mustNot: [{ field: 'topic', anyOf: ['t0', 't1'] }] }, [2, 5]],
    ['either', { should: [{ ids: [uuid(7)] }, { field: 'year', range: { lte: 2000 } }] }, [0, 7]],
    ['all of it', { must: [{ ids: range(0, 6).map(uuid) }], mustNot: [{ field: 'draft', anyOf: [true] }] }, [1, 3, 5]],
    ['nothing there', { must: [{ field: 'topic', isEmpty: true }] }, []],
  ])('filters by %s in every kind of request', async (_title, filter, expected) => {
    await tenant('a').upsert(range(0, 8).map((n) => samplePoint(n)));
    await tenant('b').upsert(range(100, 108).map((n) => samplePoint(n)));
    const found = expected.map(uuid);
    expect(ids(await scrolled(tenant('a'), filter))).toEqual(found);
    expect(await tenant('a').count(filter)).toBe(expected.length);
    const query = { using: 'meaning', vector: vector(1, 1), limit: 50, exact: true, filter };
    const [hits] = await tenant('a').search([query]);
    expect(ids(hits ?? []).sort()).toEqual(found);
    const counts = await tenant('a').facet('labels', filter);
    expect(counts.find(({ value }) => value === 'all')?.count ?? 0).toBe(expected.length);
    await tenant('a').setPayload(filter, { topic: 'changed' });
    expect(await tenant('a').count({ must: [{ field: 'topic', anyOf: ['changed'] }] })).toBe(expected.length);
    expect(await tenant('b').count({ must: [{ field: 'topic', anyOf: ['changed'] }] })).toBe(0);
  });

  it('weighs the words of a tenant by its own documents alone', async () => {
    const query = { using: 'words', vector: { indices: [3, 12], values: [1, 1] }, limit: 20 };
    await tenant('a').upsert(range(0, 20).map((n) => samplePoint(n)));
    const before = await tenant('a').search([query]);
    const rare = { sparse: { words: { indices: [3], values: [1] } } };
    await tenant('b').upsert(range(1_000, 1_200).map((n) => ({ ...samplePoint(n), ...rare })));
    expect(await tenant('a').search([query])).toEqual(before);
    expect(before[0]?.length).toBeGreaterThan(0);
  });

  it('keeps points of another tenant out of sight and out of reach', async () => {
    await tenant('a').upsert([samplePoint(1), samplePoint(2)]);
    const foreign = tenant('b');
    expect(await foreign.retrieve([uuid(1), uuid(2)])).toEqual([]);
    expect(await foreign.count({ must: [{ ids: [uuid(1)] }] })).toBe(0);
    expect(await foreign.facet('topic')).toEqual([]);
    await foreign.deletePoints([uuid(1)]);
    await foreign.deleteByFilter({});
    await foreign.setPayload({ must: [{ ids: [uuid(1)] }] }, { topic: 'stolen' });
    await expect(foreign.upsert([samplePoint(2, { topic: 'stolen' }), samplePoint(3)])).rejects.toMatchObject({
      code: 'VEC_POINT_FOREIGN',
      message: expect.stringMatching(/^1 of 2 points/),
    });
    const found = await tenant('a').retrieve([uuid(1), uuid(2)]);
    expect(found.map(({ payload }) => payload.topic)).toEqual(['t1', 't2']);
  });

  it('answers random filtered requests with the points of the tenant that asks, and with all of them', async () => {
    const tenants = ['a', 'b', 'c'];
    const stored = new Map<string, SamplePoint[]>(
      tenants.map((name, t) => [name, range(0, 40).map((n) => samplePoint(1_000 * t + n))]),
    );
    for (const [name, points] of stored) await tenant(name).upsert(points);
    const value = fc.constantFrom('t0', 't1', 't2', 'l0', 'l3', 'all', 'none');
    const condition = fc.oneof(
      fc.record({ field: fc.constantFrom('topic', 'labels'), anyOf: fc.array(value, { minLength: 1, maxLength: 3 }) }),
      fc.record({ field: fc.constant('draft'), anyOf: fc.array(fc.boolean(), { minLength: 1, maxLength: 2 }) }),
      fc.record({
        field: fc.constant('year'),
        range: fc.record({ gte: fc.integer({ min: 1999, max: 2021 }) }),
      }),
      fc.record({ ids: fc.array(fc.integer({ min: 0, max: 2_040 }).map(uuid), { minLength: 1, maxLength: 5 }) }),
    );
    const filter = fc.record(
      {
        must: fc.array(condition, { maxLength: 3 }),
        mustNot: fc.array(condition, { maxLength: 2 }),
        should: fc.array(condition, { minLength: 1, maxLength: 3 }),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...tenants), filter, async (name, asked) => {
        const expected = ids((stored.get(name) ?? []).filter((point) => holds(asked, point)));
        const query = { using: 'meaning', vector: vector(1, 2), limit: 100, exact: true, filter: asked };
        const words = { using: 'words', vector: { indices: [100], values: [1] }, limit: 100, filter: asked };
        const [dense, sparse] = await tenant(name).search([query, words]);
        expect(ids(dense ?? []).sort()).toEqual(expected);
        expect(ids(sparse ?? []).sort()).toEqual(expected);
        expect(ids(await scrolled(tenant(name), asked))).toEqual(expected);
        expect(await tenant(name).count(asked)).toBe(expected.length);
        const topics = await tenant(name).facet('topic', asked);
        expect(topics.reduce((sum, { count }) => sum + count, 0)).toBe(expected.length);
      }),
      { numRuns: 60, seed: 6 },
    );
  });

  it('refuses a filter on a field without an index, in every kind of request', async () => {
    const filter = { must: [{ field: 'note', anyOf: ['x'] }] };
    const points = tenant('a');
    const query = { using: 'meaning', vector: vector(1), limit: 5, filter };
    for (const request of [
      () => points.count(filter),
      () => points.search([query]),
      () => scrolled(points, filter),
      () => points.facet('topic', filter),
      () => points.facet('note'),
      () => points.setPayload(filter, { topic: 'x' }),
      () => points.deleteByFilter(filter),
    ]) {
      await expect(request()).rejects.toMatchObject({ code: 'VEC_INDEX_MISSING', field: 'note' });
    }
  });

  it('refuses what is larger than strict mode allows', async () => {
    const post = (path: string, body: unknown) =>
      fetch(`${vectors.url}/collections/${collection}/points/${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'api-key': vectors.apiKey, 'content-type': 'application/json' },
      });
    const query = { query: [...vector(1)], using: 'meaning' };
    for (const [path, body] of [
      ['query', { ...query, limit: 100_000 }],
      ['query', { ...query, params: { hnsw_ef: 100_000 } }],
      ['scroll', { limit: 100_000 }],
      ['query/batch', { searches: Array.from({ length: 100 }, () => query) }],
    ] as const) {
      const answer = await post(path, body);
      expect({ path, status: answer.status }).toEqual({ path, status: 400 });
      expect(await answer.json()).toMatchObject({ status: { error: expect.any(String) } });
    }
  });

  it('switches an alias between two moments, never within one', async () => {
    const other = `${collection}-next`;
    await vectors.engine.ensureCollection(other, spec);
    await tenant('a').upsert(range(0, 10).map((n) => samplePoint(n, { topic: 'old' })));
    await vectors.engine.tenant(other, 'a').upsert(range(10, 20).map((n) => samplePoint(n, { topic: 'new' })));
    const alias = `${collection}-live`;
    await vectors.engine.setAlias(alias, collection);
    let switching = true;
    const seen = new Set<unknown>();
    const readers = Array.from({ length: 4 }, async () => {
      const query = { using: 'meaning', vector: vector(1), limit: 10, withPayload: true };
      while (switching) {
        const lists = await vectors.engine.tenant(alias, 'a').search([query, query]);
        const topics = new Set(lists.flat().map((hit) => hit.payload?.topic));
        expect([...topics]).toHaveLength(1);
        seen.add([...topics][0]);
      }
    });
    for (let i = 0; i < 20; i++) await vectors.engine.setAlias(alias, i % 2 === 0 ? other : collection);
    switching = false;
    await Promise.all(readers);
    expect(await vectors.engine.aliases()).toMatchObject({ [alias]: collection });
    expect(seen.size).toBe(2);
    await vectors.engine.dropCollection(other);
  });

  it('names a collection that is not there and refuses vectors that do not fit', async () => {
    await expect(vectors.engine.tenant('nowhere', 'a').count()).rejects.toMatchObject({
      code: 'VEC_COLLECTION_MISSING',
    });
    const short = { using: 'meaning', vector: Float32Array.of(1, 2), limit: 5 };
    await expect(tenant('a').search([short])).rejects.toMatchObject({ code: 'VEC_REFUSED' });
    await expect(tenant('a').search([{ ...short, using: 'nothing' }])).rejects.toMatchObject({ code: 'VEC_REFUSED' });
    await expect(
      tenant('a').upsert([{ ...samplePoint(1), dense: { meaning: Float32Array.of(1, 2) } }]),
    ).rejects.toMatchObject({ code: 'VEC_REFUSED' });
    expect(await tenant('a').count()).toBe(0);
  });

  it('gives the same lists after a restart', async () => {
    await tenant('a').upsert(range(0, 300).map((n) => samplePoint(n)));
    const queries = [
      { using: 'meaning', vector: vector(1, 2, 3), limit: 20, withPayload: true },
      { using: 'words', vector: { indices: [1, 12, 100], values: [1, 2, 1] }, limit: 20 },
    ];
    const before = await tenant('a').search(queries);
    expect(await tenant('a').search(queries)).toEqual(before);
    await vectors.restart();
    expect(await tenant('a').search(queries)).toEqual(before);
  });
}

import type { VectorFilter } from '@stellwerk/vectors';
import { seenNow } from '../testing/invariants.js';
import { newTestState, openTestIndex, removeTestState, type TestState, testDocument } from '../testing/test-index.js';

const TEXT = 'The parcel arrives after two days. Returns are free of charge within thirty days.';
const NEWER = 'The parcel arrives after three days. Returns are free of charge within thirty days.';

describe('upkeep of the ledger', () => {
  let state: TestState;
  let index: ReturnType<typeof openTestIndex>;
  beforeEach(async () => {
    state = newTestState();
    index = openTestIndex(state);
    await index.start(index.first);
    await index.ingestion.ingest([testDocument('a', TEXT), testDocument('b', TEXT)]);
  });
  afterEach(async () => {
    await index.close();
    removeTestState(state);
  });
  const points = () => state.engine.tenant(index.generations.live().collection, 'demo');

  it('takes superseded points away after the grace of requests, and their text after its own time', async () => {
    const version = index.ledger.document('demo', 'a')?.serving ?? '';
    await index.ingestion.ingest([testDocument('a', NEWER)]);
    expect(await index.sweep()).toEqual({ versions: 0, texts: 0, expired: 0 });
    state.clock.ms += 10_000;
    expect(await index.sweep()).toEqual({ versions: 1, texts: 0, expired: 0 });
    expect(await points().count()).toBe(4);
    expect(await index.texts.textOf('demo', { documentId: 'a', version })).toBe(TEXT);
    state.clock.ms += 86_400_000;
    expect(await index.sweep()).toEqual({ versions: 0, texts: 1, expired: 0 });
    expect(await index.texts.textOf('demo', { documentId: 'a', version })).toBeUndefined();
    expect(await index.sweep()).toEqual({ versions: 0, texts: 0, expired: 0 });
  });

  it('leaves a version that serves again', async () => {
    await index.ingestion.ingest([testDocument('a', NEWER)]);
    await index.ingestion.ingest([testDocument('a', TEXT)]);
    state.clock.ms += 100_000_000;
    await index.sweep();
    expect((await seenNow(state, index)).versions).toMatchObject({ a: [index.ledger.document('demo', 'b')?.serving] });
  });

  it('deletes documents whose time is up, unless it was prolonged', async () => {
    const until = (keepUntil: string) => ({
      stewardship: { owner: 'shop', legalBasis: 'own', licence: 'x', trust: 'own' as const, keepUntil },
    });
    await index.ingestion.ingest([
      testDocument('a', TEXT, until('2026-11-25T00:00:00Z')),
      testDocument('b', TEXT, until('2026-11-25T00:00:00Z')),
    ]);
    await index.ingestion.ingest([testDocument('b', TEXT, until('2027-11-25T00:00:00Z'))]);
    state.clock.ms = Date.parse('2026-11-26T00:00:00Z');
    expect(await index.sweep()).toMatchObject({ expired: 1 });
    expect(Object.keys((await seenNow(state, index)).versions)).toEqual(['b']);
  });

  it('notices lost, foreign and hidden points, and writes exactly what is missing', async () => {
    const ids: string[] = [];
    for await (const page of points().scroll()) ids.push(...page.map(({ id }) => id));
    await points().deletePoints(ids.slice(0, 1));
    const [stray] = await points().retrieve(ids.slice(1, 2));
    const foreign = { id: '00000000-0000-5000-8000-000000000001', dense: {}, sparse: {} };
    await points().upsert([{ ...foreign, payload: { ...stray?.payload, edition: 'of nothing' } }]);
    const [found] = await index.audit('demo');
    expect(found).toMatchObject({ expected: 4, present: 4, stray: [foreign.id], mixed: [] });
    expect(found?.differing.length).toBeGreaterThan(0);
    expect(await index.repair('demo')).toEqual([expect.objectContaining({ written: 1, removed: 1 })]);
    expect(await index.audit('demo')).toEqual([
      expect.objectContaining({ expected: 4, present: 4, differing: [], stray: [] }),
    ]);
    expect(await index.repair('demo')).toEqual([{ documents: 0, written: 0, removed: 0 }]);
  });

  it('takes nothing away that is written while it looks', async () => {
    const tenant = state.engine.tenant.bind(state.engine);
    state.engine.tenant = (collection, name) => {
      const own = tenant(collection, name);
      async function* scroll(filter?: VectorFilter) {
        await index.ingestion.ingest([testDocument('c', TEXT)]);
        yield* own.scroll(filter);
      }
      return { ...own, scroll };
    };
    expect(await index.repair('demo')).toEqual([{ documents: 0, written: 0, removed: 0 }]);
    state.engine.tenant = tenant;
    expect(await index.audit('demo')).toEqual([expect.objectContaining({ expected: 6, present: 6, differing: [] })]);
  });
});

import { generationName, LIVE_ALIAS } from '../domain/generation.js';
import { visibleAt } from '../domain/visibility.js';
import { HashEmbedding } from '../testing/hash-embedding.js';
import {
  hashTools,
  newTestState,
  openTestIndex,
  removeTestState,
  type TestState,
  testDocument,
} from '../testing/test-index.js';
import { compareGenerations, defaultGate } from './compare.js';

const text = (number: number) =>
  `Parcel ${number} arrives after ${number} days. Returns are free of charge in week ${number}.`;
const held = { at: '', queries: 1, overlapAt10: 1, topScore: { live: 1, shadow: 1 }, isHeld: true, reasons: [] };

describe('a second generation', () => {
  let state: TestState;
  let index: ReturnType<typeof openTestIndex>;
  let next: string;
  const embeddings = new HashEmbedding(16, '2');

  beforeEach(async () => {
    state = newTestState();
    index = openTestIndex(state);
    index.addTools(hashTools(embeddings, 2));
    await index.start(index.first);
    await index.ingestion.ingest([1, 2, 3, 4].map((number) => testDocument(`d${number}`, text(number))));
    next = (await index.generations.create({ embedding: embeddings.space, chunker: 2, lexicon: 1 })).name;
  });
  afterEach(async () => {
    await index.close();
    removeTestState(state);
  });

  const visible = (name: string) =>
    index.generations
      .named(name)
      .points('demo')
      .count({ must: visibleAt(index.ledger.sequence('demo')) });

  it('is filled from ledger and texts while the first serves, and goes on where it was stopped', async () => {
    const stop = new AbortController();
    await expect(
      index.fill(next, { signal: stop.signal, onProgress: (done) => done === 2 && stop.abort() }),
    ).rejects.toThrow();
    expect(await visible(next)).toBe(4);
    expect(await index.fill(next)).toEqual({ written: 2, points: 4, missing: 0 });
    expect(await index.fill(next)).toEqual({ written: 0, points: 0, missing: 0 });
    expect(index.generations.snapshot('demo').name).toBe(generationName(index.first));
  });

  it('gets what is written meanwhile', async () => {
    await index.fill(next);
    await index.ingestion.ingest([testDocument('d1', text(100)), testDocument('d9', text(9))]);
    await index.removal.remove('demo', ['d2']);
    expect(await visible(next)).toBe(8);
    expect((await index.completeness()).map(({ isComplete, expected }) => [isComplete, expected])).toEqual([
      [true, 8],
      [true, 8],
    ]);
  });

  it('may not serve before it is complete', async () => {
    index.switcher.noteComparison(next, held);
    await expect(index.switcher.switchTo(next)).rejects.toMatchObject({ code: 'RAG_GENERATION_INCOMPLETE' });
    await index.fill(next);
    const points = index.generations.named(next).points('demo');
    const [lost] = (await points.scroll()[Symbol.asyncIterator]().next()).value ?? [];
    await points.deletePoints([lost?.id ?? '']);
    await expect(index.switcher.switchTo(next)).rejects.toMatchObject({ code: 'RAG_GENERATION_INCOMPLETE' });
    expect((await state.engine.aliases())[LIVE_ALIAS]).toBe(index.generations.live().collection);
  });

  it('may not serve before its answers were compared and held', async () => {
    await index.fill(next);
    await expect(index.switcher.switchTo(next)).rejects.toMatchObject({ code: 'RAG_GENERATION_NOT_GOOD' });
    index.switcher.noteComparison(next, { ...held, isHeld: false, reasons: ['nDCG@10 0.5 after 0.9'] });
    await expect(index.switcher.switchTo(next)).rejects.toThrow('nDCG@10 0.5 after 0.9');
  });

  it('takes over by one call, and back by the same call', async () => {
    await index.fill(next);
    index.switcher.noteComparison(next, held);
    const before = index.generations.snapshot('demo');
    const calls = () => state.engine.writes.filter((call) => call === 'setAlias').length;
    const already = calls();
    await index.switcher.switchTo(next);
    expect(calls() - already).toBe(1);
    expect(index.generations.snapshot('demo')).toMatchObject({
      name: next,
      collection: index.generations.live().collection,
    });
    expect(before.name).toBe(generationName(index.first));
    // The one before still gets what is new: going back loses nothing.
    await index.ingestion.ingest([testDocument('d5', text(5))]);
    await index.switcher.rollback();
    expect(calls() - already).toBe(2);
    expect(index.generations.snapshot('demo').name).toBe(before.name);
    expect(await visible(before.name)).toBe(10);
  });

  it('serves after a crash between alias and ledger', async () => {
    await index.fill(next);
    await state.engine.setAlias(LIVE_ALIAS, index.generations.named(next).collection);
    await index.close();
    index = openTestIndex(state);
    index.addTools(hashTools(embeddings, 2));
    await index.start(index.first);
    expect(index.generations.live().name).toBe(next);
    // The one before goes in its time, as after a switch that nothing cut in two.
    state.clock.ms += 3_600_001;
    expect(await index.switcher.dropDue()).toEqual([generationName(index.first)]);
  });

  it('is dropped when its time is over, and can be made anew', async () => {
    await index.fill(next);
    index.switcher.noteComparison(next, held);
    await index.switcher.switchTo(next);
    await index.switcher.rollback();
    expect(await index.switcher.dropDue()).toEqual([]);
    state.clock.ms += 3_600_001;
    expect(await index.switcher.dropDue()).toEqual([next]);
    expect(await state.engine.collections()).toEqual([index.generations.live().collection]);
    await expect(index.switcher.drop(index.generations.live().name)).rejects.toMatchObject({
      code: 'RAG_GENERATION_SERVES',
    });
    await index.generations.create({ embedding: embeddings.space, chunker: 2, lexicon: 1 });
    expect(await index.fill(next)).toMatchObject({ written: 4 });
  });

  it('is owed what its model refuses, and the live one goes on', async () => {
    await index.fill(next);
    embeddings.onCall = () => {
      throw new Error('away');
    };
    const { outcomes } = await index.ingestion.ingest([testDocument('d7', text(7))]);
    embeddings.onCall = () => {};
    expect(outcomes.indexed).toBe(1);
    expect((await index.completeness()).map(({ owed }) => owed)).toEqual([0, 1]);
    expect(await index.fill(next)).toMatchObject({ written: 1 });
    expect((await index.completeness()).every(({ isComplete }) => isComplete)).toBe(true);
  });
});

describe('comparison of generations', () => {
  const hits = (...keys: string[]) => keys.map((key, place) => ({ key, score: 1 - place / 10 }));
  const gate = { ...defaultGate, leastQueries: 1 };
  const judged = [{ query: 'q', relevant: new Set(['a']) }];

  it.each([
    ['equal answers', [hits('a', 'b')], [hits('a', 'b')], true, 1],
    ['a fall of nDCG', [hits('a', 'b')], [hits('b', 'a')], false, 1],
    ['little in common', [hits('a', 'b', 'c', 'd')], [hits('a', 'x', 'y', 'z')], false, 0.25],
    ['nothing found by either', [[]], [[]], true, 1],
  ])('says of %s whether they hold', (_what, live, shadow, isHeld, overlapAt10) => {
    const comparison = compareGenerations({ questions: judged, live, shadow }, gate, 'now');
    expect(comparison).toMatchObject({ isHeld, overlapAt10 });
    expect(comparison.reasons).toHaveLength(isHeld ? 0 : 1);
  });

  it('does not hold on too few questions', () => {
    expect(compareGenerations({ questions: [], live: [], shadow: [] }, gate, 'now').isHeld).toBe(false);
  });
});

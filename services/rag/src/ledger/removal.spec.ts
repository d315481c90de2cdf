import { Intake } from '../documents/intake.js';
import { seenNow } from '../testing/invariants.js';
import { newTestState, openTestIndex, removeTestState, type TestState, testDocument } from '../testing/test-index.js';
import { intakeParts } from '../wiring/intake-parts.js';

const TEXT = 'Erika lives in the house by the lake. The house has four windows and a red door.';

describe('deletion', () => {
  let state: TestState;
  let index: ReturnType<typeof openTestIndex>;
  beforeEach(async () => {
    state = newTestState();
    index = openTestIndex(state);
    await index.start(index.first);
    await index.ingestion.ingest([
      testDocument('a', TEXT),
      testDocument('b', TEXT),
      testDocument('c', 'Another text of another source.', { source: 'blog' }),
    ]);
  });
  afterEach(async () => {
    await index.close();
    removeTestState(state);
  });

  it('leaves no point, no text and no vector of a document', async () => {
    const version = index.ledger.document('demo', 'a')?.serving ?? '';
    const sequence = index.ledger.sequence('demo');
    expect(await index.removal.remove('demo', ['a'])).toBe(1);
    expect((await seenNow(state, index)).versions).toEqual({ b: [version], c: [expect.any(String)] });
    expect(await index.texts.textOf('demo', { documentId: 'a', version })).toBeUndefined();
    expect(index.ledger.version('demo', 'a', version)).toMatchObject({ state: 'deleted', metadata: { title: '' } });
    expect(index.ledger.sequence('demo')).toBe(sequence + 1);
    // The same bytes serve another document: its text stays.
    expect(await index.texts.textOf('demo', { documentId: 'b', version })).toBe(TEXT);
    state.embeddings.computed = 0;
    await index.ingestion.ingest([testDocument('a', TEXT)]);
    expect(state.embeddings.computed).toBeGreaterThan(0);
  });

  it('takes all documents of a source away with one number', async () => {
    const sequence = index.ledger.sequence('demo');
    let flushed = 0;
    const events = { flush: async () => void flushed++ };
    const intake = new Intake(intakeParts({ index, ledger: index.ledger, events }));
    expect(await intake.removeSource('demo', 'faq')).toEqual(['a', 'b']);
    expect(flushed).toBe(1);
    expect(index.ledger.sequence('demo')).toBe(sequence + 1);
    expect(Object.keys((await seenNow(state, index)).versions)).toEqual(['c']);
    expect(await intake.removeSource('demo', 'faq')).toEqual([]);
    expect(index.ledger.sequence('demo')).toBe(sequence + 1);
    const deleted = index.ledger.announced(100).filter(({ value }) => value.outcome === 'deleted');
    expect(deleted.map(({ value }) => value.documentId).sort()).toEqual(['a', 'b']);
  });

  it('removes blobs when their last document goes', async () => {
    await index.removal.remove('demo', ['a', 'b', 'c']);
    expect([...state.blobs.files.keys()]).toEqual([]);
  });

  it('is not taken for done while points are left', async () => {
    const points = state.engine.tenant(index.generations.live().collection, 'demo');
    state.engine.tenant = () => ({ ...points, deleteByFilter: async () => {} });
    await expect(index.removal.remove('demo', ['a'])).rejects.toMatchObject({ code: 'RAG_DELETION_UNPROVEN' });
    expect(index.ledger.document('demo', 'a')?.deletion).toBe('under-way');
    expect((await seenNow(state, index)).versions).not.toHaveProperty('a');
  });
});

import { seenNow } from '../testing/invariants.js';
import { newTestState, openTestIndex, removeTestState, type TestState, testDocument } from '../testing/test-index.js';
import { refreshSource } from './refresh.js';

const text = (name: string) => `The page ${name} tells how parcels are sent back within thirty days.`;
const page = (name: string, more = '') => testDocument(name, text(name) + more);

describe('reading a source again', () => {
  let state: TestState;
  let index: ReturnType<typeof openTestIndex>;
  beforeEach(async () => {
    state = newTestState();
    index = openTestIndex(state);
    await index.start(index.first);
    await index.ingestion.ingest([page('a'), page('b'), page('c'), testDocument('x', text('x'), { source: 'blog' })]);
  });
  afterEach(async () => {
    await index.close();
    removeTestState(state);
  });

  const refresh = (documents: ReturnType<typeof page>[], unread: readonly string[] = [], signal?: AbortSignal) =>
    refreshSource(
      index,
      { tenant: 'demo', source: 'faq', documents, unread: () => new Set(unread) },
      signal ? { signal } : {},
    );

  it('takes in what is new or changed, deletes what is gone, and leaves the rest and other sources', async () => {
    const documents = [page('a'), page('b', ' It was written anew in this week.'), page('d')];
    expect(await refresh(documents)).toMatchObject({ outcomes: { indexed: 2, unchanged: 1 }, gone: 1, kept: 0 });
    expect(Object.keys((await seenNow(state, index)).versions).sort()).toEqual(['a', 'b', 'd', 'x']);
    const writes = state.engine.writes.length;
    expect(await refresh(documents)).toMatchObject({ outcomes: { unchanged: 3 }, gone: 0 });
    expect(state.engine.writes.length).toBe(writes);
  });

  it.each([
    ['what could not be read this time', [page('a')], ['b', 'c'], { gone: 0, kept: 0 }],
    ['everything where most seems gone', [page('a')], [], { gone: 0, kept: 2 }],
  ])('keeps %s', async (_what, documents, unread, expected) => {
    expect(await refresh(documents, unread)).toMatchObject(expected);
    expect(Object.keys((await seenNow(state, index)).versions).sort()).toEqual(['a', 'b', 'c', 'x']);
  });

  it('deletes nothing when it is stopped', async () => {
    expect(await refresh([page('a'), page('b')], [], AbortSignal.abort())).toMatchObject({ gone: 0, kept: 0 });
    expect(Object.keys((await seenNow(state, index)).versions)).toHaveLength(4);
  });
});

import { HashEmbedding } from '../testing/hash-embedding.js';
import { hashTools, newTestState, openTestIndex, removeTestState, testDocument } from '../testing/test-index.js';
import { Reembedding } from './reembedding.js';

describe('generations that are asked for while another is filled', () => {
  it('are filled after it', async () => {
    const state = newTestState();
    const index = openTestIndex(state);
    const models = ['2', '3'].map((revision) => new HashEmbedding(16, revision));
    for (const model of models) index.addTools(hashTools(model, 2));
    await index.start(index.first);
    await index.ingestion.ingest([1, 2].map((number) => testDocument(`d${number}`, `Parcel ${number} is lost.`)));
    const failures: unknown[] = [];
    let wanted = index.first;
    const reembedding = new Reembedding({
      ...{ index, ledger: index.ledger, control: { all: () => [] } },
      wanted: () => wanted,
      retrieverOf: () => ({ search: async () => ({ hits: [], generation: '' }) }),
      now: () => new Date(state.clock.now()),
      onFailure: (error) => failures.push(error),
    });
    const filling = async () => (await reembedding.list()).map(({ isFilling }) => isFilling);
    for (const { space } of models) {
      wanted = { embedding: space, chunker: 2, lexicon: 1 };
      expect(await reembedding.start()).toMatchObject({ isNew: true });
    }
    while ((await filling()).includes(true));
    expect((await index.completeness()).map(({ isComplete, owed }) => [isComplete, owed])).toEqual([
      [true, 0],
      [true, 0],
      [true, 0],
    ]);
    expect(failures).toEqual([]);
    await reembedding.close();
    await index.close();
    removeTestState(state);
  });
});

import type { VectorQuery } from '@stellwerk/vectors';
import { fuseLists } from './fusion/fuse-lists.js';
import { searchDefaults } from './options.js';
import { encodeQuestion } from './question.js';
import type { SearchablePoints } from './searchable-points.js';
import { signalLists } from './signal-lists.js';
import { lettersVector, smallIndex } from './testing/small-index.js';

const QUESTION = 'Was kostet der Versand nach Hamburg?';
const cities = ['Hamburg', 'Bremen', 'Lübeck', 'Kiel', 'Wien', 'Graz', 'Linz', 'Köln', 'Bonn', 'Ulm', 'Jena', 'Gera'];
const { engine, serving } = smallIndex(
  cities.map((city, at) => ({ id: city, text: `Der Versand nach ${city} kostet ${at + 2} Euro.` })),
);

/** The lists of the question, and the ids that were asked about one by one. */
async function asked(exactCandidates: number) {
  const points = engine.tenant(serving.snapshot('demo').collection, 'demo');
  const queries: VectorQuery[] = [];
  const watched: SearchablePoints = {
    ...{ retrieve: points.retrieve, count: points.count, facet: points.facet, scroll: points.scroll },
    search: (batch) => {
      queries.push(...batch);
      return points.search(batch);
    },
  };
  const options = { ...searchDefaults, candidates: 4, exactCandidates };
  const { signals } = encodeQuestion(QUESTION, lettersVector(QUESTION));
  const lists = await signalLists(watched, signals, {}, options);
  const ids = queries.flatMap(({ filter }) =>
    (filter?.must ?? []).flatMap((condition) => ('ids' in condition ? condition.ids : [])),
  );
  return { ids: new Set(ids), order: fuseLists(lists, options).map(({ id }) => id) };
}

describe('the lists of the signals', () => {
  it.each([1, 2, 3])('ask for missing scores of the best %i candidates alone', async (count) => {
    const { ids } = await asked(count);
    expect(ids.size).toBeLessThanOrEqual(count);
  });

  it('ask about every candidate where all may come to the front', async () => {
    const { ids, order } = await asked(1_000);
    expect(order.length).toBeGreaterThan(4);
    expect(ids.size).toBeGreaterThan(3);
    expect(order).toEqual(expect.arrayContaining([...ids]));
  });

  it('put the same candidate first, however many scores are exact', async () => {
    const all = await asked(1_000);
    expect((await asked(4)).order[0]).toBe(all.order[0]);
  });
});

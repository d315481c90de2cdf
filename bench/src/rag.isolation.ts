import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startStack } from '@stellwerk/local';
import { createVectorEngine, type VectorEngine } from '@stellwerk/vectors';
import { type Benchmark, exactly } from './benchmark.js';
import { ask, type Tally } from './rag-isolation/requests.js';
import { RandomFilters, type SamplePoint, samplePoints, spec, TENANTS } from './rag-isolation/sample.js';
import { seededRandom } from './random.js';

const REQUESTS = 10_500;
const CLIENTS = 8;
const COLLECTION = 'isolation';

const benchmark: Benchmark = {
  name: 'rag.isolation',
  describe: 'Random filtered requests of five tenants with the same texts in one collection of the embedded engine.',
  seed: 6,
  load: { generator: 'the measuring process', cores: 0 },
  figures: {
    requests: { unit: 'requests', aim: null },
    'points of other tenants, or outside the filter, in answers': { unit: 'points', aim: exactly(0) },
    'own points missing from answers': { unit: 'points', aim: exactly(0) },
    'points that another tenant changed or deleted': { unit: 'points', aim: exactly(0) },
  },
  async run({ short, seed, folder, log, note, cut }) {
    const requests = short ? REQUESTS / 10 : REQUESTS;
    if (short) cut('a tenth of the requests');
    note(
      'in turn: exact search by meaning, search by words, scroll, count, facet, read by ids of anybody, and attempts',
    );
    note('an attempt deletes by id and by filter, changes payload and overwrites, all at points of other tenants');
    const stack = await startStack({ stateDir: folder, freePorts: true, only: ['qdrant'], onProgress: log });
    try {
      const apiKey = readFileSync(join(stack.secretsFolder, 'qdrant-key'), 'utf8').trim();
      const engine = createVectorEngine({ url: stack.url('qdrant'), apiKey });
      await engine.ensureCollection(COLLECTION, spec);
      const stored = new Map(TENANTS.map((tenant) => [tenant, samplePoints(tenant)]));
      for (const [tenant, points] of stored) await engine.tenant(COLLECTION, tenant).upsert(points);
      const ids = [...stored.values()].flatMap((points) => points.map(({ id }) => id));
      const tally: Tally = { requests: 0, foreign: 0, missing: 0 };
      let next = 0;
      await Promise.all(
        Array.from({ length: CLIENTS }, async () => {
          for (let turn = next++; turn < requests; turn = next++) {
            // A generator per request: what is asked does not depend on which client asks it.
            const random = seededRandom(seed * REQUESTS + turn);
            const tenant = TENANTS[Math.floor(random() * TENANTS.length)] as (typeof TENANTS)[number];
            const filters = new RandomFilters(random, ids);
            await ask(turn, engine.tenant(COLLECTION, tenant), stored.get(tenant) ?? [], filters, tally);
          }
        }),
      );
      const changed = await changedPoints(engine, stored);
      return [
        { name: 'requests', value: tally.requests, n: tally.requests },
        {
          name: 'points of other tenants, or outside the filter, in answers',
          value: tally.foreign,
          n: tally.requests,
        },
        { name: 'own points missing from answers', value: tally.missing, n: tally.requests },
        { name: 'points that another tenant changed or deleted', value: changed, n: tally.requests },
      ];
    } finally {
      await stack.stop();
    }
  },
};

async function changedPoints(
  engine: VectorEngine,
  stored: ReadonlyMap<string, readonly SamplePoint[]>,
): Promise<number> {
  let changed = 0;
  for (const [tenant, points] of stored) {
    const found = await engine.tenant(COLLECTION, tenant).retrieve(points.map(({ id }) => id));
    const topics = new Map(found.map(({ id, payload }) => [id, payload.topic]));
    changed += points.filter(({ id, payload }) => topics.get(id) !== payload.topic).length;
  }
  return changed;
}

export default benchmark;

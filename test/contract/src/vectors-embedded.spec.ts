import { execFileSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TenantVectors, VectorPoint } from '@stellwerk/vectors';
import { startEmbeddedVectors } from './support/vector-engines.js';
import { uuid } from './support/vector-points.js';

const DIMENSIONS = 64;
/** About 400 vectors of one field: beyond that the engine builds a graph. */
const INDEXING_THRESHOLD_KB = 100;
const PATIENCE_MS = 60_000;

const spec = {
  dense: { meaning: { dimensions: DIMENSIONS } },
  sparse: { words: { idf: true } },
  indexes: { round: 'integer' },
} as const;

/** Points that lie in clusters, as texts do; `round` tells when a point was written last. */
const point = (n: number, round = 0): VectorPoint => ({
  id: uuid(n),
  dense: {
    meaning: Float32Array.from({ length: DIMENSIONS }, (_, i) => Math.sin((n % 40) * (i + 1)) + 0.5 * Math.sin(n * i)),
  },
  sparse: { words: { indices: [n % 50, 100], values: [1, 1] } },
  payload: { round },
});
const points = (from: number, to: number, round = 0) =>
  Array.from({ length: to - from }, (_, i) => point(from + i, round));

describe('the embedded vector engine', () => {
  let vectors: Awaited<ReturnType<typeof startEmbeddedVectors>>;
  let tenant: TenantVectors;
  const shards = () => readdir(join(vectors.stateDir, 'qdrant', 'data', 'shards'));
  const builders = () =>
    execFileSync('ps', ['-eo', 'stat=,args='], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes('build_index') && line.includes(vectors.stateDir) && !line.startsWith('Z'));
  const until = async (what: string, holds: () => boolean | Promise<boolean>) => {
    const deadline = performance.now() + PATIENCE_MS;
    while (!(await holds())) {
      if (performance.now() > deadline) throw new Error(`waited in vain until ${what}`);
      await sleep(20);
    }
  };
  const request = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    fetch(`${vectors.url}${path}`, {
      method,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      headers: { 'api-key': vectors.apiKey, ...headers },
    });

  beforeAll(async () => {
    vectors = await startEmbeddedVectors();
    const created = await request('PUT', '/collections/texts', {
      vectors: { meaning: { size: DIMENSIONS, distance: 'Cosine' } },
      sparse_vectors: { words: { modifier: 'idf' } },
      optimizers_config: { indexing_threshold: INDEXING_THRESHOLD_KB },
    });
    expect(created.status).toBe(200);
    await vectors.engine.ensureCollection('texts', spec);
    tenant = vectors.engine.tenant('texts', 'a');
  }, 300_000);
  afterAll(() => vectors.stop());

  it('has every acknowledged point after it was killed three times amid writes', async () => {
    const safe = vectors.engine.tenant('texts', 'killed');
    const acknowledged: string[] = [];
    let writing = true;
    let next = 100_000;
    const writers = Array.from({ length: 3 }, async () => {
      while (writing) {
        const batch = points(next, next + 10);
        next += 10;
        try {
          await safe.upsert(batch);
          acknowledged.push(...batch.map(({ id }) => id));
        } catch (error) {
          expect(error).toMatchObject({ code: 'VEC_UNAVAILABLE' });
        }
      }
    });
    for (let kill = 0; kill < 3; kill++) {
      const before = acknowledged.length;
      await until('points are written', () => acknowledged.length >= before + 60);
      await vectors.crash();
    }
    writing = false;
    await Promise.all(writers);
    const found = await safe.retrieve(acknowledged);
    expect(found).toHaveLength(acknowledged.length);
    await safe.deleteByFilter({});
  });

  it('builds the index beside the service: searches and writes go on, and none is lost by the switch', async () => {
    await tenant.upsert(points(0, 1_500));
    const [before] = await shards();
    await until('a second shard is there', async () => (await shards()).length === 2);
    // Written while the copy is indexed: new points, points anew, points taken away, payload by a filter.
    await tenant.upsert(points(1_500, 1_600, 1));
    await tenant.upsert(points(0, 50, 2));
    await tenant.deletePoints(points(50, 60).map(({ id }) => id));
    await tenant.setPayload({ must: [{ ids: [uuid(70), uuid(71)] }] }, { round: 3 });
    const query = { using: 'meaning', vector: point(7).dense.meaning as Float32Array, limit: 10 };
    expect((await tenant.search([query]))[0]).toHaveLength(10);
    await until('the new shard serves', async () => {
      const present = await shards();
      return present.length === 1 && present[0] !== before;
    });
    const round = (value: number) => tenant.count({ must: [{ field: 'round', anyOf: [value] }] });
    expect(await tenant.count()).toBe(1_590);
    expect([await round(0), await round(1), await round(2), await round(3)]).toEqual([1_438, 100, 50, 2]);
    const info = (await (await request('GET', '/collections/texts')).json()) as {
      result: { indexed_vectors_count: number };
    };
    expect(info.result.indexed_vectors_count).toBeGreaterThan(2 * 1_400);
    let common = 0;
    for (let n = 0; n < 40; n++) {
      const asked = { using: 'meaning', vector: point(n).dense.meaning as Float32Array, limit: 10 };
      const [approximate, exact] = await tenant.search([asked, { ...asked, exact: true }]);
      const ids = new Set(exact?.map(({ id }) => id));
      common += approximate?.filter(({ id }) => ids.has(id)).length ?? 0;
    }
    expect(common / 400).toBeGreaterThanOrEqual(0.99);
  });

  it('forgets a half-built index after a crash, and ends its builder', async () => {
    await until('nothing is being built', async () => (await shards()).length === 1);
    const present = await tenant.count();
    await tenant.upsert(points(5_000, 6_500));
    let running: string[] = [];
    await until('an index is being built', async () => {
      running = builders();
      return running.length > 0 && (await shards()).length === 2;
    });
    await vectors.crash();
    await until('the builder of the dead service has ended', () => !builders().some((line) => running.includes(line)));
    expect(await tenant.count()).toBe(present + 1_500);
    await until('the index is there all the same', async () => (await vectors.engine.info('texts')).indexed);
    expect(await shards()).toHaveLength(1);
  });

  it.each([
    ['no key', 'GET', '/collections', undefined, { 'api-key': '' }, 401],
    ['a wrong key', 'GET', '/collections', undefined, { 'api-key': 'guessed' }, 401],
    ['an unknown path', 'GET', '/telemetry', undefined, {}, 404],
    ['a body that is no JSON', 'POST', '/collections/texts/points/count', '{"filter":', {}, 400],
    ['a body that is no object', 'POST', '/collections/texts/points/count', '[1]', {}, 400],
    ['a field that would be ignored', 'POST', '/collections/texts/points/count', { filters: {} }, {}, 400],
    ['a query it does not offer', 'POST', '/collections/texts/points/query', { query: { sample: 'random' } }, {}, 400],
    ['a filter of a thousand storeys', 'POST', '/collections/texts/points/count', nested(1_000), {}, 400],
    ['33 MB', 'POST', '/collections/texts/points/count', ' '.repeat(33 << 20), {}, 413],
    ['a name that leaves the folder', 'PUT', '/collections/..%2F..%2Fetc', { vectors: {} }, {}, 400],
    ['a name that is taken', 'PUT', '/collections/texts', { vectors: { a: { size: 2, distance: 'Dot' } } }, {}, 409],
    ['a vector of words', 'PUT', '/collections/texts/points', wrongPoint({ meaning: ['x'] }), {}, 400],
    [
      'repeated words',
      'PUT',
      '/collections/texts/points',
      wrongPoint({ words: { indices: [1, 1], values: [1, 2] } }),
      {},
      400,
    ],
    [
      'a number beyond floats',
      'PUT',
      '/collections/texts/points',
      wrongPoint({ words: { indices: [1], values: [1e300] } }),
      {},
      400,
    ],
  ] as const)('refuses %s', async (_title, method, path, body, headers, status) => {
    const answer = await request(method, path, body, headers);
    expect(answer.status).toBe(status);
    if (status !== 401) expect(await answer.json()).toMatchObject({ status: { error: expect.any(String) } });
  });

  it('listens on loopback alone and tells without a key only that it lives', async () => {
    const [alive, ready] = await Promise.all(['/healthz', '/readyz'].map((path) => fetch(`${vectors.url}${path}`)));
    expect([alive?.status, ready?.status]).toEqual([200, 200]);
    const port = new URL(vectors.url).port;
    const sockets = execFileSync('cat', ['/proc/net/tcp'], { encoding: 'utf8' }).split('\n');
    const hexPort = Number(port).toString(16).toUpperCase().padStart(4, '0');
    const listening = sockets.filter((line) => new RegExp(`:${hexPort} 00000000:0000 0A`).test(line));
    expect(listening.map((line) => line.trim().split(/\s+/)[1])).toEqual([`0100007F:${hexPort}`]);
  });
});

function nested(depth: number): unknown {
  let filter: unknown = { must: [] };
  for (let i = 0; i < depth; i++) filter = { must: [filter] };
  return { filter };
}

function wrongPoint(vector: unknown): unknown {
  return { points: [{ id: 1, vector }] };
}

import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createVectorEngine } from './engine.js';

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  /** The connection is cut instead. */
  readonly cut?: boolean;
  /** Nothing comes back. */
  readonly hang?: boolean;
}

const ok = (result: unknown): Answer => ({ status: 200, body: { result, status: 'ok', time: 0 } });
const failed = (status: number, error = 'x'): Answer => ({ status, body: { status: { error }, time: 0 } });

describe('vector engine over an unreliable connection', () => {
  let server: Server;
  let answers: Answer[];
  let requests: string[];
  beforeEach(async () => {
    answers = [];
    requests = [];
    server = createServer((request: IncomingMessage, response) => {
      requests.push(`${request.method} ${request.url}`);
      const answer = answers.shift() ?? failed(500);
      request.resume().on('end', () => {
        if (answer.cut) request.socket.destroy();
        else if (!answer.hang)
          response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const engine = (options = {}) =>
    createVectorEngine({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      random: () => 0,
      ...options,
    });
  const tenant = (options = {}) => engine(options).tenant('texts', 'a');

  it.each([
    ['a cut connection', { status: 0, cut: true }],
    ['an overloaded engine', failed(503)],
    ['an engine that limits its callers', failed(429)],
  ])('repeats a read after %s', async (_title, failure) => {
    answers = [failure, failure, ok({ count: 3 })];
    await expect(tenant().count()).resolves.toBe(3);
    expect(requests).toHaveLength(3);
  });

  it('gives up after the last attempt and says what it tried', async () => {
    answers = [failed(503), failed(503), failed(503), ok({ count: 3 })];
    await expect(tenant().count()).rejects.toMatchObject({
      code: 'VEC_UNAVAILABLE',
      message: 'the vector engine could not count points: it answered 503',
    });
    expect(requests).toHaveLength(3);
  });

  it.each([
    ['delete by filter', (points: ReturnType<typeof tenant>) => points.deleteByFilter({})],
    ['set payload', (points: ReturnType<typeof tenant>) => points.setPayload({}, { topic: 'x' })],
  ])('does not repeat what a filter chooses: %s', async (_title, write) => {
    answers = [{ status: 0, cut: true }, ok({})];
    await expect(write(tenant())).rejects.toMatchObject({ code: 'VEC_UNAVAILABLE' });
    expect(requests).toHaveLength(1);
  });

  it('does not wait longer than it may, and does not repeat what took too long', async () => {
    answers = [{ status: 0, hang: true }];
    await expect(tenant({ readTimeoutMs: 60 }).count()).rejects.toMatchObject({ code: 'VEC_TIMED_OUT' });
    expect(requests).toHaveLength(1);
  });

  it.each([
    [401, 'x', 'VEC_UNAUTHORISED'],
    [404, "Not found: Collection `texts` doesn't exist!", 'VEC_COLLECTION_MISSING'],
    [400, 'Wrong input: Vector dimension error: expected dim: 4, got 2', 'VEC_REFUSED'],
    [400, 'Bad request: Index required but not found for "note" of one of [keyword]', 'VEC_INDEX_MISSING'],
  ])('tells a refusal (%i %s) from an outage', async (status, text, code) => {
    answers = [failed(status, text)];
    await expect(tenant().count()).rejects.toMatchObject({ code });
    expect(requests).toHaveLength(1);
  });

  it('is not ready while nothing answers, nor over an engine that mixes tenants in its scores', async () => {
    answers = [
      { status: 0, cut: true },
      { status: 0, cut: true },
      { status: 0, cut: true },
    ];
    expect(await engine().isReady()).toBe(false);
    answers = [{ status: 200, body: { title: 'qdrant', version: '1.18.4' } }];
    expect(await engine().isReady()).toBe(false);
    answers = [{ status: 200, body: { title: 'qdrant', version: '1.18.4' } }];
    await expect(engine().ensureCollection('texts', { dense: {}, sparse: {}, indexes: {} })).rejects.toMatchObject({
      code: 'VEC_ENGINE_TOO_OLD',
    });
  });

  it.each([
    ['a tenant without a name', () => engine().tenant('texts', ''), 'VEC_TENANT_INVALID'],
    ['a tenant with a long name', () => engine().tenant('texts', 'x'.repeat(201)), 'VEC_TENANT_INVALID'],
  ])('refuses %s', (_title, work, code) => {
    expect(work).toThrow(expect.objectContaining({ code }));
  });

  it.each([
    ['limit', { limit: 0 }],
    ['limit', { limit: 1_001 }],
    ['ef', { ef: 100_000 }],
  ])('bounds %s before it asks: %j', async (field, changes) => {
    const query = { using: 'meaning', vector: Float32Array.of(1), limit: 5, ...changes };
    await expect(tenant().search([query])).rejects.toMatchObject({ code: 'VEC_LIMIT_INVALID', field });
    await expect(tenant().search(Array(33).fill(query))).rejects.toMatchObject({ field: 'queries' });
    expect(requests).toEqual([]);
  });

  it('asks nothing where nothing is asked', async () => {
    expect(await tenant().search([])).toEqual([]);
    await tenant().upsert([]);
    await tenant().deletePoints([]);
    expect(requests).toEqual([]);
  });
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDeepChecker, shippedSentenceHead } from '@stellwerk/guard';
import { EmbeddedDeepModels } from '../adapters/embedded-deep-models.js';
import { FastTextGuard } from './fast-text-guard.js';
import { TieredTextGuard } from './tiered-text-guard.js';

const head = shippedSentenceHead();
const text = 'Ein Satz. Dann kam xaver zottel herein.';

/** A policy of the tenant `deep` that always asks the deep tier; other tenants have none. */
const policy = {
  kind: 'guard-policy',
  tenant: 'deep',
  name: 'always',
  version: 1,
  spec: {
    useCase: 'default',
    provenance: 'user',
    limits: { maxUnits: 10_000, timeoutMs: 30_000, languages: ['de', 'en'] },
    rules: ['injection', 'personal-data'].map((rule) => ({
      rule,
      owasp: 'LLM01',
      owner: 'team',
      version: '1',
      mode: 'enforce',
      action: 'flag',
      onFailure: 'open',
    })),
    deep: 'always',
  },
};
const control = { all: () => [policy] } as unknown as ConstructorParameters<typeof FastTextGuard>[0];
const fast = new FastTextGuard(control, () => 0);
const check = { tenant: 'deep', useCase: 'chat', provenance: 'user', text } as const;

describe('tiers of the text guard', () => {
  let server: Server;
  let requests: { path: string; body: { input?: string[]; texts?: string[] } }[];
  let answer: (path: string, body: { input?: string[] }) => { status: number; body: object };
  let guard: TieredTextGuard;

  beforeEach(async () => {
    requests = [];
    // The second sentence points where the weights point, so its log odds are as high as they can be.
    const norm = Math.hypot(...head.weights);
    const attack = head.weights.map((weight) => weight / norm);
    answer = (path, { input = [] }) =>
      path === '/classify'
        ? { status: 200, body: { results: [{ entities: [part('given-name', 'xaver'), part('surname', 'zottel')] }] } }
        : {
            status: 200,
            body: {
              data: input
                .map((_, index) => ({ index, embedding: base64(index === 1 ? attack : attack.map((x) => -x)) }))
                .reverse(),
            },
          };
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      requests.push({ path: request.url ?? '', body });
      const { status, body: answered } = answer(request.url ?? '', body);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answered));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const models = new EmbeddedDeepModels(baseUrl, head.model, fetch);
    guard = new TieredTextGuard(fast, createDeepChecker({ models, head }));
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const base64 = (vector: Float32Array) =>
    Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64');
  const part = (type: string, word: string) => {
    const start = text.indexOf(word);
    return { type, start, end: start + word.length, score: 0.9 };
  };

  it('asks the models where the policy wants it, and merges what they say', async () => {
    const { tier, verdict, findings } = await guard.check(check);
    expect([tier, verdict]).toEqual(['deep', 'flag']);
    expect(findings.map(({ rule, start, end }) => [rule, text.slice(start, end)])).toEqual([
      ['injection.sentence', 'Dann kam xaver zottel herein.'],
      ['personal-data.person', 'xaver zottel'],
    ]);
    expect(requests).toContainEqual({
      path: '/v1/embeddings',
      body: expect.objectContaining({
        model: head.model,
        input_type: 'query',
        input: text.match(/[^.]+\./g)?.map((one) => one.trim()),
      }),
    });
  });

  it('asks nobody where the policy does not', async () => {
    expect((await guard.check({ ...check, tenant: 'other' })).tier).toBe('fast');
    expect(requests).toEqual([]);
  });

  it.each([
    ['refuse', () => ({ status: 503, body: {} })],
    ['answer something else', () => ({ status: 200, body: { hello: 'world' } })],
    ['give too few vectors', () => ({ status: 200, body: { data: [], results: [] } })],
    [
      'give vectors of another model',
      (path: string) => ({
        status: 200,
        body:
          path === '/classify' ? { results: [] } : { data: [0, 1].map((index) => ({ index, embedding: 'AACAPw==' })) },
      }),
    ],
  ])('says so when the models %s', async (_title, other) => {
    answer = other;
    const { tier, verdict, findings } = await guard.check(check);
    expect([tier, verdict, findings.map(({ rule }) => rule)]).toEqual(['fast', 'flag', ['failure.deep']]);
  });

  it('says so when nobody listens, and when there are no models', async () => {
    const nowhere = new EmbeddedDeepModels('http://127.0.0.1:1/v1', head.model, fetch);
    for (const other of [createDeepChecker({ models: nowhere, head }), undefined]) {
      const { tier, findings } = await new TieredTextGuard(fast, other).check(check);
      expect([tier, findings.map(({ rule }) => rule)]).toEqual(['fast', ['failure.deep']]);
    }
  });
});

import type { ControlSpec } from '@stellwerk/contracts';
import type { EmbeddingSpace } from '../ports.js';
import { embeddingsReply, FakeEndpoint, type Reply, type Respond } from '../testing/fake-endpoint.js';
import { bench, context } from '../testing/harness.js';
import { readEmbeddedModel } from './embedded-model.js';

const space: EmbeddingSpace = { model: 'small', revision: 'r1', dimensions: 3, prefixes: 'none' };
const route = { tenant: 'demo', useCase: 'knowledge' };

const opened: FakeEndpoint[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((endpoint) => endpoint.close()));
});

async function endpoint(reply: Respond | Reply): Promise<FakeEndpoint> {
  const started = await FakeEndpoint.start(reply);
  opened.push(started);
  return started;
}

/** Answers each text by its length, so that a mix-up shows. */
const byLength = () =>
  endpoint(({ body }) =>
    embeddingsReply(
      (body.input as string[]).map(({ length }) => [length, 0, 1]),
      7,
    ),
  );

const routed = (
  endpoints: readonly FakeEndpoint[],
  more: Partial<ControlSpec<'model-route'>['models'][number]> = {},
): ControlSpec<'model-route'> => ({
  useCase: 'knowledge',
  kind: 'embeddings',
  models: endpoints.map(({ baseUrl }) => ({
    model: 'small',
    baseUrl,
    revision: 'r1',
    dimensions: 3,
    timeoutMs: 10_000,
    ...more,
  })),
});

const unit = (...values: number[]) => {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
};

describe('embeddings of a route', () => {
  it('are unit vectors in the order of the texts, asked for in batches, each text once', async () => {
    const server = await byLength();
    const { models, documents, recorded } = bench();
    documents.put('model-route', 'knowledge', routed([server], { maxTextsPerRequest: 2, sendsInputType: true }));
    const vectors = await models.embeddings(space, route).embed(['a', 'bb', 'a', 'dddd'], 'query', context);
    expect(vectors).toEqual([unit(1, 0, 1), unit(2, 0, 1), unit(1, 0, 1), unit(4, 0, 1)]);
    expect(server.requests.map(({ body }) => body)).toEqual([
      { model: 'small', input: ['a', 'bb'], encoding_format: 'float', input_type: 'query' },
      { model: 'small', input: ['dddd'], encoding_format: 'float', input_type: 'query' },
    ]);
    expect(recorded).toMatchObject([{ operation: 'embeddings', inputTokens: 14, outputTokens: 0, cacheHit: false }]);
    expect(JSON.stringify(recorded)).not.toContain('dddd');
  });

  it.each([
    ['query', ['query: a']],
    ['passage', ['passage: a']],
  ] as const)('get the prefix of E5 where the route says so: %s', async (inputType, input) => {
    const server = await byLength();
    const { models, documents } = bench();
    documents.put('model-route', 'knowledge', routed([server], { prefixes: 'e5', upstreamModel: 'e5-small' }));
    await models.embeddings({ ...space, prefixes: 'e5' }, route).embed(['a'], inputType, context);
    expect(server.requests[0]?.body).toEqual({ model: 'e5-small', input, encoding_format: 'float' });
  });

  it('leave the prefix to an endpoint that is told the kind of text', async () => {
    const server = await byLength();
    const { models, documents } = bench();
    documents.put('model-route', 'knowledge', routed([server], { prefixes: 'e5', sendsInputType: true }));
    await models.embeddings({ ...space, prefixes: 'e5' }, route).embed(['a'], 'query', context);
    expect(server.requests[0]?.body).toMatchObject({ input: ['a'], input_type: 'query' });
  });

  it('come from the cache the second time, apart for questions and passages, and cannot be spoilt by who gets them', async () => {
    const server = await byLength();
    const { models, documents, recorded } = bench();
    documents.put('model-route', 'knowledge', routed([server]));
    const embeddings = models.embeddings(space, route);
    const [first] = await embeddings.embed(['a'], 'query', context);
    first?.fill(9);
    expect(await embeddings.embed(['a'], 'query', context)).toEqual([unit(1, 0, 1)]);
    expect(server.requests).toHaveLength(1);
    await embeddings.embed(['a'], 'passage', context);
    await embeddings.embed(['a'], 'query', { ...context, tenant: 'other' });
    expect(server.requests).toHaveLength(3);
    expect(recorded.map(({ cacheHit, inputTokens }) => [cacheHit, inputTokens])).toEqual([
      [false, 7],
      [true, 0],
      [false, 7],
      [false, 7],
    ]);
  });

  it('are restored to the order of the texts where the endpoint numbers them otherwise', async () => {
    const server = await endpoint({
      json: {
        data: [
          { index: 1, embedding: [0, 1, 0] },
          { index: 0, embedding: [1, 0, 0] },
        ],
      },
    });
    const { models, documents, recorded } = bench();
    documents.put('model-route', 'knowledge', routed([server]));
    const vectors = await models.embeddings(space, route).embed(['four', 'more'], 'query', context);
    expect(vectors).toEqual([unit(1, 0, 0), unit(0, 1, 0)]);
    expect(recorded[0]?.inputTokens).toBe(2);
  });

  it.each<[string, Reply, string]>([
    ['wrong dimensions', embeddingsReply([[1, 2]]), '2 dimensions instead of 3'],
    ['a number that is none', { text: '{"data":[{"embedding":[1,NaN,2]}]}' }, 'no JSON'],
    ['null for a number', embeddingsReply([[1, null, 2]]), 'other than numbers'],
    ['an infinite number', { text: '{"data":[{"embedding":[1,1e999,2]}]}' }, 'other than numbers'],
    ['a zero vector', embeddingsReply([[0, 0, 0]]), 'without direction'],
    ['too few vectors', embeddingsReply([]), '1 texts with 0 vectors'],
    ['a number twice', { json: { data: [{ index: 5, embedding: [1, 0, 0] }] } }, 'numbered its vectors wrongly'],
    ['other weights', { json: { revision: 'r2', data: [{ embedding: [1, 0, 0] }] } }, 'other weights'],
    ['a page', { text: '<html>login</html>' }, 'no JSON'],
    ['another object', { json: { error: 'x' } }, 'no list of embeddings'],
    ['far too much', { text: `"${'x'.repeat(100_000)}"` }, 'more than'],
  ])('are not taken from an endpoint that answers with %s', async (_name, reply, problem) => {
    const bad = await endpoint(reply);
    const { models, documents, recorded } = bench();
    documents.put('model-route', 'knowledge', routed([bad]));
    const asked = models.embeddings(space, route).embed(['a'], 'query', context);
    await expect(asked).rejects.toMatchObject({
      code: 'MDL_ANSWER_INVALID',
      message: expect.stringContaining(problem),
    });
    expect(bad.requests).toHaveLength(1);
    expect(recorded).toMatchObject([{ outcome: 'failed' }]);

    const good = await byLength();
    documents.put('model-route', 'knowledge', routed([bad, good]));
    expect(await models.embeddings(space, route).embed(['a'], 'query', context)).toEqual([unit(1, 0, 1)]);
  });

  it('fall back to endpoints of the same space only', async () => {
    const [down, other, same] = [await endpoint({ status: 500 }), await byLength(), await byLength()];
    const { models, documents } = bench();
    const { models: entries, ...rest } = routed([down, other, same]);
    const mixed = entries.map((entry, at) => (at === 1 ? { ...entry, revision: 'r2' } : entry));
    documents.put('model-route', 'knowledge', { ...rest, models: mixed });
    await models.embeddings(space, route).embed(['a'], 'query', context);
    expect([other.requests.length, same.requests.length]).toEqual([0, 1]);
  });

  it('are swapped by one document, and the old space is served as long as the route names it', async () => {
    const [old, young] = [await byLength(), await byLength()];
    const { models, documents } = bench();
    documents.put('model-route', 'knowledge', routed([old]));
    expect(models.wantedSpace(route)).toEqual(space);
    const [oldEntry] = routed([old]).models;
    const [youngEntry] = routed([young], { model: 'large', revision: 'r9' }).models;
    if (!oldEntry || !youngEntry) throw new Error('no entry');
    documents.put('model-route', 'knowledge', { ...routed([]), models: [youngEntry, oldEntry] });
    expect(models.wantedSpace(route)).toMatchObject({ model: 'large', revision: 'r9' });
    await models.embeddings(space, route).embed(['a'], 'query', context);
    expect([old.requests.length, young.requests.length]).toEqual([1, 0]);
    documents.put('model-route', 'knowledge', { ...routed([]), models: [youngEntry] });
    const gone = models.embeddings(space, route).embed(['b'], 'query', context);
    await expect(gone).rejects.toMatchObject({ code: 'MDL_SPACE_UNKNOWN' });
  });

  it('come from the embedded model where no document routes them', async () => {
    const server = await byLength();
    const embedded = { baseUrl: server.baseUrl, space, timeoutMs: 10_000, maxTextsPerRequest: 8 };
    const { models } = bench({}, embedded);
    expect(models.hasRoute('embeddings', route)).toBe(false);
    await models.embeddings(models.wantedSpace(route), route).embed(['a'], 'passage', context);
    expect(server.requests[0]?.body).toMatchObject({ input_type: 'passage' });
    expect(() => bench().models.wantedSpace(route)).toThrow('no model-route of kind embeddings');
  });

  it('of the embedded model are in the space that it states', async () => {
    const stated = { id: 'e5', revision: 'abc', dimensions: 3, prefixes: 'e5', object: 'model' };
    const server = await endpoint({ json: { object: 'list', data: [stated] } });
    const read = () => readEmbeddedModel(server.baseUrl, fetch, { timeoutMs: 10_000, maxTextsPerRequest: 8 });
    expect(await read()).toEqual({
      baseUrl: server.baseUrl,
      space: { model: 'e5', revision: 'abc', dimensions: 3, prefixes: 'e5' },
      timeoutMs: 10_000,
      maxTextsPerRequest: 8,
    });
    expect(server.requests[0]?.path).toBe('/v1/models');
    const nonsense = await endpoint({ json: { data: [{ id: 'e5' }] } });
    await expect(
      readEmbeddedModel(nonsense.baseUrl, fetch, { timeoutMs: 10_000, maxTextsPerRequest: 8 }),
    ).rejects.toMatchObject({ code: 'MDL_ANSWER_INVALID' });
    await server.close();
    await expect(read()).rejects.toMatchObject({ code: 'MDL_UNAVAILABLE' });
  });

  it.each([
    ['texts[1]', ['a', ' ']],
    ['texts[0]', ['x'.repeat(100_001)]],
    ['texts', Array.from({ length: 10_001 }, () => 'a')],
  ])('are refused before anything is sent: %s', async (field, texts) => {
    const { models } = bench();
    const asked = models.embeddings(space, route).embed(texts, 'query', context);
    await expect(asked).rejects.toMatchObject({ code: 'MDL_INPUT_INVALID', field });
  });

  it.each([
    ['MDL_ROUTE_INVALID', { dimensions: undefined }],
    ['MDL_HOST_NOT_ALLOWED', { baseUrl: 'http://metadata.internal/v1' }],
    ['MDL_HOST_NOT_ALLOWED', { baseUrl: 'http://user@127.0.0.1/v1' }],
  ])('are refused with %s where the document is wrong', async (code, wrong) => {
    const server = await byLength();
    const { models, documents } = bench();
    const [entry] = routed([server]).models;
    documents.put('model-route', 'knowledge', { ...routed([]), models: [{ ...entry, ...wrong } as never] });
    expect(() => models.wantedSpace(route)).toThrow(expect.objectContaining({ code }));
  });
});

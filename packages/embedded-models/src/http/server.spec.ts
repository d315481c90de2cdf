import OpenAI from 'openai';
import { E5, type Encoder, type InputType } from '../embedding/e5.js';
import { EmbeddingQueue } from '../embedding/embedding-queue.js';
import { createServer } from './server.js';

/** One vector per text that tells the length of the text and its kind. */
const encoder: Encoder = {
  encode: async ([length = 0, kind = 0]) => {
    const vector = new Float32Array(E5.dimensions);
    vector.set([length, kind, 0.1]);
    return vector;
  },
};
const tokenize = (text: string, inputType: InputType) => ({
  ids: [text.length, inputType === 'query' ? 1 : 2],
  truncated: text.length > 20,
});
const revision = 'sha256:test';
const entity = { type: 'city', start: 3, end: 9, score: 0.9 } as const;
const names = { state: 'idle', find: async () => ({ entities: [entity], tokens: 4, revision }) };
const limits = { maxWaitingTokens: 1_000 };

const key = 'k'.repeat(32);
const authorization = `Bearer ${key}`;

const now = () => performance.now();
const build = (queue = new EmbeddingQueue(encoder, limits, now)) =>
  createServer({ e5: { revision, tokenize }, queue, names, key, maxBodyBytes: 2_000 });
const server = build();
afterAll(() => server.close());

const embeddings = (payload: object | string, headers = { 'content-type': 'application/json' }) =>
  server.inject({ method: 'POST', url: '/v1/embeddings', headers: { authorization, ...headers }, payload });
const valid = { model: E5.id, input: ['ein Text', 'two'], input_type: 'query' };

describe('POST /v1/embeddings', () => {
  it('gives a vector per text, the revision, the texts that were cut and the tokens', async () => {
    const answer = (await embeddings({ ...valid, input: ['kurz', 'x'.repeat(30)] })).json();
    expect(answer).toMatchObject({
      object: 'list',
      model: E5.id,
      revision,
      truncated: [1],
      usage: { prompt_tokens: 4, total_tokens: 4 },
      data: [{ object: 'embedding', index: 0 }, { index: 1 }],
    });
    expect(answer.data[0].embedding.slice(0, 2)).toEqual([4, 1]);
  });

  it.each([
    ['named in the request', { input_type: 'passage' }, 2],
    ['named after the model', { model: `${E5.id}:passage`, input_type: undefined }, 2],
    ['named in both', { model: `${E5.id}:query`, input_type: 'query' }, 1],
  ])('reads the kind of text %s', async (_title, change, kind) => {
    expect((await embeddings({ ...valid, ...change })).json().data[0].embedding[1]).toBe(kind);
  });

  it('serves the official client, which asks for base64', async () => {
    const own = build();
    const baseURL = `${await own.listen({ host: '127.0.0.1', port: 0 })}/v1`;
    const client = new OpenAI({ baseURL, apiKey: key, maxRetries: 0 });
    const answer = await client.embeddings.create({ model: `${E5.id}:query`, input: 'hallo' });
    expect(answer.data[0]?.embedding.slice(0, 3)).toEqual([5, 1, Math.fround(0.1)]);
    expect((await client.models.list()).data).toMatchObject([{ id: E5.id, dimensions: 384, max_tokens: 512 }]);
    await own.close();
  });

  it('keeps idle connections as long as any client does, and lets the idle ones go when it closes', async () => {
    const own = build();
    const url = await own.listen({ host: '127.0.0.1', port: 0 });
    const answer = await fetch(`${url}/v1/models`, { headers: { authorization } });
    await answer.text();
    // The client of Node keeps none for longer, whatever the server offers, and lets go two seconds before that.
    expect(answer.headers.get('keep-alive')).toBe('timeout=600');
    await own.close();
  });

  it.each([
    ['no kind of text', { ...valid, input_type: undefined }, 400, 'EMB_INPUT_TYPE_MISSING', 'input_type'],
    ['two kinds of text', { ...valid, model: `${E5.id}:passage` }, 400, 'EMB_REQUEST_INVALID', 'input_type'],
    ['another model', { ...valid, model: 'gpt' }, 404, 'EMB_MODEL_UNKNOWN', null],
    ['an unknown kind', { ...valid, model: `${E5.id}:other` }, 404, 'EMB_MODEL_UNKNOWN', null],
    ['no text', { ...valid, input: [] }, 400, 'EMB_REQUEST_INVALID', 'input'],
    ['an empty text', { ...valid, input: ['a', ''] }, 400, 'EMB_REQUEST_INVALID', 'input.1'],
    ['token ids', { ...valid, input: [1, 2] }, 400, 'EMB_REQUEST_INVALID', 'input'],
    ['other dimensions', { ...valid, dimensions: 128 }, 400, 'EMB_REQUEST_INVALID', 'dimensions'],
    ['no JSON', '{', 400, 'EMB_REQUEST_INVALID', null],
    ['a large body', { ...valid, input: 'x'.repeat(3_000) }, 413, 'EMB_BODY_TOO_LARGE', null],
  ])('refuses %s', async (_title, payload, status, code, param) => {
    const answer = await embeddings(payload);
    expect(answer.statusCode).toBe(status);
    const { error } = answer.json();
    expect(error).toMatchObject({ type: 'invalid_request_error', code, param });
    expect(error.message).toMatch(/: .+/);
  });

  it('refuses a body of another type', async () => {
    const answer = await embeddings('model=x', { 'content-type': 'application/x-www-form-urlencoded' });
    expect([answer.statusCode, answer.json().error.code]).toEqual([415, 'EMB_MEDIA_TYPE_UNKNOWN']);
  });

  it('says when to come again while too much waits', async () => {
    const never: Encoder = { encode: () => new Promise(() => {}) };
    const queue = new EmbeddingQueue(never, { maxWaitingTokens: 1 }, now);
    const full = build(queue);
    const payload = { ...valid, input: ['a', 'b', 'c'] };
    const long = { ids: Array.from({ length: 400 }, () => 1), truncated: false };
    queue.embed([long, long], 'passage').catch(() => {});
    const answer = await full.inject({ method: 'POST', url: '/v1/embeddings', headers: { authorization }, payload });
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([429, '2']);
    expect(answer.json().error).toMatchObject({ type: 'rate_limit_error', code: 'EMB_QUEUE_FULL' });
  });

  it('shows no cause of an unexpected failure', async () => {
    const broken = build(
      new EmbeddingQueue({ encode: async () => Promise.reject(new TypeError('secret path')) }, limits, now),
    );
    broken.log.level = 'silent';
    const answer = await broken.inject({
      method: 'POST',
      url: '/v1/embeddings',
      headers: { authorization },
      payload: valid,
    });
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('secret');
  });
});

describe('POST /classify', () => {
  const classify = (payload: object) =>
    server.inject({ method: 'POST', url: '/classify', headers: { authorization }, payload });

  it('gives the entities of each text', async () => {
    expect((await classify({ task: 'names', texts: ['in Berlin', 'in Berlin'] })).json()).toEqual({
      task: 'names',
      model: 'rampart',
      revision,
      results: [{ entities: [entity] }, { entities: [entity] }],
      usage: { prompt_tokens: 8, total_tokens: 8 },
    });
  });

  it.each([
    ['another task', { task: 'mood', texts: ['a'] }, 'task'],
    ['no texts', { task: 'names', texts: [] }, 'texts'],
  ])('refuses %s', async (_title, payload, param) => {
    const answer = await classify(payload);
    expect(answer.statusCode).toBe(400);
    expect(answer.json().error).toMatchObject({ code: 'EMB_REQUEST_INVALID', param });
  });
});

describe('the key', () => {
  it.each([
    ['no key', 'POST', '/v1/embeddings', undefined],
    ['another key', 'POST', '/v1/embeddings', 'Bearer other'],
    ['another scheme', 'POST', '/classify', `Basic ${key}`],
    ['no key for the list', 'GET', '/v1/models', undefined],
  ] as const)('is asked for before anything is read: %s', async (_title, method, url, given) => {
    const headers = { 'content-type': 'application/json', ...(given !== undefined && { authorization: given }) };
    const answer = await server.inject({ method, url, headers, ...(method === 'POST' && { payload: '{' }) });
    expect([answer.statusCode, answer.headers['www-authenticate']]).toEqual([401, 'Bearer']);
    expect(answer.json().error.code).toBe('EMB_KEY_INVALID');
    expect(answer.body).not.toContain(key);
  });

  it('is not needed to know whether the models are well', async () => {
    expect((await server.inject('/health/ready')).statusCode).toBe(200);
  });
});

describe('health', () => {
  it('says what is in memory after it has embedded a text', async () => {
    const answer = (await server.inject('/health')).json();
    expect(answer).toMatchObject({
      status: 'ready',
      models: [
        { id: E5.id, revision, state: 'ready' },
        { id: 'rampart', state: 'idle' },
      ],
    });
  });

  it('is not ready when a text cannot be embedded', async () => {
    const stopped = new EmbeddingQueue(encoder, limits, now);
    await stopped.close();
    expect((await build(stopped).inject('/health/ready')).statusCode).toBe(503);
  });

  it('names the addresses there are', async () => {
    const answer = await server.inject('/nowhere');
    expect([answer.statusCode, answer.json().error.code]).toEqual([404, 'EMB_ROUTE_UNKNOWN']);
  });
});

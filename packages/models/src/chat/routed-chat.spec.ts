import { eventually } from '@stellwerk/bus/contract';
import type { ChatAnswer, ChatRequest } from '../ports.js';
import {
  completionReply,
  endEvents,
  FakeEndpoint,
  type Reply,
  type Respond,
  wordEvents,
} from '../testing/fake-endpoint.js';
import { bench, chatRoute, context } from '../testing/harness.js';

const request: ChatRequest = {
  messages: [
    { role: 'system', content: 'Answer from the sources.' },
    { role: 'user', content: 'When do you open?' },
    { role: 'assistant', content: 'At nine.' },
    { role: 'user', content: 'On Sundays?' },
  ],
  maxOutputTokens: 100,
};

const opened: FakeEndpoint[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((endpoint) => endpoint.close()));
});

async function endpoint(reply: Respond | Reply): Promise<FakeEndpoint> {
  const started = await FakeEndpoint.start(reply);
  opened.push(started);
  return started;
}

/** Waited for where an endpoint says nothing. */
const SHORT_MS = 300;

async function routed(replies: readonly (Respond | Reply)[], timeoutsMs: readonly number[] = []) {
  const servers = await Promise.all(replies.map(endpoint));
  const on = bench();
  on.documents.put('model-route', 'answers', chatRoute(servers, timeoutsMs));
  return { ...on, servers, chat: on.models.chat };
}

async function readAll(stream: AsyncGenerator<string, ChatAnswer, void>) {
  const pieces: string[] = [];
  for (;;) {
    const next = await stream.next();
    if (next.done) return { pieces, answer: next.value };
    pieces.push(next.value);
  }
}

describe('a chat model', () => {
  it('answers through any OpenAI-compatible endpoint, with tokens and cost', async () => {
    const { chat, servers, documents, recorded } = await routed([completionReply('Never.')]);
    documents.put('price-table', 'prices', {
      currency: 'EUR',
      models: { 'model-0': { inputMicrosPerMillionTokens: 2_000_000, outputMicrosPerMillionTokens: 10_000_000 } },
    });
    const task = { ...context, task: 'ask-1', prompt: 'grounded-answer@3' };
    expect(await chat.complete({ ...request, temperature: 0.2, seed: 7 }, task)).toEqual({
      text: 'Never.',
      model: 'model-0',
      finishReason: 'stop',
      usage: { inputTokens: 100, outputTokens: 20, costMicros: 400, currency: 'EUR', cacheHit: false },
    });
    expect(servers[0]?.requests[0]).toMatchObject({
      path: '/v1/chat/completions',
      body: { model: 'model-0', messages: request.messages, max_tokens: 100, temperature: 0.2, seed: 7 },
    });
    expect(recorded).toMatchObject([
      {
        operation: 'chat',
        task: 'ask-1',
        prompt: 'grounded-answer@3',
        answeredBy: 'model-0',
        costMicros: 400,
        outcome: 'answered',
      },
    ]);
  });

  it('is sent its own key and nothing of the environment', async () => {
    const server = await endpoint(completionReply('ok'));
    process.env.OPENAI_API_KEY = 'sk-environment';
    process.env.OPENAI_ORG_ID = 'org-environment';
    try {
      const on = bench({}, undefined, new Map([[server.baseUrl, 'sk-file']]));
      on.documents.put('model-route', 'answers', chatRoute([server]));
      await on.models.chat.complete(request, context);
    } finally {
      delete process.env.OPENAI_API_KEY;
      delete process.env.OPENAI_ORG_ID;
    }
    const headers = server.requests[0]?.headers;
    expect(headers?.authorization).toBe('Bearer sk-file');
    expect(JSON.stringify(headers)).not.toContain('environment');
  });

  it.each<[string, Reply, string]>([
    ['an empty object', { json: {} }, 'MDL_ANSWER_INVALID'],
    ['no JSON', { text: 'Bad gateway' }, 'MDL_ANSWER_INVALID'],
    ['no choice', { json: { choices: [] } }, 'MDL_ANSWER_INVALID'],
    ['more than was asked for', completionReply('x'.repeat(200_000)), 'MDL_ANSWER_INVALID'],
    ['401', { status: 401 }, 'MDL_REFUSED'],
    ['400', { status: 400, json: { error: { message: 'secret prompt' } } }, 'MDL_REFUSED'],
    ['a redirect', { status: 307, headers: { location: 'http://127.0.0.1:9/' } }, 'MDL_REFUSED'],
    ['500', { status: 500 }, 'MDL_UNAVAILABLE'],
    ['silence', { hangs: true }, 'MDL_UNAVAILABLE'],
    ['a cut connection', { breaksOff: true }, 'MDL_UNAVAILABLE'],
  ])('that answers with %s fails with a type', async (_name, reply, code) => {
    const { chat, recorded } = await routed([reply], reply.hangs ? [SHORT_MS] : []);
    await expect(chat.complete(request, context)).rejects.toMatchObject({
      code,
      message: expect.not.stringContaining('secret'),
    });
    expect(recorded).toMatchObject([{ outcome: 'failed' }]);
  });

  it.each<[string, Reply]>([
    ['slow', { hangs: true }],
    ['down', { status: 503 }],
    ['busy', { status: 429 }],
    ['talking nonsense', { text: 'nonsense' }],
    ['misconfigured', { status: 404 }],
  ])('that is %s is replaced by the next of its route', async (_name, reply) => {
    const { chat, recorded } = await routed([reply, completionReply('Never.')], reply.hangs ? [SHORT_MS] : []);
    expect(await chat.complete(request, context)).toMatchObject({ text: 'Never.', model: 'model-1' });
    expect(recorded).toMatchObject([{ model: 'model-0', answeredBy: 'model-1', outcome: 'answered' }]);
  });

  it('that refuses a request is not replaced: the next would refuse it too', async () => {
    const { chat, servers } = await routed([{ status: 422 }, completionReply('Never.')]);
    await expect(chat.complete(request, context)).rejects.toMatchObject({ code: 'MDL_REFUSED' });
    expect(servers[1]?.requests).toHaveLength(0);
  });

  it('that recovers is asked again after a pause, as long as it asks for at least', async () => {
    const { chat, servers, pauses } = await routed([
      (_request, count) => (count < 3 ? { status: 503, headers: { 'retry-after': '2' } } : completionReply('Never.')),
    ]);
    await chat.complete(request, context);
    expect(servers[0]?.requests).toHaveLength(3);
    expect(pauses).toEqual([2_000, 2_000]);
  });

  it('that stays down is left alone, and tried once after the pause of its circuit', async () => {
    const { chat, servers, pass } = await routed([{ status: 500 }]);
    const ask = () => chat.complete(request, context).catch(({ code }) => code);
    for (let call = 0; call < 10; call++) expect(await ask()).toBe('MDL_UNAVAILABLE');
    expect(servers[0]?.requests).toHaveLength(5);
    pass(1_000);
    await ask();
    expect(servers[0]?.requests).toHaveLength(6);
  });

  it.each([
    [0, undefined, 1],
    [undefined, 7, 1],
    [undefined, undefined, 2],
    [0.7, undefined, 2],
  ])(
    'answers from the cache where the same answer was asked for: temperature %p, seed %p',
    async (temperature, seed, calls) => {
      const { chat, servers, recorded } = await routed([completionReply('Never.')]);
      const wanted = {
        ...request,
        ...(temperature !== undefined && { temperature }),
        ...(seed !== undefined && { seed }),
      };
      await chat.complete(wanted, context);
      const second = await chat.complete(wanted, context);
      expect(servers[0]?.requests).toHaveLength(calls);
      expect(second.usage.cacheHit).toBe(calls === 1);
      expect(recorded[1]?.cacheHit).toBe(calls === 1);
      await chat.complete(wanted, { ...context, tenant: 'demo', useCase: 'answers', caller: 'other-app' });
      await chat.complete({ ...wanted, maxOutputTokens: 99 }, context);
      expect(servers[0]?.requests.length).toBe(calls === 1 ? 2 : 4);
    },
  );

  it('is chosen by name, by price and by a limit', async () => {
    const { chat, documents, servers } = await routed([
      completionReply('a'),
      completionReply('b'),
      completionReply('c'),
    ]);
    const price = (micros: number) => ({ inputMicrosPerMillionTokens: micros, outputMicrosPerMillionTokens: micros });
    documents.put('price-table', 'prices', {
      currency: 'EUR',
      models: { 'model-0': price(5_000_000), 'model-1': price(1_000_000) },
    });
    const model = async (wanted?: string) =>
      (await chat.complete({ ...request, ...(wanted !== undefined && { model: wanted }) }, context)).model;
    expect([await model(), await model('model-2')]).toEqual(['model-0', 'model-2']);
    await expect(model('model-9')).rejects.toMatchObject({ code: 'MDL_MODEL_UNKNOWN', field: 'model' });
    documents.put('model-route', 'answers', { ...chatRoute(servers), order: 'cheapest' });
    expect(await model()).toBe('model-1');
    documents.put('model-route', 'answers', { ...chatRoute(servers), maxCostMicrosPerCall: 200 });
    expect(await model()).toBe('model-1');
    documents.put('model-route', 'answers', { ...chatRoute(servers), maxCostMicrosPerCall: 10 });
    await expect(model()).rejects.toMatchObject({ code: 'MDL_TOO_EXPENSIVE' });
  });

  it('is left out while a kill switch stops it', async () => {
    const { chat, documents } = await routed([completionReply('a'), completionReply('b')]);
    documents.put('kill-switch', 'bad-model', { on: true, model: 'model-0', reason: 'says wrong things' });
    expect((await chat.complete(request, context)).model).toBe('model-1');
    documents.put('kill-switch', 'all', { on: true, reason: 'drill' }, 'platform');
    await expect(chat.complete(request, context)).rejects.toMatchObject({ code: 'MDL_STOPPED' });
    documents.put('kill-switch', 'all', { on: true, agent: 'other-app', reason: 'drill' }, 'platform');
    expect((await chat.complete(request, context)).model).toBe('model-1');
  });

  it('sums tokens and money over the calls of a task', async () => {
    const { chat, models } = await routed([completionReply('a')]);
    const task = { ...context, task: 'ask-1' };
    await chat.complete(request, task);
    await chat.complete({ ...request, temperature: 0 }, task);
    await chat.complete({ ...request, temperature: 0 }, task);
    expect(models.accounts.of('demo', 'ask-1')).toEqual({
      calls: 3,
      cacheHits: 1,
      inputTokens: 200,
      outputTokens: 40,
      costMicros: {},
    });
    expect(models.accounts.of('other', 'ask-1').calls).toBe(0);
  });

  it.each<[string, Partial<ChatRequest>]>([
    ['messages', { messages: [] }],
    ['messages', { messages: [{ role: 'user', content: 'x'.repeat(2_000_001) }] }],
    ['maxOutputTokens', { maxOutputTokens: 0 }],
    ['temperature', { temperature: Number.NaN }],
  ])('is not asked with wrong %s', async (field, wrong) => {
    const { chat, servers } = await routed([completionReply('a')]);
    await expect(chat.complete({ ...request, ...wrong }, context)).rejects.toMatchObject({
      code: 'MDL_INPUT_INVALID',
      field,
    });
    expect(servers[0]?.requests).toHaveLength(0);
  });

  it('needs a route', async () => {
    await expect(bench().models.chat.complete(request, context)).rejects.toMatchObject({ code: 'MDL_ROUTE_MISSING' });
  });
});

describe('a streamed answer', () => {
  const words = ['Ne', 'ver', '.'];

  it('comes in pieces and ends with the whole of it', async () => {
    const { chat, servers, recorded } = await routed([{ events: [...wordEvents(words), ...endEvents('length')] }]);
    const { pieces, answer } = await readAll(chat.stream(request, context));
    expect(pieces).toEqual(words);
    expect(answer).toEqual({
      text: 'Never.',
      model: 'model-0',
      finishReason: 'length',
      usage: { inputTokens: 100, outputTokens: 20, cacheHit: false },
    });
    expect(servers[0]?.requests[0]?.body).toMatchObject({ stream: true, stream_options: { include_usage: true } });
    expect(recorded).toMatchObject([{ outcome: 'answered', outputTokens: 20 }]);
    expect(recorded[0]?.firstTokenMilliseconds).toBeDefined();
  });

  it.each<[string, Reply]>([
    ['breaks off', { events: wordEvents(words), breaksOff: true }],
    ['just ends', { events: wordEvents(words) }],
    ['turns into nonsense', { events: [...wordEvents(words), '{"choices":'] }],
    ['reports an error', { events: [...wordEvents(words), { error: { message: 'out of memory' } }] }],
    [
      'stands still',
      { events: [...wordEvents(words), ...wordEvents(Array.from({ length: 4 }, () => ''))], delayMs: 350 },
    ],
  ])('that %s is an error after the pieces that came, never a whole answer', async (name, reply) => {
    const { chat, recorded, servers } = await routed(
      [reply, completionReply('other')],
      name === 'stands still' ? [SHORT_MS] : [],
    );
    if (name === 'stands still') servers[0]?.requests.splice(0);
    const got: string[] = [];
    const read = async () => {
      for await (const piece of chat.stream(request, context)) got.push(piece);
    };
    const error = await read().catch((thrown) => thrown);
    if (name === 'stands still') {
      // Nothing came in time: the next endpoint was asked, which does not stream.
      expect(error).toMatchObject({ code: expect.stringMatching(/^MDL_/) });
      return;
    }
    expect(error).toMatchObject({ code: 'MDL_STREAM_BROKEN' });
    expect(got).toEqual(words);
    expect(recorded).toMatchObject([{ outcome: 'failed', outputTokens: 2 }]);
    expect(servers[1]?.requests).toHaveLength(0);
  });

  it('falls back as long as nothing came', async () => {
    const { chat } = await routed([
      { status: 500 },
      { events: ['nonsense'] },
      { events: [...wordEvents(words), ...endEvents()] },
    ]);
    const { answer } = await readAll(chat.stream(request, context));
    expect(answer).toMatchObject({ text: 'Never.', model: 'model-2' });
  });

  it('is let go of where the reader leaves', async () => {
    const { chat, servers, recorded } = await routed([
      { events: [...wordEvents(Array.from({ length: 200 }, () => 'word ')), ...endEvents()], delayMs: 20 },
    ]);
    for await (const piece of chat.stream(request, context)) {
      expect(piece).toBe('word ');
      break;
    }
    await eventually('the connection to close', () => servers[0]?.abandoned === 1);
    expect(recorded).toMatchObject([{ outcome: 'cancelled', outputTokens: 2 }]);
  });

  it.each([true, false])('is cancelled by the signal of the call (streamed: %p)', async (isStreamed) => {
    const { chat, recorded, servers } = await routed([{ hangs: true }]);
    const leaving = new AbortController();
    const called = { ...context, signal: leaving.signal };
    const asked = isStreamed ? chat.stream(request, called).next() : chat.complete(request, called);
    const outcome = expect(asked).rejects.toMatchObject({ code: 'MDL_CANCELLED' });
    await eventually('the request', () => servers[0]?.requests.length === 1);
    leaving.abort();
    await outcome;
    expect(recorded).toMatchObject([{ outcome: 'cancelled' }]);
    await eventually('the connection to close', () => servers[0]?.abandoned === 1);
  });

  it('comes from the cache as one piece', async () => {
    const { chat, servers } = await routed([{ events: [...wordEvents(words), ...endEvents()] }]);
    const once = { ...request, temperature: 0 };
    await readAll(chat.stream(once, context));
    const { pieces, answer } = await readAll(chat.stream(once, context));
    expect([pieces, answer.usage.cacheHit, servers[0]?.requests.length]).toEqual([['Never.'], true, 1]);
  });
});

import { context as otelContext, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { completionReply, endEvents, FakeEndpoint, wordEvents } from '../testing/fake-endpoint.js';
import { bench, chatRoute, context } from '../testing/harness.js';

const exporter = new InMemorySpanExporter();
const request = { messages: [{ role: 'user' as const, content: 'a private question' }], maxOutputTokens: 10 };

beforeAll(() => {
  otelContext.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }));
});
afterAll(() => {
  trace.disable();
  otelContext.disable();
});
beforeEach(() => exporter.reset());

describe('the span of a call', () => {
  it('names what was asked, who answered and what it cost, in both vocabularies and without a word of the texts', async () => {
    const [down, up] = [
      await FakeEndpoint.start({ status: 500 }),
      await FakeEndpoint.start(completionReply('a reply')),
    ];
    const { models, documents, recorded } = bench({ attempts: 1 });
    documents.put('model-route', 'answers', chatRoute([down, up]));
    documents.put('price-table', 'prices', {
      currency: 'EUR',
      models: { 'model-1': { inputMicrosPerMillionTokens: 1_000_000, outputMicrosPerMillionTokens: 1_000_000 } },
    });
    await models.chat.complete(request, { ...context, task: 'ask-1', prompt: 'grounded-answer@3' });
    await Promise.all([down.close(), up.close()]);
    const [span] = exporter.getFinishedSpans();
    expect(span?.name).toBe('chat model-0');
    expect(span?.attributes).toMatchObject({
      'gen_ai.operation.name': 'chat',
      'gen_ai.request.model': 'model-0',
      'gen_ai.response.model': 'model-1',
      'gen_ai.provider.name': new URL(up.baseUrl).host,
      'gen_ai.usage.input_tokens': 100,
      'gen_ai.usage.output_tokens': 20,
      'gen_ai.response.finish_reasons': ['stop'],
      'gen_ai.prompt.name': 'grounded-answer@3',
      'openinference.span.kind': 'LLM',
      'llm.cost.total': 0.00012,
      'stellwerk.cost.micros': 120,
      'stellwerk.cost.currency': 'EUR',
      'stellwerk.tenant': 'demo',
      'stellwerk.task': 'ask-1',
      'stellwerk.cache.hit': false,
      'stellwerk.model.requests': 2,
    });
    expect(span?.events).toMatchObject([{ name: 'attempt failed', attributes: { model: 'model-0', kind: 'failing' } }]);
    expect(JSON.stringify([span?.attributes, span?.events])).not.toMatch(/private|reply/);
    expect(recorded[0]?.traceId).toBe(span?.spanContext().traceId);
    expect(up.requests[0]?.headers.traceparent).toContain(span?.spanContext().spanId);
  });

  it('of a stream lasts to its end, and says when the first piece came', async () => {
    const server = await FakeEndpoint.start({ events: [...wordEvents(['a', 'b']), ...endEvents()] });
    const { models, documents } = bench();
    documents.put('model-route', 'answers', chatRoute([server]));
    for await (const piece of models.chat.stream(request, context)) {
      expect([piece.length, exporter.getFinishedSpans().length]).toEqual([1, 0]);
    }
    await server.close();
    const [span] = exporter.getFinishedSpans();
    expect(span?.attributes).toMatchObject({ 'gen_ai.request.stream': true, 'gen_ai.usage.output_tokens': 20 });
    expect(span?.attributes['gen_ai.response.time_to_first_chunk']).toEqual(expect.any(Number));
  });

  it('that failed is marked by its code', async () => {
    const server = await FakeEndpoint.start({ status: 400 });
    const { models, documents } = bench();
    documents.put('model-route', 'answers', chatRoute([server]));
    await models.chat.complete(request, context).catch(() => {});
    await server.close();
    const [span] = exporter.getFinishedSpans();
    expect(span?.status).toEqual({ code: SpanStatusCode.ERROR, message: 'MDL_REFUSED' });
    expect(span?.attributes['stellwerk.error.code']).toBe('MDL_REFUSED');
  });
});

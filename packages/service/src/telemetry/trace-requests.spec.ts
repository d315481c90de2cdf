import { Controller, Get, Module, Post, Query } from '@nestjs/common';
import { context, ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { UnavailableError } from '@stellwerk/bus';
import { Public } from '../http/access.js';
import { startTestService, type TestService } from '../testing.js';
import { RequestSampler } from './request-sampler.js';
import { inSpan } from './span.js';

@Public()
@Controller('work')
class WorkController {
  @Get('/of/:tenant')
  async read(@Query('how') how?: string) {
    if (how === 'defect') throw new TypeError('with data');
    if (how === 'outage') throw new UnavailableError('store');
    return inSpan('look up', {}, () => ({ traceId: trace.getActiveSpan()?.spanContext().traceId }));
  }

  @Post()
  write() {
    return { traceId: trace.getActiveSpan()?.spanContext().traceId };
  }
}

@Module({ controllers: [WorkController] })
class WorkModule {}

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const SPAN_ID = 'b7ad6b7169203331';
const caller = (flags: '00' | '01') => ({ traceparent: `00-${TRACE_ID}-${SPAN_ID}-${flags}` });

describe('requests', () => {
  const exporter = new InMemorySpanExporter();
  let nowMs = 0;
  let service: TestService;

  beforeAll(() => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    const sampler = new RequestSampler({ fullPerSecond: 1, shareBeyond: 0, nowMs: () => nowMs });
    const spanProcessors = [new SimpleSpanProcessor({ exporter })];
    trace.setGlobalTracerProvider(new TracerProvider({ sampler, spanProcessors }));
  });
  afterAll(() => {
    trace.disable();
    context.disable();
  });
  beforeEach(async () => {
    nowMs += 1_000;
    exporter.reset();
    service = await startTestService({ name: 'work', module: WorkModule, config: {} });
  });
  afterEach(() => service.close());

  const get = (url: string, headers = {}) => service.app.inject({ method: 'GET', url, headers });
  const spans = () =>
    exporter.getFinishedSpans().map((span) => {
      const { traceId, spanId } = span.spanContext();
      const { name, attributes, status } = span;
      return { name, attributes, status, traceId, spanId, parent: span.parentSpanContext?.spanId };
    });
  /** The first request of a second is kept, later ones are not. */
  const exceedTheRate = async () => {
    await get('/work/of/demo');
    exporter.reset();
  };

  it('are one server span each, under which their work hangs, named by route and never by path', async () => {
    const reply = await get('/work/of/demo?how=well');
    const [work, request, ...others] = spans();
    expect(others).toEqual([]);
    expect(request).toMatchObject({
      name: 'GET /work/of/:tenant',
      attributes: { 'http.request.method': 'GET', 'http.route': '/work/of/:tenant', 'http.response.status_code': 200 },
      parent: undefined,
    });
    expect(work).toMatchObject({ name: 'look up', traceId: request?.traceId, parent: request?.spanId });
    expect([reply.headers['x-trace-id'], reply.json().traceId]).toEqual([request?.traceId, request?.traceId]);
    expect(JSON.stringify(spans())).not.toContain('demo');
  });

  it('stay in their trace after the body was read', async () => {
    const reply = await service.app.inject({ method: 'POST', url: '/work', payload: { a: 1 } });
    expect(reply.json().traceId).toBe(spans()[0]?.traceId);
  });

  it('go on with the trace of their caller', async () => {
    const reply = await get('/work/of/demo', caller('01'));
    expect(spans()[1]).toMatchObject({ traceId: TRACE_ID, parent: SPAN_ID });
    expect(reply.headers['x-trace-id']).toBe(TRACE_ID);
  });

  it.each([
    ['exceed the rate', exceedTheRate, {}],
    ['exceed the rate, whatever their caller keeps', exceedTheRate, caller('01')],
    ['come from a caller that keeps nothing', async () => {}, caller('00')],
    ['ask for health', async () => {}, {}, '/health/live'],
  ])('leave no span when they %s', async (_title, before, headers, url = '/work/of/demo') => {
    await before();
    const reply = await get(url, headers);
    expect([reply.statusCode, spans()]).toEqual([200, []]);
  });

  it('are kept when they ask for it', async () => {
    await exceedTheRate();
    await get('/work/of/demo', { 'x-stellwerk-trace': '1' });
    expect(spans()).toHaveLength(2);
  });

  it.each([
    ['kept', async () => {}],
    ['not kept', exceedTheRate],
  ])(
    'that fail in a trace that was %s leave an error span, and its trace id in answer and log',
    async (_title, before) => {
      await before();
      const reply = await get('/work/of/demo?how=defect');
      expect(spans()).toMatchObject([
        {
          name: 'GET /work/of/:tenant',
          traceId: reply.json().traceId,
          status: { code: SpanStatusCode.ERROR, message: 'SVC_INTERNAL' },
          attributes: { 'error.type': 'SVC_INTERNAL', 'http.response.status_code': 500 },
        },
      ]);
      expect(reply.json().traceId).toMatch(/^[0-9a-f]{32}$/);
      expect(reply.headers['x-trace-id']).toBe(reply.json().traceId);
      const line = service.logLines.map((text) => JSON.parse(text)).find(({ level }) => level === 'error');
      expect(line).toMatchObject({ message: 'request failed', error: 'TypeError', traceId: reply.json().traceId });
    },
  );

  it('tell an outage so often that it is seen, and not for each request', async () => {
    await exceedTheRate();
    for (let index = 0; index < 120; index++) expect((await get('/work/of/demo?how=outage')).statusCode).toBe(503);
    const told = spans().filter(({ attributes }) => attributes['error.type'] === 'SVC_UNAVAILABLE');
    expect(told.length).toBeGreaterThanOrEqual(50);
    expect(told.length).toBeLessThan(120);
  });

  it('that nobody serves are told their trace as well', async () => {
    const reply = await get('/nowhere');
    expect([reply.statusCode, reply.json().traceId]).toEqual([404, spans()[0]?.traceId]);
    expect(spans()[0]).toMatchObject({ name: 'GET', attributes: { 'http.response.status_code': 404 } });
  });

  it('have a trace id where nothing is traced', async () => {
    trace.disable();
    const reply = await get('/work/of/demo?how=defect');
    expect(reply.json().traceId).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
    expect(context.active()).toBe(ROOT_CONTEXT);
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { type Receiver, startReceiver } from './receiver.js';
import { exportResponse, rpcStatus } from './schema.js';
import { SpanWriter } from './span-writer.js';
import { spanColumns } from './spans.js';

const AT_ONCE = { gatherMs: 0 };
const stored: (readonly unknown[])[] = [];
let failing = false;
let receiver: Receiver;

beforeAll(async () => {
  const writer = new SpanWriter(async (rows) => {
    if (failing) throw new Error('down');
    stored.push(...rows);
  }, AT_ONCE);
  receiver = await startReceiver({ host: '127.0.0.1', port: 0, writer, maxBytes: 100_000 });
});
afterAll(() => receiver.stop());
beforeEach(() => {
  stored.length = 0;
  failing = false;
});

const url = () => `http://127.0.0.1:${receiver.port}/v1/traces`;
const post = (body: string | Buffer, headers: Record<string, string> = {}) =>
  fetch(url(), {
    method: 'POST',
    body: new Uint8Array(Buffer.from(body)),
    headers: { 'Content-Type': 'application/json', ...headers },
  });
const cell = (column: (typeof spanColumns)[number]) => stored.map((row) => row[spanColumns.indexOf(column)]);

const span = {
  traceId: '5b8efff798038103d269b633813fc60c',
  spanId: 'eee19b7ec3c1b174',
  name: 'x',
  startTimeUnixNano: '1764000000000000000',
  endTimeUnixNano: '1764000000000000001',
};
const requestOf = (...spans: object[]) => JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });

describe('the OTLP receiver', () => {
  it.each([
    ['JSON', (options: { url: string }) => new JsonExporter(options)],
    ['protobuf', (options: { url: string }) => new ProtobufExporter(options)],
    ['gzip', (options: { url: string }) => new ProtobufExporter({ ...options, compression: 'gzip' as never })],
  ])("stores what OpenTelemetry's exporter sends as %s", async (_title, createExporter) => {
    const provider = new TracerProvider({
      resource: resourceFromAttributes({ 'service.name': 'tracking' }),
      spanProcessors: [new SimpleSpanProcessor({ exporter: createExporter({ url: url() }) })],
    });
    const tracer = provider.getTracer('stellwerk');
    const sent = tracer.startSpan('insert', { attributes: { rows: 12, table: 'curated.events' } });
    sent.end();
    await provider.forceFlush();
    await provider.shutdown();
    expect(cell('TraceId')).toEqual([sent.spanContext().traceId]);
    expect(cell('SpanId')).toEqual([sent.spanContext().spanId]);
    expect(cell('ServiceName')).toEqual(['tracking']);
    expect(cell('SpanKind')).toEqual(['Internal']);
    expect(cell('SpanAttributes')).toEqual([{ rows: '12', table: 'curated.events' }]);
  });

  it('names in a partial success what it could not use', async () => {
    const answer = await post(requestOf(span, { ...span, traceId: '' }));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ partialSuccess: { rejectedSpans: 1 } });
    expect(stored).toHaveLength(1);
  });

  it('answers an empty export', async () => {
    const answer = await post(Buffer.alloc(0), { 'Content-Type': 'application/x-protobuf' });
    expect(answer.status).toBe(200);
    expect(exportResponse.toObject(exportResponse.decode(new Uint8Array(await answer.arrayBuffer())))).toEqual({});
  });

  it.each([
    ['broken JSON', '{"resourceSpans": [', {}, 400, 'WHS_TRACES_INVALID'],
    ['a wrong type', '{"resourceSpans": {}}', {}, 400, 'field resourceSpans'],
    ['nesting beyond the stack', nestedTo(2_500), {}, 400, 'WHS_TRACES_INVALID'],
    ['no gzip', 'abc', { 'Content-Encoding': 'gzip' }, 400, 'no gzip'],
    ['an unknown compression', 'abc', { 'Content-Encoding': 'br' }, 400, 'Content-Encoding'],
    ['a body too large', 'x'.repeat(100_001), {}, 413, 'WHS_TRACES_TOO_LARGE'],
    ['a gzip bomb', gzipSync('x'.repeat(1_000_000)), { 'Content-Encoding': 'gzip' }, 413, 'WHS_TRACES_TOO_LARGE'],
  ])('refuses %s for good', async (_title, body, headers, status, message) => {
    const answer = await post(body, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('Retry-After')).toBeNull();
    expect(((await answer.json()) as { message: string }).message).toContain(message);
    expect(stored).toEqual([]);
  });

  it('answers in protobuf where it was asked in protobuf', async () => {
    const answer = await post('\u0007\u0007', { 'Content-Type': 'application/x-protobuf' });
    expect(answer.status).toBe(400);
    const status = rpcStatus.toObject(rpcStatus.decode(new Uint8Array(await answer.arrayBuffer())));
    expect(status).toMatchObject({ code: 3, message: expect.stringContaining('WHS_TRACES_INVALID') });
  });

  it('asks to come back when the store is down', async () => {
    failing = true;
    const answer = await post(requestOf(span));
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '1']);
  });

  it('knows no other address', async () => {
    expect((await fetch(url().replace('traces', 'metrics'), { method: 'POST' })).status).toBe(404);
  });
});

describe('the span writer', () => {
  it('gathers what arrives during an insert into the next one, and answers each when its rows are stored', async () => {
    const inserts: number[] = [];
    let release = () => {};
    const writer = new SpanWriter(async (rows) => {
      inserts.push(rows.length);
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    }, AT_ONCE);
    const answered: string[] = [];
    for (const name of ['a', 'b', 'c']) void writer.write([[name]]).then(() => answered.push(name));
    await sleep(0);
    expect([inserts, answered]).toEqual([[1], []]);
    release();
    await sleep(0);
    expect([inserts, answered]).toEqual([[1, 2], ['a']]);
    release();
    await writer.idle();
    expect(answered).toEqual(['a', 'b', 'c']);
  });

  it('gathers what arrives a little later', async () => {
    const inserts: number[] = [];
    const writer = new SpanWriter(async (rows) => void inserts.push(rows.length), { gatherMs: 20 });
    const first = writer.write([['a']]);
    await sleep(1);
    await Promise.all([first, writer.write([['b'], ['c']])]);
    expect(inserts).toEqual([3]);
  });

  it.each<[title: string, end: (writer: SpanWriter) => unknown]>([
    ['as soon as there is enough for an insert', (writer) => writer.write([['b'], ['c']])],
    ['when it is to come to an end', (writer) => writer.idle()],
  ])('gathers no longer %s', async (_title, end) => {
    const writer = new SpanWriter(async () => {}, { gatherMs: 60_000, enoughRows: 3 });
    await Promise.all([writer.write([['a']]), end(writer)]);
  });

  it('takes what comes in the moment in which it has answered everything', async () => {
    const writer = new SpanWriter(async () => {}, AT_ONCE);
    await writer.write([['a']]).then(() => writer.write([['b']]));
  });

  it('does not gather where one request brings enough', async () => {
    const writer = new SpanWriter(async () => {}, { gatherMs: 60_000, enoughRows: 3 });
    await writer.write([['a'], ['b'], ['c']]);
  });

  it('refuses what would not fit its memory', async () => {
    const writer = new SpanWriter(() => new Promise(() => {}), { maxWaitingRows: 3, gatherMs: 0 });
    void writer.write([[1]]);
    await sleep(0);
    void writer.write([[2], [3], [4]]);
    await expect(writer.write([[5]])).rejects.toMatchObject({ code: 'WHS_TRACES_UNAVAILABLE' });
  });
});

function nestedTo(depth: number): string {
  const attribute = `{"key":"deep","value":${'{"arrayValue":{"values":['.repeat(depth)}${']}}'.repeat(depth)}}`;
  return requestOf({ ...span, attributes: 'here' }).replace('"here"', `[${attribute}]`);
}

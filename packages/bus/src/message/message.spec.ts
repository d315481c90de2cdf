import { context, TraceFlags, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { type EventContract, eventContracts, jobRan, StellwerkError } from '@stellwerk/contracts';
import fc from 'fast-check';
import { type EventEnvelope, type ReceivedMessage } from '../port.js';
import { headerNames } from './headers.js';
import { parseMessage } from './parse-message.js';
import { toMessage } from './to-message.js';
import { sampledContext } from './trace-context.js';

const envelope: EventEnvelope = {
  id: 'b7d9f3c4-1111-5222-8333-444455550003',
  time: '2026-11-24T10:00:00.000Z',
  source: 'tests',
  tenant: 'demo',
};
const example = jobRan.examples[0]?.payload as (typeof jobRan.examples)[number]['payload'];
const message = toMessage(jobRan, example, envelope);
const withValue = (value: unknown) => ({ ...message, value: Buffer.from(JSON.stringify(value)) });

describe('a message', () => {
  it('is a CloudEvent in binary mode on the topic and key of its contract', () => {
    expect(message).toEqual({
      topic: 'job.ran.v1',
      key: 'demo/b7d9f3c4-1111-5222-8333-444455550003',
      value: Buffer.from(JSON.stringify(example)),
      headers: {
        ce_specversion: '1.0',
        ce_id: envelope.id,
        ce_source: 'tests',
        ce_type: 'job.ran.v1',
        ce_time: envelope.time,
        ce_dataschema: 'urn:stellwerk:schema:job.ran.v1',
        'content-type': 'application/json',
        stellwerk_tenant: 'demo',
      },
    });
  });

  const examples = eventContracts.flatMap((contract) =>
    contract.examples.map(({ title, payload }) => [`${contract.type}, ${title}`, contract, payload] as const),
  );
  it.each(examples)('carries %s there and back', (_title, contract: EventContract, payload) => {
    const parsed = parseMessage(contract, toMessage(contract, payload, { ...envelope, subject: 'what' }));
    expect(parsed).toEqual({ ok: true, payload, envelope: { ...envelope, subject: 'what', traceparent: null } });
  });

  it('is refused by name of the field when the payload does not fit', () => {
    const attempt = () => toMessage(jobRan, { ...example, progress: 7 }, envelope);
    expect(attempt).toThrow(StellwerkError);
    expect(attempt).toThrow(expect.objectContaining({ code: 'BUS_CONTRACT_VIOLATED', field: 'progress' }));
  });

  it('loses fields that a reader does not know', () => {
    expect(parseMessage(jobRan, withValue({ ...example, later: true }))).toMatchObject({ ok: true, payload: example });
  });
});

describe('a message that cannot be read says why', () => {
  const headers = message.headers;
  const without = (name: string) => Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
  const cases: readonly [string, Pick<ReceivedMessage, 'headers' | 'value'>, string, string][] = [
    ['no value', { headers, value: null }, 'BUS_NO_VALUE', '(payload)'],
    ['no JSON', { headers, value: Buffer.from('{"a":') }, 'BUS_NOT_JSON', '(payload)'],
    ['no UTF-8', { headers, value: Buffer.from([0x22, 0xff, 0x22]) }, 'BUS_NOT_JSON', '(payload)'],
    ['an array', withValue([]), 'BUS_CONTRACT_VIOLATED', '(payload)'],
    ['a wrong type', withValue({ ...example, progress: 'secret' }), 'BUS_CONTRACT_VIOLATED', 'progress'],
    [
      'a wrong type under a key from outside',
      withValue({ ...example, figures: { 'ada@example.org': 'x' } }),
      'BUS_CONTRACT_VIOLATED',
      'figures.*',
    ],
    ['another event', { ...message, headers: { ...headers, ce_type: 'x.y.v1' } }, 'BUS_TYPE_MISMATCH', 'ce_type'],
    ...['ce_id', 'ce_source', 'ce_time', 'stellwerk_tenant'].map((name): [string, typeof message, string, string] => [
      `no ${name}`,
      { ...message, headers: without(name) },
      'BUS_HEADER_MISSING',
      name,
    ]),
  ];
  it.each(cases)('%s', (_title, given, code, field) => {
    const parsed = parseMessage(jobRan, given);
    expect(parsed).toMatchObject({ ok: false, code, field });
    expect(JSON.stringify(parsed)).not.toMatch(/secret|ada@/);
  });

  it('whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.dictionary(fc.string(), fc.string()), (bytes, anyHeaders) => {
        const parsed = parseMessage(jobRan, { headers: { ...headers, ...anyHeaders }, value: Buffer.from(bytes) });
        expect(parsed.ok).toBe(false);
      }),
    );
  });
});

describe('trace context', () => {
  beforeAll(() => context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
  afterAll(() => context.disable());

  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const spanId = 'b7ad6b7169203331';
  const traceparent = `00-${traceId}-${spanId}-01`;
  const headerInside = (traceFlags: TraceFlags, given: EventEnvelope = envelope) =>
    context.with(trace.setSpanContext(context.active(), { traceId, spanId, traceFlags }), () => {
      return toMessage(jobRan, example, given).headers[headerNames.traceparent];
    });

  it('is that of the active span', () => {
    expect(headerInside(TraceFlags.SAMPLED)).toBe(traceparent);
  });

  it('costs nothing where the trace is not kept', () => {
    expect(headerInside(TraceFlags.NONE)).toBeUndefined();
  });

  it('is the given one where an event goes on from another, or none', () => {
    const other = '00-11111111111111111111111111111111-2222222222222222-01';
    expect(headerInside(TraceFlags.SAMPLED, { ...envelope, traceparent: other })).toBe(other);
    expect(headerInside(TraceFlags.SAMPLED, { ...envelope, traceparent: null })).toBeUndefined();
  });

  it.each([
    ['sampled', traceparent, { traceId, spanId, traceFlags: 1, isRemote: true }],
    ['not sampled', `00-${traceId}-${spanId}-00`, undefined],
    ['all zero', `00-${'0'.repeat(32)}-${spanId}-01`, undefined],
    ['of a later version', `01-${traceId}-${spanId}-01-more`, { traceId, spanId, traceFlags: 1, isRemote: true }],
    ['longer than its version', `${traceparent}-more`, undefined],
    ['of the forbidden version', `ff-${traceId}-${spanId}-01`, undefined],
    ['malformed', 'nonsense', undefined],
    ['absent', undefined, undefined],
  ])('is read when it is %s', (_title, header, expected) => {
    expect(sampledContext(header)).toEqual(expected);
  });
});

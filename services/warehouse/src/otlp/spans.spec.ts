import { decodeJson } from './request.js';
import { spanColumns, toSpanRows } from './spans.js';

const span = {
  traceId: '5B8EFFF798038103D269B633813FC60C',
  spanId: 'EEE19B7EC3C1B174',
  parentSpanId: 'eee19b7ec3c1b173',
  name: 'POST /v1/batch',
  kind: 2,
  startTimeUnixNano: '1764000000123456789',
  endTimeUnixNano: '1764000000223456790',
};

const rowsOf = (spans: object[], resource: object = {}) => {
  const body = { resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'stellwerk', version: '1' }, spans }] }] };
  return toSpanRows(decodeJson(Buffer.from(JSON.stringify(body))));
};

const cellsOf = (overrides: object, resource?: object) => {
  const [row] = rowsOf([{ ...span, ...overrides }], resource).rows;
  return Object.fromEntries(spanColumns.map((column, index) => [column, row?.[index]]));
};

describe('rows of spans', () => {
  it('carry ids in lower case, times to the nanosecond and names instead of numbers', () => {
    const service = { attributes: [{ key: 'service.name', value: { stringValue: 'tracking' } }] };
    expect(cellsOf({ status: { code: 2, message: 'TypeError' } }, service)).toMatchObject({
      Timestamp: '1764000000.123456789',
      TraceId: '5b8efff798038103d269b633813fc60c',
      SpanId: 'eee19b7ec3c1b174',
      ParentSpanId: 'eee19b7ec3c1b173',
      SpanKind: 'Server',
      ServiceName: 'tracking',
      ScopeName: 'stellwerk',
      Duration: '100000001',
      StatusCode: 'Error',
      StatusMessage: 'TypeError',
    });
  });

  it.each([
    ['text', { stringValue: 'a' }, 'a'],
    ['a 64-bit integer', { intValue: '9223372036854775807' }, '9223372036854775807'],
    ['a fraction', { doubleValue: 0.5 }, '0.5'],
    ['a truth value', { boolValue: false }, 'false'],
    ['a list', { arrayValue: { values: [{ stringValue: 'a' }, { boolValue: true }] } }, '["a",true]'],
    ['a map', { kvlistValue: { values: [{ key: 'a', value: { stringValue: 'b' } }] } }, '{"a":"b"}'],
    ['nothing', {}, ''],
  ])('write an attribute that is %s', (_title, value, expected) => {
    expect(cellsOf({ attributes: [{ key: 'x', value }] }).SpanAttributes).toEqual({ x: expected });
  });

  it('keep events and links in parallel columns', () => {
    const cells = cellsOf({
      events: [{ timeUnixNano: '1764000000000000001', name: 'retry', attributes: [] }],
      links: [{ traceId: span.traceId, spanId: span.spanId }],
    });
    expect(cells).toMatchObject({
      'Events.Timestamp': ['1764000000.000000001'],
      'Events.Name': ['retry'],
      'Links.TraceId': ['5b8efff798038103d269b633813fc60c'],
      'Links.Attributes': [{}],
    });
  });

  it('have a duration of 0 when the clock was set back', () => {
    expect(cellsOf({ endTimeUnixNano: '1' }).Duration).toBe('0');
  });

  it.each([
    ['no trace id', { traceId: '' }],
    ['a zero trace id', { traceId: '0'.repeat(32) }],
    ['a short span id', { spanId: 'ab' }],
    ['no start', { startTimeUnixNano: 0 }],
    ['a start that the column cannot hold', { startTimeUnixNano: '9999999999999999999' }],
  ])('leave out a span with %s, and count it', (_title, overrides) => {
    const { rows, rejected } = rowsOf([{ ...span, ...overrides }, span]);
    expect([rows.length, rejected]).toEqual([1, 1]);
  });
});

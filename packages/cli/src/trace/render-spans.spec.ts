import { renderSpans } from './render-spans.js';
import type { TraceSpan } from './spans.js';

const span = (spanId: string, parentSpanId: string, startMs: number, changes: Partial<TraceSpan> = {}): TraceSpan => ({
  spanId,
  parentSpanId,
  service: 'tracking',
  name: `step ${spanId}`,
  kind: 'Internal',
  startUnixNs: String(BigInt(startMs) * 1_000_000n),
  durationNs: '2500000',
  status: 'Unset',
  attributes: {},
  isLinked: false,
  ...changes,
});

describe('a trace as a tree', () => {
  it('hangs spans under their parents, and batches of other traces under what they link to', () => {
    const lines = renderSpans('abc', [
      span('1', '', 1_000, { attributes: { 'http.response.status_code': '200' } }),
      span('2', '1', 1_001),
      span('3', '2', 1_010, { isLinked: true, service: 'warehouse' }),
      span('4', 'unknown', 1_020, { status: 'Error' }),
    ]);
    expect(lines).toEqual([
      'trace abc',
      '├─ tracking  step 1  +0.0 ms, 2.5 ms  (status 200)',
      '│  └─ tracking  step 2  +1.0 ms, 2.5 ms',
      '│     └─ warehouse  step 3  +10.0 ms, 2.5 ms  (by link)',
      '└─ tracking  step 4  +20.0 ms, 2.5 ms  (failed)',
    ]);
  });

  it('says so when an event was not sampled', () => {
    expect(renderSpans(null, [])[0]).toContain('not sampled');
  });
});

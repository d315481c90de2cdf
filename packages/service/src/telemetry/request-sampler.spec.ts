import { ROOT_CONTEXT, SpanKind, TraceFlags, trace } from '@opentelemetry/api';
import { SamplingDecision } from '@opentelemetry/sdk-trace';
import { FORCE_ATTRIBUTE, RequestSampler } from './request-sampler.js';

const LOW = `${'0'.repeat(24)}00000001`;
const HIGH = `${'0'.repeat(24)}ffffffff`;

function sampler(nowMs: () => number = () => 0) {
  const subject = new RequestSampler({ fullPerSecond: 2, shareBeyond: 0.01, nowMs });
  return (traceId: string, { kind = SpanKind.SERVER, attributes = {}, context = ROOT_CONTEXT } = {}) =>
    subject.shouldSample(context, traceId, 'span', kind, attributes, []).decision ===
    SamplingDecision.RECORD_AND_SAMPLED;
}

const parent = (traceFlags: TraceFlags, isRemote = false) => ({
  context: trace.setSpanContext(ROOT_CONTEXT, { traceId: HIGH, spanId: '0000000000000001', traceFlags, isRemote }),
});

describe('request sampler', () => {
  it('keeps all requests up to the rate, then the share, and starts anew each second', () => {
    let nowMs = 0;
    const keeps = sampler(() => nowMs);
    expect([keeps(HIGH), keeps(HIGH), keeps(HIGH)]).toEqual([true, true, false]);
    expect(keeps(LOW)).toBe(true);
    nowMs = 1_000;
    expect(keeps(HIGH)).toBe(true);
  });

  it('keeps what is forced', () => {
    const keeps = sampler();
    for (let index = 0; index < 5; index++) expect(keeps(HIGH, { attributes: { [FORCE_ATTRIBUTE]: true } })).toBe(true);
  });

  it('keeps every span that no request began: jobs, batches, inference, errors', () => {
    const keeps = sampler();
    for (const kind of [SpanKind.INTERNAL, SpanKind.CLIENT, SpanKind.CONSUMER, SpanKind.INTERNAL, SpanKind.INTERNAL]) {
      expect(keeps(HIGH, { kind })).toBe(true);
    }
  });

  it.each([SpanKind.INTERNAL, SpanKind.SERVER])(
    'follows its parent in this process, sampled or not (kind %i)',
    (kind) => {
      const keeps = sampler();
      for (let index = 0; index < 5; index++) expect(keeps(HIGH, { kind, ...parent(TraceFlags.SAMPLED) })).toBe(true);
      expect(keeps(LOW, { kind, ...parent(TraceFlags.NONE) })).toBe(false);
    },
  );

  it('follows a caller that keeps nothing, and lets none exceed the rate', () => {
    const keeps = sampler();
    expect(keeps(LOW, parent(TraceFlags.NONE, true))).toBe(false);
    const kept = () => keeps(HIGH, parent(TraceFlags.SAMPLED, true));
    expect([kept(), kept(), kept()]).toEqual([true, true, false]);
  });
});

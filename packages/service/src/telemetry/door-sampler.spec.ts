import { ROOT_CONTEXT, SpanKind, TraceFlags, trace } from '@opentelemetry/api';
import { SamplingDecision } from '@opentelemetry/sdk-trace';
import { DOOR_ATTRIBUTE, DoorSampler, FORCE_ATTRIBUTE } from './door-sampler.js';

const LOW = `${'0'.repeat(24)}00000001`;
const HIGH = `${'0'.repeat(24)}ffffffff`;

function sampler(nowMs: () => number = () => 0) {
  const subject = new DoorSampler({ fullPerSecond: 2, shareBeyond: 0.01, nowMs });
  return (traceId: string, attributes = {}, context = ROOT_CONTEXT) =>
    subject.shouldSample(context, traceId, 'span', SpanKind.SERVER, attributes, []).decision ===
    SamplingDecision.RECORD_AND_SAMPLED;
}

const door = { [DOOR_ATTRIBUTE]: true };
const parent = (traceFlags: TraceFlags) =>
  trace.setSpanContext(ROOT_CONTEXT, { traceId: HIGH, spanId: '0000000000000001', traceFlags });

describe('door sampler', () => {
  it('keeps all event traces up to the rate, then the share, and starts anew each second', () => {
    let nowMs = 0;
    const keeps = sampler(() => nowMs);
    expect([keeps(HIGH, door), keeps(HIGH, door), keeps(HIGH, door)]).toEqual([true, true, false]);
    expect(keeps(LOW, door)).toBe(true);
    nowMs = 1_000;
    expect(keeps(HIGH, door)).toBe(true);
  });

  it('keeps what is forced', () => {
    const keeps = sampler();
    for (let index = 0; index < 5; index++) expect(keeps(HIGH, { ...door, [FORCE_ATTRIBUTE]: true })).toBe(true);
  });

  it('keeps every span that does not begin an event: jobs, inference, errors', () => {
    const keeps = sampler();
    for (let index = 0; index < 5; index++) expect(keeps(HIGH)).toBe(true);
  });

  it('follows its parent, sampled or not', () => {
    const keeps = sampler();
    expect(keeps(HIGH, {}, parent(TraceFlags.SAMPLED))).toBe(true);
    expect(keeps(LOW, door, parent(TraceFlags.NONE))).toBe(false);
  });
});

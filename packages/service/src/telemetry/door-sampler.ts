import { type Attributes, type Context, type Link, type SpanKind, TraceFlags, trace } from '@opentelemetry/api';
import { type Sampler, SamplingDecision, type SamplingResult } from '@opentelemetry/sdk-trace';

/** Attribute of spans that begin an event's trace at the door. */
export const DOOR_ATTRIBUTE = 'stellwerk.door';
/** Attribute that forces a door span to be kept. */
export const FORCE_ATTRIBUTE = 'stellwerk.force';

export interface DoorSamplerOptions {
  /** This many door spans per second are kept whole. */
  readonly fullPerSecond: number;
  /** Of those beyond, this share is kept, 0–1. */
  readonly shareBeyond: number;
  /** Milliseconds, any origin. */
  readonly nowMs: () => number;
}

/**
 * Keeps every span that has a sampled parent or is no event's beginning (jobs, inference, errors); drops what has an
 * unsampled parent; of events' beginnings keeps all up to a rate and a share beyond it. Which of those beyond are kept
 * follows from the trace id, so every process decides alike.
 */
export class DoorSampler implements Sampler {
  #windowStartMs = Number.NEGATIVE_INFINITY;
  #keptInWindow = 0;

  constructor(private readonly options: DoorSamplerOptions) {}

  shouldSample(
    context: Context,
    traceId: string,
    _name: string,
    _kind: SpanKind,
    attributes: Attributes,
    _links: Link[],
  ): SamplingResult {
    const parent = trace.getSpanContext(context);
    if (parent) return decision((parent.traceFlags & TraceFlags.SAMPLED) !== 0);
    if (attributes[DOOR_ATTRIBUTE] !== true || attributes[FORCE_ATTRIBUTE] === true) return decision(true);
    return decision(this.#underRate() || shareOf(traceId) < this.options.shareBeyond);
  }

  toString(): string {
    return `DoorSampler{${this.options.fullPerSecond}/s, then ${this.options.shareBeyond}}`;
  }

  #underRate(): boolean {
    const nowMs = this.options.nowMs();
    if (nowMs - this.#windowStartMs >= 1_000) {
      this.#windowStartMs = nowMs;
      this.#keptInWindow = 0;
    }
    if (this.#keptInWindow >= this.options.fullPerSecond) return false;
    this.#keptInWindow += 1;
    return true;
  }
}

function decision(keep: boolean): SamplingResult {
  return { decision: keep ? SamplingDecision.RECORD_AND_SAMPLED : SamplingDecision.NOT_RECORD };
}

/** Trace id as a number in [0, 1). */
function shareOf(traceId: string): number {
  return Number.parseInt(traceId.slice(-8), 16) / 0x1_0000_0000;
}

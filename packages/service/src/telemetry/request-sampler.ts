import { type Attributes, type Context, type Link, SpanKind, TraceFlags, trace } from '@opentelemetry/api';
import { type Sampler, SamplingDecision, type SamplingResult } from '@opentelemetry/sdk-trace';
import { Rate } from './rate.js';

/** Attribute that forces the span of a request to be kept. */
export const FORCE_ATTRIBUTE = 'stellwerk.force';

export interface RequestSamplerOptions {
  /** This many requests per second are kept whole. */
  readonly fullPerSecond: number;
  /** Of those beyond, this share is kept, 0–1. */
  readonly shareBeyond: number;
  /** Milliseconds, any origin. */
  readonly nowMs: () => number;
}

/**
 * Of requests keeps all up to a rate and a share beyond it, with everything that follows from them; which of those beyond are
 * kept follows from the trace id, so every process decides alike. A caller that does not keep its trace is followed; one that
 * does is no reason to exceed the rate, for it may be any browser. What no request began (jobs, batches, errors) is kept.
 */
export class RequestSampler implements Sampler {
  readonly #rate: Rate;

  constructor(private readonly options: RequestSamplerOptions) {
    this.#rate = new Rate(options.fullPerSecond);
  }

  shouldSample(
    context: Context,
    traceId: string,
    _name: string,
    kind: SpanKind,
    attributes: Attributes,
    _links: Link[],
  ): SamplingResult {
    if (attributes[FORCE_ATTRIBUTE] === true) return decision(true);
    const parent = trace.getSpanContext(context);
    if (parent && (parent.traceFlags & TraceFlags.SAMPLED) === 0) return decision(false);
    const beginsHere = parent === undefined || parent.isRemote === true;
    if (kind !== SpanKind.SERVER || !beginsHere) return decision(true);
    return decision(this.#rate.take(this.options.nowMs()) || shareOf(traceId) < this.options.shareBeyond);
  }

  toString(): string {
    return `RequestSampler{${this.options.fullPerSecond}/s, then ${this.options.shareBeyond}}`;
  }
}

function decision(keep: boolean): SamplingResult {
  return { decision: keep ? SamplingDecision.RECORD_AND_SAMPLED : SamplingDecision.NOT_RECORD };
}

/** Trace id as a number in [0, 1). */
function shareOf(traceId: string): number {
  return Number.parseInt(traceId.slice(-8), 16) / 0x1_0000_0000;
}

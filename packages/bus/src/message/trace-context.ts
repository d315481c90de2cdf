import { isSpanContextValid, type SpanContext, TraceFlags, trace } from '@opentelemetry/api';

/** W3C Trace Context §3.2: version 00 ends with its flags, later ones may go on behind a hyphen; ff is forbidden. */
const TRACEPARENT = /^(?:00(?!.{54})|(?!00|ff)[0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-|$)/;

/** W3C `traceparent` of the active span; `undefined` where there is none or nobody will keep it. */
export function activeTraceparent(): string | undefined {
  const context = trace.getActiveSpan()?.spanContext();
  if (!context || (context.traceFlags & TraceFlags.SAMPLED) === 0) return undefined;
  return `00-${context.traceId}-${context.spanId}-01`;
}

/** The span context of a `traceparent`; `undefined` where it is absent or malformed. */
export function remoteContext(traceparent: string | undefined): SpanContext | undefined {
  const [, traceId, spanId, flags] = (traceparent && TRACEPARENT.exec(traceparent)) || [];
  if (!traceId || !spanId || !flags) return undefined;
  const context = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true };
  return isSpanContextValid(context) ? context : undefined;
}

/** The same, `undefined` also where it is not sampled. */
export function sampledContext(traceparent: string | undefined): SpanContext | undefined {
  const context = remoteContext(traceparent);
  return context?.traceFlags === TraceFlags.SAMPLED ? context : undefined;
}

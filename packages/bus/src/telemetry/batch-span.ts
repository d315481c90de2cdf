import {
  type Context,
  context,
  ROOT_CONTEXT,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { headerNames } from '../message/headers.js';
import { sampledContext } from '../message/trace-context.js';
import type { MessageBatch, OutgoingMessage, ReceivedMessage } from '../port.js';

/** Traces that one batch span names; a batch may hold messages of thousands. */
const MAX_LINKS = 128;

const tracer = () => trace.getTracer('stellwerk');

/**
 * Runs a handler inside the span of its batch. The span goes on the trace of the first message whose trace is kept and
 * links to those of up to 128 others. Where no trace is kept there is no span, unless the handler fails.
 */
export async function inBatchSpan<Value>(
  batch: MessageBatch,
  group: string,
  handle: () => Promise<Value>,
): Promise<Value> {
  const [first, ...others] = sampledContexts(batch.messages);
  if (!first) {
    const startTime = Date.now();
    return handle().catch((error: unknown) => {
      failed(startSpan(batch, group, ROOT_CONTEXT, [], startTime), error);
      throw error;
    });
  }
  const parent = trace.setSpanContext(ROOT_CONTEXT, first);
  const span = startSpan(batch, group, parent, others);
  try {
    const value = await context.with(trace.setSpan(parent, span), handle);
    span.end();
    return value;
  } catch (error) {
    failed(span, error);
    throw error;
  }
}

/** Runs a publish inside a span where the caller's trace is kept. */
export async function inPublishSpan<Value>(
  messages: readonly OutgoingMessage[],
  publish: () => Promise<Value>,
): Promise<Value> {
  if (messages.length === 0 || !trace.getActiveSpan()?.isRecording()) return publish();
  const topics = [...new Set(messages.map(({ topic }) => topic))];
  const span = tracer().startSpan(`publish ${topics.length === 1 ? topics[0] : 'several'}`, {
    kind: SpanKind.PRODUCER,
    attributes: {
      'messaging.system': 'kafka',
      'messaging.operation.type': 'send',
      'messaging.destination.name': topics.join(','),
      'messaging.batch.message_count': messages.length,
    },
  });
  try {
    const value = await publish();
    span.end();
    return value;
  } catch (error) {
    failed(span, error);
    throw error;
  }
}

/** Distinct span contexts of a batch whose trace is kept, at most 128. */
export function sampledContexts(messages: readonly ReceivedMessage[]): SpanContext[] {
  const contexts = new Map<string, SpanContext>();
  for (const { headers } of messages) {
    const traceparent = headers[headerNames.traceparent];
    if (traceparent === undefined || contexts.has(traceparent)) continue;
    const sampled = sampledContext(traceparent);
    if (sampled) contexts.set(traceparent, sampled);
    if (contexts.size === MAX_LINKS) break;
  }
  return [...contexts.values()];
}

function startSpan(batch: MessageBatch, group: string, parent: Context, links: SpanContext[], startTime?: number) {
  const first = batch.messages[0];
  return tracer().startSpan(
    `process ${batch.topic}`,
    {
      kind: SpanKind.CONSUMER,
      links: links.map((linked) => ({ context: linked })),
      ...(startTime !== undefined && { startTime }),
      attributes: {
        'messaging.system': 'kafka',
        'messaging.operation.type': 'process',
        'messaging.consumer.group.name': group,
        'messaging.destination.name': batch.topic,
        'messaging.destination.partition.id': String(batch.partition),
        'messaging.batch.message_count': batch.messages.length,
        ...(first && { 'messaging.kafka.offset': Number(first.offset) }),
      },
    },
    parent,
  );
}

/** Ends a span as failed, by the class of the error; its message may hold data. */
function failed(span: ReturnType<typeof startSpan>, error: unknown): void {
  span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
  span.end();
}

import { type Link, ROOT_CONTEXT, type Span, type SpanContext, SpanKind, trace } from '@opentelemetry/api';
import { headerNames, type ReceivedMessage, sampledContext } from '@stellwerk/bus';

/** Traces that one batch span names; a batch may hold messages of thousands. */
const MAX_LINKS = 128;

interface SampledMessage {
  readonly message: ReceivedMessage;
  readonly context: SpanContext;
}

/** Messages whose trace is kept, at most 128. */
export function sampledMessages(messages: readonly ReceivedMessage[]): SampledMessage[] {
  const sampled: SampledMessage[] = [];
  for (const message of messages) {
    const context = sampledContext(message.headers[headerNames.traceparent]);
    if (context) sampled.push({ message, context });
    if (sampled.length === MAX_LINKS) break;
  }
  return sampled;
}

export const linksTo = (sampled: readonly SampledMessage[]): Link[] => sampled.map(({ context }) => ({ context }));

/**
 * One span per sampled message in its own trace, so that a trace reaches from the HTTP request to the stored row; each
 * links to the span of the batch that carried it. To be ended when the batch is stored.
 */
export function startRowSpans(sampled: readonly SampledMessage[], batchSpan: Span): Span[] {
  const tracer = trace.getTracer('stellwerk');
  return sampled.map(({ message, context }) =>
    tracer.startSpan(
      'warehouse.row',
      {
        kind: SpanKind.CONSUMER,
        links: [{ context: batchSpan.spanContext() }],
        attributes: {
          'messaging.system': 'kafka',
          'messaging.destination.name': message.topic,
          'messaging.destination.partition.id': String(message.partition),
          'messaging.kafka.offset': Number(message.offset),
          'db.system.name': 'clickhouse',
        },
      },
      trace.setSpanContext(ROOT_CONTEXT, context),
    ),
  );
}

import type { TraceSpan } from './spans.js';

/** Attributes that say where a span stands, in the order in which they are printed. */
const SHOWN = [
  'http.response.status_code',
  'messaging.destination.partition.id',
  'messaging.kafka.offset',
  'messaging.batch.message_count',
  'db.collection.name',
  'stellwerk.rows',
  'gen_ai.response.model',
  'gen_ai.prompt.name',
  'stellwerk.rag.sources',
  'stellwerk.rag.abstained',
  'stellwerk.rag.confidence',
  'stellwerk.rag.cache',
  'gen_ai.usage.input_tokens',
  'gen_ai.usage.output_tokens',
  'stellwerk.cost.micros',
  'stellwerk.cost.currency',
  'stellwerk.guard.verdict',
  'stellwerk.guard.rules',
] as const;

const LABELS: Readonly<Record<(typeof SHOWN)[number], string>> = {
  'http.response.status_code': 'status',
  'messaging.destination.partition.id': 'partition',
  'messaging.kafka.offset': 'offset',
  'messaging.batch.message_count': 'messages',
  'db.collection.name': 'table',
  'stellwerk.rows': 'rows',
  'gen_ai.response.model': 'model',
  'gen_ai.prompt.name': 'prompt',
  'stellwerk.rag.sources': 'sources',
  'stellwerk.rag.abstained': 'abstained',
  'stellwerk.rag.confidence': 'confidence',
  'stellwerk.rag.cache': 'cache',
  'gen_ai.usage.input_tokens': 'tokens in',
  'gen_ai.usage.output_tokens': 'tokens out',
  'stellwerk.cost.micros': 'cost in millionths',
  'stellwerk.cost.currency': 'currency',
  'stellwerk.guard.verdict': 'guard',
  'stellwerk.guard.rules': 'flags',
};

/** A trace as a tree with start and duration in milliseconds. */
export function renderSpans(traceId: string | null, spans: readonly TraceSpan[]): string[] {
  if (traceId === null) return ['this event was not sampled; its lineage:'];
  const known = new Set(spans.map(({ spanId }) => spanId));
  const children = Map.groupBy(spans, ({ parentSpanId }) => (known.has(parentSpanId) ? parentSpanId : ''));
  const start = BigInt(spans[0]?.startUnixNs ?? 0);
  const lines = [`trace ${traceId}`];
  const walk = (parent: string, indent: string): void => {
    const below = children.get(parent) ?? [];
    for (const [index, span] of below.entries()) {
      const isLast = index === below.length - 1;
      lines.push(`${indent}${isLast ? '└─' : '├─'} ${describe(span, start)}`);
      walk(span.spanId, `${indent}${isLast ? '   ' : '│  '}`);
    }
  };
  walk('', '');
  return lines;
}

function describe(span: TraceSpan, start: bigint): string {
  const facts = SHOWN.flatMap((name) =>
    span.attributes[name] === undefined ? [] : [`${LABELS[name]} ${span.attributes[name]}`],
  );
  const failed = span.status === 'Error' ? ['failed'] : [];
  const linked = span.isLinked ? ['by link'] : [];
  const notes = [...facts, ...linked, ...failed].join(', ');
  const at = milliseconds(BigInt(span.startUnixNs) - start);
  return `${span.service}  ${span.name}  +${at} ms, ${milliseconds(BigInt(span.durationNs))} ms${notes === '' ? '' : `  (${notes})`}`;
}

const milliseconds = (nanoseconds: bigint): string => (Number(nanoseconds) / 1e6).toFixed(1);

import { type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { StellwerkError } from '@stellwerk/contracts';
import { toVectorFailure } from './failure.js';

/** What is asked of the engine, for spans and errors. Attributes never hold vectors, payload or filter values. */
export interface Call {
  /** As a verb: `search points`. */
  readonly operation: string;
  readonly collection?: string;
  readonly tenant?: string;
  /** Queries or points of the request. */
  readonly batchSize?: number;
  /** Repeating it changes nothing more: it is tried again after a failure of the connection. */
  readonly idempotent: boolean;
}

export interface CallOptions {
  readonly timeoutMs: number;
  /** Attempts of an idempotent call, the first included. */
  readonly attempts: number;
  /** Random numbers in [0, 1), for the pauses between attempts. */
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

const FIRST_PAUSE_MS = 50;

/** Runs one call: a span, attempts as far as it is idempotent, and catalogue errors alone. */
export async function runCall<Value>(call: Call, options: CallOptions, work: () => Promise<Value>): Promise<Value> {
  const span = startSpan(call);
  try {
    return await attempts(call, options, work, span);
  } catch (error) {
    span.setAttribute('error.type', error instanceof StellwerkError ? error.code : 'unexpected');
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}

async function attempts<Value>(
  call: Call,
  options: CallOptions,
  work: () => Promise<Value>,
  span: Span,
): Promise<Value> {
  const most = call.idempotent ? options.attempts : 1;
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (thrown) {
      const failure = toVectorFailure(thrown, call, options.timeoutMs);
      if (attempt >= most || failure.entry.retry !== 'after' || failure.entry.status !== 503) throw failure;
      span.addEvent('retry', { attempt });
      await options.sleep(FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + options.random()));
    }
  }
}

/** Attributes of the OpenTelemetry conventions for databases, stable since 1.33. */
function startSpan({ operation, collection, tenant, batchSize }: Call): Span {
  return trace.getTracer('stellwerk').startSpan(collection ? `${operation} ${collection}` : operation, {
    kind: SpanKind.CLIENT,
    attributes: {
      'db.system.name': 'qdrant',
      'db.operation.name': operation,
      ...(collection && { 'db.collection.name': collection }),
      ...(batchSize !== undefined && batchSize > 1 && { 'db.operation.batch.size': batchSize }),
      ...(tenant && { 'stellwerk.tenant': tenant }),
    },
  });
}

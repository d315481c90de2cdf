import { randomBytes } from 'node:crypto';
import {
  type Context,
  context,
  isValidTraceId,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { remoteContext } from '@stellwerk/bus';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Rate } from './rate.js';
import { FORCE_ATTRIBUTE } from './request-sampler.js';

/** Header of a request that forces its trace to be kept. */
const FORCE_HEADER = 'x-stellwerk-trace';
/** Defects are always told; a dependency that is away fails every request, and so many a second say as much. */
const OUTAGES_PER_SECOND = 50;

const outages = new Rate(OUTAGES_PER_SECOND);
const tracer = () => trace.getTracer('stellwerk');
const TRACE = Symbol('stellwerk.requestTrace');

/** The one server span of a request. */
class RequestTrace {
  readonly context: Context;
  #span: Span | null;
  #traceId: string;
  /** Code of the catalogue that the request failed with. */
  errorCode: string | undefined;

  constructor(private readonly request: FastifyRequest) {
    const { headers } = request;
    const caller = remoteContext(headers.traceparent as string | undefined);
    const parent = caller ? trace.setSpanContext(ROOT_CONTEXT, caller) : ROOT_CONTEXT;
    const attributes = headers[FORCE_HEADER] === '1' ? { [FORCE_ATTRIBUTE]: true } : undefined;
    const span = tracer().startSpan(
      nameOf(request),
      { kind: SpanKind.SERVER, ...(attributes && { attributes }) },
      parent,
    );
    this.#span = span;
    this.#traceId = span.spanContext().traceId;
    this.context = trace.setSpan(parent, span);
    if (span.isRecording()) describe(span, request);
  }

  /** Known to the caller and in the log; where nothing traces, made up when asked for. */
  get traceId(): string {
    if (!isValidTraceId(this.#traceId)) this.#traceId = randomBytes(16).toString('hex');
    return this.#traceId;
  }

  get isTraced(): boolean {
    return isValidTraceId(this.#traceId);
  }

  get isRecording(): boolean {
    return this.#span?.isRecording() ?? false;
  }

  /** Ends the span once; a failure that nobody recorded gets a span of its own, in the same trace. */
  end(status: number, startedAtMs: number): void {
    const span = this.#span;
    this.#span = null;
    if (span?.isRecording()) this.#finish(span, status);
    else if (span && status >= 500 && (status === 500 || outages.take(Date.now()))) {
      const own = { ...span.spanContext(), traceFlags: TraceFlags.SAMPLED, isRemote: false };
      const options = { kind: SpanKind.SERVER, startTime: startedAtMs };
      const failed = tracer().startSpan(nameOf(this.request), options, trace.setSpanContext(ROOT_CONTEXT, own));
      describe(failed, this.request);
      this.#finish(failed, status);
    }
  }

  #finish(span: Span, status: number): void {
    span.setAttribute('http.response.status_code', status);
    if (this.errorCode !== undefined) span.setAttribute('error.type', this.errorCode);
    if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR, message: this.errorCode ?? `status ${status}` });
    span.end();
  }
}

/** Never the path: it may hold keys. */
function describe(span: Span, request: FastifyRequest): void {
  span.setAttribute('http.request.method', request.method);
  if (request.routeOptions.url !== undefined) span.setAttribute('http.route', request.routeOptions.url);
}

const nameOf = ({ method, routeOptions }: FastifyRequest): string =>
  routeOptions.url === undefined ? method : `${method} ${routeOptions.url}`;

type TracedRequest = FastifyRequest & { [TRACE]?: RequestTrace };

/** Begins the trace of a request and tells the caller its id. */
export function beginTrace(request: TracedRequest, reply: FastifyReply): void {
  const begun = new RequestTrace(request);
  request[TRACE] = begun;
  if (begun.isTraced) void reply.header('x-trace-id', begun.traceId);
  // A caller that goes away leaves no response to end with.
  if (begun.isRecording) reply.raw.once('close', () => endTrace(request, reply));
}

/** Runs what handles a request as part of its trace. */
export function insideTrace(request: TracedRequest, work: () => void): void {
  const begun = request[TRACE];
  if (begun) context.with(begun.context, work);
  else work();
}

/** Ends the trace of a request with its status; the second time does nothing. */
export function endTrace(request: TracedRequest, reply: FastifyReply): void {
  request[TRACE]?.end(reply.statusCode, Date.now() - reply.elapsedTime);
}

/** Trace id of a request, to be told with an error, which `code` names. Requests that are not traced have one as well. */
export function failedTraceId(request: TracedRequest, code: string): string {
  request[TRACE] ??= new RequestTrace(request);
  request[TRACE].errorCode = code;
  return request[TRACE].traceId;
}

import { type Attributes, context, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { ControlTable } from '@stellwerk/bus';
import { StellwerkError } from '@stellwerk/contracts';
import { costOf, type Tokens } from '../accounting/price.js';
import type { TaskAccounts } from '../accounting/task-accounts.js';
import type { ModelClock } from '../clock.js';
import { modelErrors } from '../errors.js';
import type { CallContext, Usage } from '../ports.js';
import { type Endpoint, hostOf, type ModelKind } from '../routes/endpoint.js';
import { noteFailedAttempt } from '../telemetry/attempt-event.js';
import { genAi, openInference, openInferenceKinds, stellwerkAttributes } from '../telemetry/gen-ai.js';
import type { CalledModel, CallRecord } from './call-record.js';
import type { EndpointFailure } from './endpoint-failure.js';

export interface CallBooks {
  readonly control: Pick<ControlTable, 'all'>;
  readonly clock: ModelClock;
  readonly record: CallRecord;
  readonly accounts: TaskAccounts;
  /** UUIDs. */
  readonly newId: () => string;
}

export interface CallHead {
  readonly kind: ModelKind;
  /** As it was asked for. */
  readonly model: string;
  readonly context: CallContext;
  readonly attributes?: Attributes;
}

const NOT_USED: Usage = { inputTokens: 0, outputTokens: 0, cacheHit: false };

/** One call from its beginning to its end: its span, its tokens and money, and its record. */
export class ModelCall {
  readonly #span: Span;
  readonly #startedAtMs: number;
  #requests = 0;
  #answeredBy: Endpoint | undefined;
  #tokens: Tokens | undefined;
  #firstPieceMs: number | undefined;
  #usage = NOT_USED;

  constructor(
    private readonly books: CallBooks,
    private readonly head: CallHead,
  ) {
    const { kind, model, context: caller, attributes } = head;
    this.#startedAtMs = books.clock.now();
    this.#span = trace.getTracer('stellwerk').startSpan(`${kind} ${model}`, {
      kind: SpanKind.CLIENT,
      attributes: {
        [genAi.operation]: kind,
        [genAi.requestModel]: model,
        [openInference.kind]: openInferenceKinds[kind],
        [stellwerkAttributes.tenant]: caller.tenant,
        [stellwerkAttributes.useCase]: caller.useCase,
        ...(caller.task !== undefined && { [stellwerkAttributes.task]: caller.task }),
        ...(caller.prompt !== undefined && { [genAi.promptName]: caller.prompt }),
        ...attributes,
      },
    });
  }

  /** Runs work with the call's span as the active one. */
  within<Value>(work: () => Promise<Value>): Promise<Value> {
    return context.with(trace.setSpan(context.active(), this.#span), work);
  }

  attemptFailed(endpoint: Endpoint, failure: EndpointFailure): void {
    this.#requests += 1;
    noteFailedAttempt(this.#span, endpoint, failure);
  }

  answeredBy(endpoint: Endpoint): void {
    this.#requests += 1;
    this.#answeredBy = endpoint;
  }

  /** The first piece of a stream arrived. */
  pieceArrived(): void {
    this.#firstPieceMs ??= this.books.clock.now() - this.#startedAtMs;
  }

  /** Books tokens at the price of the model that answered. */
  used(tokens: Tokens, isEstimated: boolean): void {
    this.#tokens = tokens;
    const { tenant } = this.head.context;
    const cost = costOf(this.books.control, tenant, this.#answeredBy?.model ?? this.head.model, tokens);
    this.#usage = {
      inputTokens: tokens.input,
      outputTokens: tokens.output,
      ...(cost && { costMicros: cost.micros, currency: cost.currency }),
      cacheHit: false,
      ...(isEstimated && { tokensEstimated: true as const }),
    };
  }

  /** A cache answered: nothing was used. */
  wasCached(): void {
    this.#usage = { ...NOT_USED, cacheHit: true };
  }

  get usage(): Usage {
    return this.#usage;
  }

  note(attributes: Attributes): void {
    this.#span.setAttributes(attributes);
  }

  /** Ends the span and puts the call on record. */
  async end(outcome: 'answered' | 'cancelled'): Promise<void> {
    await this.#end(outcome);
  }

  /** The same for a call that failed; the span is marked by the error's code, never by its text. */
  async failed(error: unknown): Promise<void> {
    const code = error instanceof StellwerkError ? error.code : 'error';
    this.#span.setAttribute(stellwerkAttributes.errorCode, code);
    this.#span.setStatus({ code: SpanStatusCode.ERROR, message: code });
    await this.#end(code === modelErrors.CANCELLED.code ? 'cancelled' : 'failed');
  }

  async #end(outcome: CalledModel['outcome']): Promise<void> {
    const { context: caller } = this.head;
    this.#span.setAttributes(this.#attributes());
    const traceId = this.#span.isRecording() ? this.#span.spanContext().traceId : undefined;
    this.#span.end();
    if (caller.task !== undefined) this.books.accounts.book(caller.tenant, caller.task, this.#usage);
    await this.books.record.write(this.#payload(outcome, traceId));
  }

  #attributes(): Attributes {
    const { inputTokens, outputTokens, costMicros, currency, cacheHit, tokensEstimated } = this.#usage;
    return {
      [genAi.inputTokens]: inputTokens,
      [genAi.outputTokens]: outputTokens,
      [stellwerkAttributes.cacheHit]: cacheHit,
      [stellwerkAttributes.requests]: this.#requests,
      ...(tokensEstimated && { [stellwerkAttributes.tokensEstimated]: true }),
      ...(this.#tokens?.cachedInput !== undefined && { [genAi.cachedInputTokens]: this.#tokens.cachedInput }),
      ...(this.#firstPieceMs !== undefined && { [genAi.timeToFirstChunk]: this.#firstPieceMs / 1_000 }),
      ...(this.#answeredBy && {
        [genAi.provider]: hostOf(this.#answeredBy),
        [genAi.responseModel]: this.#answeredBy.model,
      }),
      ...(costMicros !== undefined && {
        [stellwerkAttributes.costMicros]: costMicros,
        [openInference.costTotal]: costMicros / 1e6,
      }),
      ...(currency !== undefined && { [stellwerkAttributes.costCurrency]: currency }),
    };
  }

  #payload(outcome: CalledModel['outcome'], traceId: string | undefined): CalledModel {
    const { kind, model, context: caller } = this.head;
    const { inputTokens, outputTokens, costMicros, currency, cacheHit } = this.#usage;
    const nowMs = this.books.clock.now();
    return {
      callId: this.books.newId(),
      tenant: caller.tenant,
      at: new Date(nowMs).toISOString(),
      operation: kind,
      useCase: caller.useCase,
      caller: caller.caller,
      model,
      ...(this.#answeredBy && { answeredBy: this.#answeredBy.model, provider: hostOf(this.#answeredBy) }),
      ...(caller.prompt !== undefined && { prompt: caller.prompt }),
      ...(caller.task !== undefined && { task: caller.task }),
      inputTokens,
      outputTokens,
      ...(this.#tokens?.cachedInput !== undefined && { cachedInputTokens: this.#tokens.cachedInput }),
      ...(costMicros !== undefined && { costMicros }),
      ...(currency !== undefined && { currency }),
      cacheHit,
      verdict: 'allow',
      rules: [],
      outcome,
      milliseconds: Math.max(0, Math.round(nowMs - this.#startedAtMs)),
      ...(this.#firstPieceMs !== undefined && { firstTokenMilliseconds: Math.max(0, Math.round(this.#firstPieceMs)) }),
      ...(traceId !== undefined && { traceId }),
    };
  }
}

/** Runs a call to its end, whatever it is. */
export async function throughCall<Value>(call: ModelCall, work: () => Promise<Value>): Promise<Value> {
  let value: Value;
  try {
    value = await call.within(work);
  } catch (error) {
    await call.failed(error);
    throw error;
  }
  await call.end('answered');
  return value;
}

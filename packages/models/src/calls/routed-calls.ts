import { StellwerkError } from '@stellwerk/contracts';
import type { ModelClock } from '../clock.js';
import { modelErrors } from '../errors.js';
import type { Endpoint } from '../routes/endpoint.js';
import { type BackoffPolicy, backoffMs } from './backoff.js';
import { Deadline } from './deadline.js';
import { EndpointFailure } from './endpoint-failure.js';
import type { EndpointHealth } from './endpoint-health.js';

export interface RetryPolicy {
  /** Attempts at one endpoint, the first included. */
  readonly attempts: number;
  readonly backoff: BackoffPolicy;
}

/** A call that any of some endpoints may answer. */
export interface RoutedCall<Of extends Endpoint, Value> {
  readonly useCase: string;
  /** In the order in which they are tried. */
  readonly endpoints: readonly Of[];
  readonly signal: AbortSignal | undefined;
  /** @throws EndpointFailure */
  readonly attempt: (endpoint: Of, deadline: Deadline) => Promise<Value>;
  /** Told of each attempt that failed. */
  readonly onFailure: (endpoint: Of, failure: EndpointFailure) => void;
  /** The deadline goes on beyond the attempt: the value is a stream. */
  readonly keepsDeadline?: boolean;
}

export interface RoutedValue<Of extends Endpoint, Value> {
  readonly endpoint: Of;
  readonly value: Value;
}

/** Finds an endpoint that answers: retries with pauses within the endpoint's budget, then the next one of the route. */
export class RoutedCalls {
  constructor(
    private readonly health: EndpointHealth,
    private readonly policy: RetryPolicy,
    private readonly clock: ModelClock,
    /** In [0, 1). */
    private readonly random: () => number,
  ) {}

  /** @throws MDL_UNAVAILABLE, MDL_REFUSED, MDL_ANSWER_INVALID, MDL_CANCELLED */
  async call<Of extends Endpoint, Value>(call: RoutedCall<Of, Value>): Promise<RoutedValue<Of, Value>> {
    let last: { readonly endpoint: Of; readonly failure: EndpointFailure } | undefined;
    for (const endpoint of call.endpoints) {
      const outcome = await this.#callEndpoint(call, endpoint);
      if (!(outcome instanceof EndpointFailure)) return { endpoint, value: outcome.value };
      last = { endpoint, failure: outcome };
      if (outcome.kind === 'refused') break;
    }
    throw toError(call.useCase, last);
  }

  /** What happened to a stream after its first piece. */
  report(endpoint: Endpoint, failure: EndpointFailure): void {
    if (failure.blamesEndpoint) this.health.of(endpoint).breaker.failed(this.clock.now());
  }

  async #callEndpoint<Of extends Endpoint, Value>(
    call: RoutedCall<Of, Value>,
    endpoint: Of,
  ): Promise<{ readonly value: Value } | EndpointFailure> {
    const { breaker, retryBudget } = this.health.of(endpoint);
    let failure = new EndpointFailure('unreachable', 'is not tried because it failed too often');
    for (let attempt = 1; attempt <= this.policy.attempts; attempt++) {
      if (!breaker.tryEnter(this.clock.now())) return failure;
      if (attempt === 1) retryBudget.called(this.clock.now());
      const outcome = await this.#attempt(call, endpoint);
      if (!(outcome instanceof EndpointFailure)) return outcome;
      failure = outcome;
      const isLast = attempt === this.policy.attempts || !failure.isRetried;
      if (isLast || !retryBudget.tryTake(this.clock.now())) return failure;
      const pauseMs = backoffMs(this.policy.backoff, attempt, this.random(), failure.details.retryAfterMs ?? 0);
      if (pauseMs === null) return failure;
      await this.#pause(call, pauseMs);
    }
    return failure;
  }

  async #attempt<Of extends Endpoint, Value>(
    call: RoutedCall<Of, Value>,
    endpoint: Of,
  ): Promise<{ readonly value: Value } | EndpointFailure> {
    const { breaker } = this.health.of(endpoint);
    const deadline = new Deadline(endpoint.timeoutMs, call.signal);
    let isKept = false;
    try {
      if (call.signal?.aborted) throw call.signal.reason;
      const value = await call.attempt(endpoint, deadline);
      breaker.succeeded();
      isKept = call.keepsDeadline === true;
      return { value };
    } catch (error) {
      if (call.signal?.aborted) {
        breaker.abandoned();
        throw cancelled(call.useCase, error);
      }
      const failure = deadline.isExpired ? slow(deadline, error) : error;
      if (!(failure instanceof EndpointFailure)) {
        breaker.abandoned();
        throw failure;
      }
      if (failure.blamesEndpoint) breaker.failed(this.clock.now());
      else breaker.succeeded();
      call.onFailure(endpoint, failure);
      return failure;
    } finally {
      if (!isKept) deadline.clear();
    }
  }

  async #pause<Of extends Endpoint, Value>({ useCase, signal }: RoutedCall<Of, Value>, pauseMs: number): Promise<void> {
    try {
      await this.clock.sleep(pauseMs, signal);
    } catch (error) {
      throw signal?.aborted ? cancelled(useCase, error) : error;
    }
  }
}

export const slow = ({ timeoutMs }: Deadline, cause: unknown): EndpointFailure =>
  new EndpointFailure('slow', `took longer than ${timeoutMs} ms`, { cause });

export const cancelled = (useCase: string, cause: unknown): StellwerkError =>
  new StellwerkError(modelErrors.CANCELLED, { useCase }, { cause });

function toError(
  useCase: string,
  last: { readonly endpoint: Endpoint; readonly failure: EndpointFailure } | undefined,
): StellwerkError {
  if (!last) return new StellwerkError(modelErrors.UNAVAILABLE, { useCase, model: '-', problem: 'was left out' });
  const { endpoint, failure } = last;
  const { model } = endpoint;
  const { kind, problem, details } = failure;
  const options = { cause: failure };
  if (kind === 'invalid') return new StellwerkError(modelErrors.ANSWER_INVALID, { model, problem }, options);
  if (kind === 'refused' || kind === 'misconfigured') {
    return new StellwerkError(modelErrors.REFUSED, { model, status: details.status ?? 0 }, options);
  }
  return new StellwerkError(modelErrors.UNAVAILABLE, { useCase, model, problem }, options);
}

import { type BreakerPolicy, CircuitBreaker } from '@stellwerk/pipeline';
import type { Endpoint } from '../routes/endpoint.js';
import { RetryBudget, type RetryBudgetPolicy } from './retry-budget.js';

export interface HealthPolicy {
  readonly breaker: BreakerPolicy;
  readonly retryBudget: RetryBudgetPolicy;
}

export interface Health {
  readonly breaker: CircuitBreaker;
  readonly retryBudget: RetryBudget;
}

const MAX_ENDPOINTS = 1_000;

/** What is known of the endpoints of this process: each model behind each address for itself, shared by all routes. */
export class EndpointHealth {
  readonly #byEndpoint = new Map<string, Health>();

  constructor(private readonly policy: HealthPolicy) {}

  of({ baseUrl, upstreamModel }: Endpoint): Health {
    const key = `${baseUrl} ${upstreamModel}`;
    let health = this.#byEndpoint.get(key);
    if (!health) {
      const { breaker, retryBudget } = this.policy;
      health = { breaker: new CircuitBreaker(breaker), retryBudget: new RetryBudget(retryBudget) };
      this.#byEndpoint.set(key, health);
      // Endpoints come from documents; those that were replaced long ago are forgotten.
      const [oldest] = this.#byEndpoint.keys();
      if (this.#byEndpoint.size > MAX_ENDPOINTS && oldest !== undefined) this.#byEndpoint.delete(oldest);
    }
    return health;
  }
}

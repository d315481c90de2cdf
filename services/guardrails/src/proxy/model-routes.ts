import { readFileSync } from 'node:fs';
import type { ControlTable } from '@stellwerk/bus';
import type { ControlSpec } from '@stellwerk/contracts';
import { StellwerkError } from '@stellwerk/contracts';
import { CircuitBreaker } from '@stellwerk/pipeline';
import type { AllowedHosts } from '../adapters/allowed-hosts.js';
import { errors } from '../errors.js';
import type { Fetch } from '../gates/http-tool.js';

type Route = ControlSpec<'model-route'>['models'][number];

const DEFAULT_TIMEOUT_MS = 60_000;
const BREAKER = { failures: 5, pauseMs: 1_000, maxPauseMs: 60_000 };

/** An endpoint that answered. */
export interface Answered {
  readonly model: string;
  readonly upstreamModel: string;
  readonly baseUrl: string;
  readonly response: Response;
}

/** API keys by base URL, from a file that only the service reads. */
export function readModelKeys(file: string | undefined): ReadonlyMap<string, string> {
  if (file === undefined) return new Map();
  return new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>));
}

/** Where models are, by control documents: a use case's models in their order, each behind a circuit breaker of its own. */
export class ModelRoutes {
  readonly #breakers = new Map<string, CircuitBreaker>();

  constructor(
    private readonly control: Pick<ControlTable, 'all'>,
    private readonly hosts: AllowedHosts,
    private readonly keys: ReadonlyMap<string, string>,
    private readonly fetch: Fetch,
    private readonly now: () => number,
  ) {}

  /**
   * Sends a request to the model that was asked for, or, where its endpoint does not answer, to the next of its route.
   * @throws GRS_MODEL_UNKNOWN, GRS_MODEL_UNAVAILABLE, GRS_MODEL_REFUSED, GRS_HOST_NOT_ALLOWED
   */
  async send(
    { tenant, useCase, model }: { tenant: string; useCase: string; model: string },
    body: object,
    signal: AbortSignal,
  ): Promise<Answered> {
    const routes = this.#routesOf(tenant, useCase, model);
    for (const route of routes) this.hosts.assert(route.baseUrl, `model-route of ${useCase}`);
    for (const route of routes) {
      const answered = await this.#try(route, body, signal);
      if (answered) return answered;
    }
    throw new StellwerkError(errors.MODEL_UNAVAILABLE, { model });
  }

  async #try(route: Route, body: object, signal: AbortSignal): Promise<Answered | null> {
    const breaker = this.#breakerOf(route.baseUrl);
    if (!breaker.tryEnter(this.now())) return null;
    const upstreamModel = route.upstreamModel ?? route.model;
    const key = this.keys.get(route.baseUrl);
    let response: Response;
    try {
      response = await this.fetch(`${route.baseUrl}/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(key !== undefined && { authorization: `Bearer ${key}` }) },
        body: JSON.stringify({ ...body, model: upstreamModel }),
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(route.timeoutMs ?? DEFAULT_TIMEOUT_MS)]),
      });
    } catch (error) {
      if (signal.aborted) {
        breaker.abandoned();
        throw error;
      }
      breaker.failed(this.now());
      return null;
    }
    if (response.ok) {
      breaker.succeeded();
      return { model: route.model, upstreamModel, baseUrl: route.baseUrl, response };
    }
    await response.body?.cancel();
    if (response.status >= 500 || response.status === 429) {
      breaker.failed(this.now());
      return null;
    }
    // The endpoint is well, the request is not: another endpoint would say the same.
    breaker.succeeded();
    throw new StellwerkError(errors.MODEL_REFUSED, { model: route.model, status: response.status });
  }

  /** The route of the use case from the model that was asked for on. @throws GRS_MODEL_UNKNOWN */
  #routesOf(tenant: string, useCase: string, model: string): readonly Route[] {
    const documents = this.control.all('model-route').filter((document) => document.spec.useCase === useCase);
    for (const owner of [tenant, 'platform']) {
      for (const { tenant: of, spec } of documents) {
        const at = of === owner ? spec.models.findIndex((route) => route.model === model) : -1;
        if (at >= 0) return spec.models.slice(at);
      }
    }
    throw new StellwerkError(errors.MODEL_UNKNOWN, { model, useCase }, { field: 'model' });
  }

  #breakerOf(baseUrl: string): CircuitBreaker {
    let breaker = this.#breakers.get(baseUrl);
    if (!breaker) {
      breaker = new CircuitBreaker(BREAKER);
      this.#breakers.set(baseUrl, breaker);
    }
    return breaker;
  }
}

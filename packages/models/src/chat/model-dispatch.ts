import { trace } from '@opentelemetry/api';
import type { ControlTable } from '@stellwerk/bus';
import { choose } from '../accounting/choose.js';
import { costOf, estimatedTokens } from '../accounting/price.js';
import type { Deadline } from '../calls/deadline.js';
import { EndpointHealth } from '../calls/endpoint-health.js';
import { EndpointHttp, type Fetch } from '../calls/http.js';
import { RoutedCalls } from '../calls/routed-calls.js';
import { systemClock } from '../clock.js';
import { defaultModelPolicy } from '../models.js';
import type { AllowedHosts } from '../routes/allowed-hosts.js';
import type { Endpoint } from '../routes/endpoint.js';
import type { ModelKeys } from '../routes/model-keys.js';
import { ModelRoutes } from '../routes/model-routes.js';
import { withoutStopped } from '../routes/stop-switch.js';
import { noteFailedAttempt } from '../telemetry/attempt-event.js';

export interface ModelDispatchOptions {
  readonly control: Pick<ControlTable, 'all'>;
  readonly hosts: AllowedHosts;
  readonly keys: ModelKeys;
  readonly fetch: Fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Which endpoint answered, and its answer, the body unread. */
export interface Dispatched {
  readonly endpoint: Endpoint;
  readonly response: Response;
}

/**
 * Passes requests on to the chat models of a route as they are, for a proxy that reads request and answer itself: with routing,
 * fallbacks, circuits, switches and the host list of {@link Models}, without its caches and records. It does not repeat a request
 * at the same endpoint: clients of a proxy do that themselves, and the repetitions would multiply.
 */
export class ModelDispatch {
  readonly #routes: ModelRoutes;
  readonly #http: EndpointHttp;
  readonly #calls: RoutedCalls;

  constructor(private readonly options: ModelDispatchOptions) {
    const { control, hosts, keys, fetch, now } = options;
    this.#routes = new ModelRoutes(control, hosts);
    this.#http = new EndpointHttp(fetch, keys);
    const policy = { ...defaultModelPolicy, attempts: 1 };
    this.#calls = new RoutedCalls(new EndpointHealth(policy), policy, { ...systemClock, now }, () => 0);
  }

  /**
   * @param body Of `/chat/completions`; its model becomes the name that the endpoint knows
   * @throws MDL_ROUTE_MISSING, MDL_MODEL_UNKNOWN, MDL_STOPPED, MDL_TOO_EXPENSIVE, MDL_UNAVAILABLE, MDL_REFUSED, MDL_CANCELLED, and
   * what the host list refuses with
   */
  async send(
    who: { readonly tenant: string; readonly useCase: string; readonly caller: string; readonly model: string },
    body: object,
    signal: AbortSignal,
  ): Promise<Dispatched> {
    const { control } = this.options;
    const { tenant, useCase, model } = who;
    const routed = this.#routes.chat(who, model);
    const expected = { input: estimatedTokens(JSON.stringify(body).length), output: 0 };
    const allowed = withoutStopped(control, routed.endpoints, who);
    const endpoints = choose({ ...routed, order: 'listed', endpoints: allowed }, useCase, (name) =>
      costOf(control, tenant, name, expected),
    );
    const { endpoint, value } = await this.#calls.call({
      useCase,
      endpoints,
      signal,
      keepsDeadline: true,
      attempt: async (to, deadline) => {
        const request = { ...body, model: to.upstreamModel };
        const posted = { endpoint: to, path: '/chat/completions', body: JSON.stringify(request) };
        return watched(await this.#http.post({ ...posted, signal: deadline.signal }), deadline);
      },
      onFailure: (to, failure) => {
        const span = trace.getActiveSpan();
        if (span) noteFailedAttempt(span, to, failure);
      },
    });
    return { endpoint, response: value };
  }
}

/** The answer may take as long as it likes, as long as something comes. */
function watched({ body, status, headers }: Response, deadline: Deadline): Response {
  const progress = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      deadline.extend();
      controller.enqueue(chunk);
    },
    flush: () => deadline.clear(),
  });
  return new Response(body?.pipeThrough(progress) ?? null, { status, headers });
}

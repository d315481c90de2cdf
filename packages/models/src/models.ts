import type { ControlTable } from '@stellwerk/bus';
import { StellwerkError } from '@stellwerk/contracts';
import { TaskAccounts } from './accounting/task-accounts.js';
import { ExactCache } from './cache/exact-cache.js';
import type { CallRecord } from './calls/call-record.js';
import { EndpointHealth, type HealthPolicy } from './calls/endpoint-health.js';
import { EndpointHttp, type Fetch } from './calls/http.js';
import { type RetryPolicy, RoutedCalls } from './calls/routed-calls.js';
import { RoutedChat } from './chat/routed-chat.js';
import type { ModelClock } from './clock.js';
import { RoutedEmbeddings } from './embeddings/routed-embeddings.js';
import { modelErrors } from './errors.js';
import type { CachedAnswer, ModelParts } from './model-parts.js';
import type { ChatModel, EmbeddingModel, EmbeddingSpace, Reranker } from './ports.js';
import { RoutedReranker } from './rerank/routed-reranker.js';
import { AllowedHosts } from './routes/allowed-hosts.js';
import type { ModelKind } from './routes/endpoint.js';
import type { ModelKeys } from './routes/model-keys.js';
import { type EmbeddedModel, ModelRoutes, type RouteQuery } from './routes/model-routes.js';

export interface ModelsOptions {
  readonly control: Pick<ControlTable, 'all'>;
  /** Value of STELLWERK_MODEL_HOSTS: hosts that routes may name. */
  readonly allowedHosts: readonly string[];
  readonly keys: ModelKeys;
  /** Absent = there are no embeddings without a route. */
  readonly embedded?: EmbeddedModel;
  readonly record: CallRecord;
  readonly fetch: Fetch;
  readonly clock: ModelClock;
  /** In [0, 1); jitter of pauses. */
  readonly random: () => number;
  readonly newId: () => string;
  readonly policy?: ModelPolicy;
}

export interface ModelPolicy extends HealthPolicy, RetryPolicy {
  readonly cacheBytes: { readonly query: number; readonly passage: number; readonly chat: number };
}

export const defaultModelPolicy: ModelPolicy = {
  attempts: 3,
  backoff: { baseMs: 100, maxMs: 5_000 },
  retryBudget: { perCall: 0.1, perSecond: 0.2, most: 10 },
  breaker: { failures: 5, pauseMs: 1_000, maxPauseMs: 60_000 },
  cacheBytes: { query: 16_777_216, passage: 16_777_216, chat: 16_777_216 },
};

/** The models that a service calls, as control documents route them. */
export class Models {
  readonly chat: ChatModel;
  /** Tokens and money by task. */
  readonly accounts = new TaskAccounts();
  readonly #parts: ModelParts;

  constructor(options: ModelsOptions) {
    const { control, allowedHosts, embedded, record, clock, newId, policy = defaultModelPolicy } = options;
    const hosts = new AllowedHosts('STELLWERK_MODEL_HOSTS', allowedHosts, modelErrors.HOST_NOT_ALLOWED);
    const { query, passage, chat } = policy.cacheBytes;
    this.#parts = {
      routes: new ModelRoutes(control, hosts, embedded),
      http: new EndpointHttp(options.fetch, options.keys),
      calls: new RoutedCalls(new EndpointHealth(policy), policy, clock, options.random),
      books: { control, clock, record, accounts: this.accounts, newId },
      caches: {
        query: new ExactCache(query, bytesOfVector),
        passage: new ExactCache(passage, bytesOfVector),
        chat: new ExactCache(chat, bytesOfAnswer),
      },
    };
    this.chat = new RoutedChat(this.#parts);
  }

  /** Whether a document routes this use case now; for embeddings the embedded model serves where none does. */
  hasRoute(kind: ModelKind, query: RouteQuery): boolean {
    return this.#parts.routes.has(kind, query);
  }

  /**
   * Space of the first model of the route: what a new generation is built in.
   * @throws MDL_ROUTE_MISSING, MDL_ROUTE_INVALID, MDL_HOST_NOT_ALLOWED
   */
  wantedSpace(query: RouteQuery): EmbeddingSpace {
    const [first] = this.#parts.routes.embeddings(query).endpoints;
    if (first) return first.space;
    throw new StellwerkError(modelErrors.ROUTE_MISSING, { kind: 'embeddings', useCase: query.useCase });
  }

  /** Embeddings of a space, from whichever models of the route serve it at the time of the call. */
  embeddings(space: EmbeddingSpace, query: RouteQuery): EmbeddingModel {
    return new RoutedEmbeddings(this.#parts, space, query);
  }

  /** Undefined where no document routes re-ranking for the use case. @throws MDL_HOST_NOT_ALLOWED */
  reranker(query: RouteQuery): Reranker | undefined {
    if (!this.#parts.routes.has('rerank', query)) return undefined;
    const [first] = this.#parts.routes.rerank(query).endpoints;
    return first && new RoutedReranker(this.#parts, first.model, query);
  }
}

const bytesOfVector = ({ byteLength }: Float32Array): number => byteLength;
/** UTF-16. */
const bytesOfAnswer = ({ text }: CachedAnswer): number => text.length * 2;

import type { ExactCache } from './cache/exact-cache.js';
import type { EndpointHttp } from './calls/http.js';
import type { CallBooks } from './calls/model-call.js';
import type { RoutedCalls } from './calls/routed-calls.js';
import type { ModelRoutes } from './routes/model-routes.js';

/** An answer worth keeping: one that the same question would get again. */
export interface CachedAnswer {
  readonly text: string;
  readonly model: string;
  readonly finishReason: 'stop' | 'length';
}

/** What the clients of all kinds of models share. */
export interface ModelParts {
  readonly routes: ModelRoutes;
  readonly http: EndpointHttp;
  readonly calls: RoutedCalls;
  readonly books: CallBooks;
  readonly caches: {
    /** Apart, so that a corpus on its way in does not push out the questions that are asked again and again. */
    readonly query: ExactCache<Float32Array>;
    readonly passage: ExactCache<Float32Array>;
    readonly chat: ExactCache<CachedAnswer>;
  };
}

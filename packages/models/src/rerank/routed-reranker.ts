import { choose } from '../accounting/choose.js';
import { costOf, estimatedTokens } from '../accounting/price.js';
import { checkTexts, inputLimits } from '../calls/input-limits.js';
import { ModelCall, throughCall } from '../calls/model-call.js';
import type { ModelParts } from '../model-parts.js';
import type { CallContext, Reranker } from '../ports.js';
import type { RerankEndpoint } from '../routes/endpoint.js';
import type { RouteQuery } from '../routes/model-routes.js';
import { withoutStopped } from '../routes/stop-switch.js';
import { stellwerkAttributes } from '../telemetry/gen-ai.js';
import { type ParsedScores, parseScores } from './parse-scores.js';

const BYTES_PER_SCORE = 256;
const FRAME_BYTES = 65_536;

/** Scores of texts for a query from the `/rerank` endpoints of a route. */
export class RoutedReranker implements Reranker {
  constructor(
    private readonly parts: ModelParts,
    /** First of the route. */
    readonly model: string,
    private readonly route: RouteQuery,
  ) {}

  async rerank(query: string, texts: readonly string[], context: CallContext): Promise<readonly number[]> {
    checkTexts('query', [query], 1);
    checkTexts('texts', texts, inputLimits.rerankTexts);
    if (texts.length === 0) return [];
    const attributes = { [stellwerkAttributes.texts]: texts.length };
    const call = new ModelCall(this.parts.books, { kind: 'rerank', model: this.model, context, attributes });
    return throughCall(call, () => this.#rerank(call, query, texts, context));
  }

  async #rerank(
    call: ModelCall,
    query: string,
    texts: readonly string[],
    context: CallContext,
  ): Promise<readonly number[]> {
    const { routes, books, calls } = this.parts;
    const { useCase } = this.route;
    // A cross-encoder reads the query once with every text.
    const characters = texts.reduce((sum, text) => sum + text.length + query.length, 0);
    const expected = { input: estimatedTokens(characters), output: 0 };
    const routed = routes.rerank(this.route);
    const allowed = withoutStopped(books.control, routed.endpoints, context);
    const endpoints = choose({ ...routed, endpoints: allowed }, useCase, (model) =>
      costOf(books.control, context.tenant, model, expected),
    );
    const { endpoint, value } = await calls.call({
      useCase,
      endpoints,
      signal: context.signal,
      attempt: (to, { signal }) => this.#request(to, query, texts, signal),
      onFailure: (to, failure) => call.attemptFailed(to, failure),
    });
    call.answeredBy(endpoint);
    call.used({ input: value.inputTokens ?? expected.input, output: 0 }, value.inputTokens === undefined);
    return value.scores;
  }

  async #request(
    endpoint: RerankEndpoint,
    query: string,
    texts: readonly string[],
    signal: AbortSignal,
  ): Promise<ParsedScores> {
    const { shape, upstreamModel } = endpoint;
    const body = JSON.stringify(
      shape === 'tei'
        ? { query, texts, raw_scores: true, truncate: true }
        : { model: upstreamModel, query, documents: texts, top_n: texts.length, return_documents: false },
    );
    const maxBytes = texts.length * BYTES_PER_SCORE + FRAME_BYTES;
    const answer = await this.parts.http.postForJson({ endpoint, path: '/rerank', body, signal }, maxBytes);
    return parseScores(shape, answer, texts.length);
  }
}

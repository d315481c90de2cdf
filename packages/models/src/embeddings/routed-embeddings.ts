import { StellwerkError } from '@stellwerk/contracts';
import { choose } from '../accounting/choose.js';
import { costOf, estimatedTokens } from '../accounting/price.js';
import { exactKey } from '../cache/exact-cache.js';
import { checkTexts, inputLimits } from '../calls/input-limits.js';
import { ModelCall, throughCall } from '../calls/model-call.js';
import { modelErrors } from '../errors.js';
import type { ModelParts } from '../model-parts.js';
import type { CallContext, EmbeddingModel, EmbeddingSpace, InputType } from '../ports.js';
import { type EmbeddingEndpoint, spaceName } from '../routes/endpoint.js';
import type { RouteQuery } from '../routes/model-routes.js';
import { withoutStopped } from '../routes/stop-switch.js';
import { genAi, stellwerkAttributes } from '../telemetry/gen-ai.js';
import { type ParsedEmbeddings, parseEmbeddings } from './parse-embeddings.js';

/** JSON of a number, with room to spare. */
const BYTES_PER_NUMBER = 32;
const FRAME_BYTES = 65_536;

const prefixOf = { query: 'query: ', passage: 'passage: ' } as const;

/**
 * Embeddings of one space, from the endpoints of a route that serve it. @langchain/openai has a client for these as well; it knows
 * no `input_type`, cannot be cancelled and drops the tokens, so the request is made here.
 */
export class RoutedEmbeddings implements EmbeddingModel {
  constructor(
    private readonly parts: ModelParts,
    readonly space: EmbeddingSpace,
    private readonly route: RouteQuery,
  ) {}

  async embed(texts: readonly string[], inputType: InputType, context: CallContext): Promise<readonly Float32Array[]> {
    checkTexts('texts', texts, inputLimits.texts);
    if (texts.length === 0) return [];
    const attributes = { [genAi.dimensions]: this.space.dimensions, [stellwerkAttributes.texts]: texts.length };
    const call = new ModelCall(this.parts.books, {
      kind: 'embeddings',
      model: this.space.model,
      context,
      attributes,
    });
    return throughCall(call, () => this.#embed(call, texts, inputType, context));
  }

  async #embed(
    call: ModelCall,
    texts: readonly string[],
    inputType: InputType,
    context: CallContext,
  ): Promise<readonly Float32Array[]> {
    const cache = this.parts.caches[inputType];
    const keyOf = (text: string) => exactKey({ tenant: context.tenant, space: spaceName(this.space), inputType, text });
    const found = new Map<string, Float32Array>();
    for (const text of texts) {
      const vector = found.has(text) ? undefined : cache.get(keyOf(text));
      if (vector) found.set(text, vector);
    }
    const missing = [...new Set(texts)].filter((text) => !found.has(text));
    call.note({ [stellwerkAttributes.cachedTexts]: found.size });
    if (missing.length === 0) call.wasCached();
    else {
      const vectors = await this.#ask(call, missing, inputType, context);
      missing.forEach((text, at) => {
        const vector = vectors[at];
        if (!vector) return;
        cache.set(keyOf(text), vector);
        found.set(text, vector);
      });
    }
    // Copies: what a caller does with its vectors must not change those that are kept.
    return texts.flatMap((text) => found.get(text)?.slice() ?? []);
  }

  async #ask(
    call: ModelCall,
    texts: readonly string[],
    inputType: InputType,
    context: CallContext,
  ): Promise<readonly Float32Array[]> {
    const expectedTokens = estimatedTokens(charactersOf(texts));
    const endpoints = this.#endpoints(context, expectedTokens);
    const perRequest = Math.min(...endpoints.map(({ maxTextsPerRequest }) => maxTextsPerRequest));
    const vectors: Float32Array[] = [];
    let inputTokens = 0;
    let isEstimated = false;
    for (let start = 0; start < texts.length; start += perRequest) {
      const batch = texts.slice(start, start + perRequest);
      const { endpoint, value } = await this.parts.calls.call({
        useCase: this.route.useCase,
        endpoints,
        signal: context.signal,
        attempt: (to, { signal }) => this.#request(to, batch, inputType, signal),
        onFailure: (to, failure) => call.attemptFailed(to, failure),
      });
      call.answeredBy(endpoint);
      vectors.push(...value.vectors);
      isEstimated ||= value.inputTokens === undefined;
      inputTokens += value.inputTokens ?? estimatedTokens(charactersOf(batch));
      call.used({ input: inputTokens, output: 0 }, isEstimated);
    }
    return vectors;
  }

  #endpoints(context: CallContext, expectedTokens: number): readonly EmbeddingEndpoint[] {
    const { routes, books } = this.parts;
    const routed = routes.embeddings(this.route);
    const wanted = spaceName(this.space);
    const fitting = routed.endpoints.filter(({ space }) => spaceName(space) === wanted);
    if (fitting.length === 0) {
      throw new StellwerkError(modelErrors.SPACE_UNKNOWN, { useCase: this.route.useCase, space: wanted });
    }
    const allowed = withoutStopped(books.control, fitting, context);
    return choose({ ...routed, endpoints: allowed }, this.route.useCase, (model) =>
      costOf(books.control, context.tenant, model, { input: expectedTokens, output: 0 }),
    );
  }

  async #request(
    endpoint: EmbeddingEndpoint,
    texts: readonly string[],
    inputType: InputType,
    signal: AbortSignal,
  ): Promise<ParsedEmbeddings> {
    const { space, sendsInputType, upstreamModel } = endpoint;
    const input = space.prefixes === 'e5' && !sendsInputType ? texts.map((text) => prefixOf[inputType] + text) : texts;
    const body = JSON.stringify({
      model: upstreamModel,
      input,
      encoding_format: 'float',
      ...(sendsInputType && { input_type: inputType }),
    });
    const maxBytes = texts.length * space.dimensions * BYTES_PER_NUMBER + FRAME_BYTES;
    const answer = await this.parts.http.postForJson({ endpoint, path: '/embeddings', body, signal }, maxBytes);
    return parseEmbeddings(answer, texts.length, space);
  }
}

const charactersOf = (texts: readonly string[]): number => texts.reduce((sum, { length }) => sum + length, 0);

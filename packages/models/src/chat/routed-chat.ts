import { StellwerkError } from '@stellwerk/contracts';
import { choose } from '../accounting/choose.js';
import { costOf, estimatedTokens, type Tokens } from '../accounting/price.js';
import { exactKey } from '../cache/exact-cache.js';
import type { Deadline } from '../calls/deadline.js';
import { EndpointFailure } from '../calls/endpoint-failure.js';
import { ModelCall, throughCall } from '../calls/model-call.js';
import { cancelled, slow } from '../calls/routed-calls.js';
import { modelErrors } from '../errors.js';
import type { CachedAnswer, ModelParts } from '../model-parts.js';
import type { CallContext, ChatAnswer, ChatModel, ChatRequest } from '../ports.js';
import type { Endpoint } from '../routes/endpoint.js';
import { withoutStopped } from '../routes/stop-switch.js';
import { genAi } from '../telemetry/gen-ai.js';
import { ChatClient, type ChatPiece } from './chat-client.js';
import { charactersOf, checkRequest } from './check-request.js';

/** A stream whose first piece has come. */
interface Opened {
  readonly endpoint: Endpoint;
  readonly first: ChatPiece;
  readonly rest: AsyncGenerator<ChatPiece, void, void>;
  readonly deadline: Deadline;
}

/** Answers from the chat models that the route of the call's use case names. */
export class RoutedChat implements ChatModel {
  readonly #client: ChatClient;

  constructor(private readonly parts: ModelParts) {
    this.#client = new ChatClient(parts.http);
  }

  async complete(request: ChatRequest, context: CallContext): Promise<ChatAnswer> {
    const plan = this.#plan(request, context, false);
    const { call, endpoints, cached } = plan;
    return throughCall(call, async () => {
      if (cached) return fromCache(call, cached);
      await this.#client.prepare();
      const { endpoint, value } = await this.parts.calls.call({
        useCase: context.useCase,
        endpoints,
        signal: context.signal,
        attempt: (to, deadline) => this.#client.complete(to, request, deadline),
        onFailure: (to, failure) => call.attemptFailed(to, failure),
      });
      call.answeredBy(endpoint);
      return this.#finish(plan, request, endpoint, value.text, value);
    });
  }

  async *stream(request: ChatRequest, context: CallContext): AsyncGenerator<string, ChatAnswer, void> {
    const plan = this.#plan(request, context, true);
    const { call, cached } = plan;
    let text = '';
    let opened: Opened | undefined;
    let end: 'answered' | 'failed' | 'left' = 'left';
    try {
      if (cached) {
        const answer = fromCache(call, cached);
        end = 'answered';
        yield cached.text;
        return answer;
      }
      const { endpoint, value } = await call.within(() => this.#open(plan, request, context));
      opened = value;
      call.answeredBy(endpoint);
      let last = opened.first;
      for await (const piece of piecesOf(opened)) {
        last = piece;
        if (piece.text === '') continue;
        call.pieceArrived();
        text += piece.text;
        yield piece.text;
      }
      end = 'answered';
      return this.#finish(plan, request, endpoint, text, last);
    } catch (error) {
      end = 'failed';
      const told = opened ? this.#broken(opened, context, error) : error;
      if (opened) this.#bookEstimate(call, request, text);
      await call.failed(told);
      throw told;
    } finally {
      opened?.deadline.stop();
      // Whoever read the stream left it: what was written until then has its price as well.
      if (end === 'left') this.#bookEstimate(call, request, text);
      if (end !== 'failed') await call.end(end === 'answered' ? 'answered' : 'cancelled');
    }
  }

  #plan(request: ChatRequest, context: CallContext, isStream: boolean): Plan {
    checkRequest(request);
    const { books, caches } = this.parts;
    const endpoints = this.#endpoints(request, context);
    const [first] = endpoints;
    const model = request.model ?? first?.model ?? '';
    const key = first && isRepeatable(request) ? keyOf(request, context, first) : undefined;
    const call = new ModelCall(books, {
      kind: 'chat',
      model,
      context,
      attributes: {
        [genAi.requestMaxTokens]: request.maxOutputTokens,
        [genAi.requestStream]: isStream,
        ...(request.temperature !== undefined && { [genAi.requestTemperature]: request.temperature }),
        ...(request.seed !== undefined && { [genAi.requestSeed]: request.seed }),
      },
    });
    return { call, endpoints, key, cached: key === undefined ? undefined : caches.chat.get(key) };
  }

  #endpoints(request: ChatRequest, context: CallContext): readonly Endpoint[] {
    const { routes, books } = this.parts;
    const { useCase, tenant } = context;
    const routed = routes.chat(context, request.model);
    const expected = { input: estimatedTokens(charactersOf(request)), output: request.maxOutputTokens };
    const estimate = (model: string) => costOf(books.control, tenant, model, expected);
    const allowed = withoutStopped(books.control, routed.endpoints, context);
    const chosen = choose({ ...routed, endpoints: allowed }, useCase, estimate);
    // What was asked for by name goes first, whatever it costs within the limit.
    const isWanted = ({ model }: Endpoint) => model === request.model;
    return [...chosen.filter(isWanted), ...chosen.filter((endpoint) => !isWanted(endpoint))];
  }

  async #open({ call, endpoints }: Plan, request: ChatRequest, { useCase, signal }: CallContext) {
    await this.#client.prepare();
    return this.parts.calls.call<Endpoint, Opened>({
      useCase,
      endpoints,
      signal,
      keepsDeadline: true,
      attempt: async (to, deadline) => {
        const rest = this.#client.stream(to, request, deadline);
        const first = await rest.next();
        if (first.done) throw new EndpointFailure('invalid', 'answered with an empty stream');
        return { endpoint: to, first: first.value, rest, deadline };
      },
      onFailure: (to, failure) => call.attemptFailed(to, failure),
    });
  }

  #broken({ endpoint, deadline }: Opened, { signal, useCase }: CallContext, error: unknown): unknown {
    if (signal?.aborted) return cancelled(useCase, error);
    const failure = deadline.isExpired ? slow(deadline, error) : error;
    if (!(failure instanceof EndpointFailure)) return error;
    this.parts.calls.report(endpoint, failure);
    const details = { model: endpoint.model, problem: failure.problem };
    return new StellwerkError(modelErrors.STREAM_BROKEN, details, { cause: failure });
  }

  #bookEstimate(call: ModelCall, request: ChatRequest, text: string): void {
    call.used(estimateOf(request, text), true);
  }

  #finish(
    { call, key }: Plan,
    request: ChatRequest,
    { model }: Endpoint,
    text: string,
    { tokens, finishReason = 'other' }: ChatPiece,
  ): ChatAnswer {
    call.used(tokens ?? estimateOf(request, text), tokens === undefined);
    call.note({ [genAi.finishReasons]: [finishReason] });
    if (key !== undefined && text !== '' && (finishReason === 'stop' || finishReason === 'length')) {
      this.parts.caches.chat.set(key, { text, model, finishReason });
    }
    return { text, model, finishReason, usage: call.usage };
  }
}

interface Plan {
  readonly call: ModelCall;
  readonly endpoints: readonly Endpoint[];
  /** Undefined where the same question may be answered differently. */
  readonly key: string | undefined;
  readonly cached: CachedAnswer | undefined;
}

async function* piecesOf({ first, rest }: Opened): AsyncGenerator<ChatPiece, void, void> {
  yield first;
  yield* rest;
}

function fromCache(call: ModelCall, { text, model, finishReason }: CachedAnswer): ChatAnswer {
  call.wasCached();
  return { text, model, finishReason, usage: call.usage };
}

/** At temperature 0, or with a seed, the caller asked for the same answer to the same question. */
const isRepeatable = ({ temperature, seed }: ChatRequest): boolean => temperature === 0 || seed !== undefined;

const keyOf = (request: ChatRequest, { tenant }: CallContext, endpoint: Endpoint): string => {
  const { messages, model: _preferred, ...parameters } = request;
  const { model, upstreamModel, revision } = endpoint;
  return exactKey({ tenant, model, upstreamModel, revision, parameters, messages });
};

const estimateOf = (request: ChatRequest, text: string): Tokens => ({
  input: estimatedTokens(charactersOf(request)),
  output: estimatedTokens(text.length),
});

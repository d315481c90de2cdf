import type { BaseMessage, UsageMetadata } from '@langchain/core/messages';
import type { ChatOpenAICompletions } from '@langchain/openai';
import type { Tokens } from '../accounting/price.js';
import type { Deadline } from '../calls/deadline.js';
import { EndpointFailure } from '../calls/endpoint-failure.js';
import { type EndpointHttp, readText } from '../calls/http.js';
import type { ChatAnswer, ChatMessage, ChatRequest } from '../ports.js';
import type { Endpoint } from '../routes/endpoint.js';
import { checkCompletion, finishReasonOf } from './wire.js';

/** A piece of an answer; the whole answer is one piece, or many. */
export interface ChatPiece {
  readonly text: string;
  readonly finishReason?: ChatAnswer['finishReason'];
  /** Where the endpoint states them. */
  readonly tokens?: Tokens;
}

/** More than any token takes as JSON, and as an event of its own in a stream. */
const BYTES_PER_TOKEN = 64;
const BYTES_PER_EVENT = 2_048;
const FRAME_BYTES = 65_536;
/** Ours ends attempts; the client's own must not come first. */
const NEVER_MS = 2_147_483_647;

/**
 * Chat completions through the client of @langchain/openai. Its methods are called below the level of `invoke`, where environment
 * variables can switch on tracing to a third party; what it sends and reads goes through {@link EndpointHttp} and is checked there.
 */
export class ChatClient {
  constructor(private readonly http: EndpointHttp) {}

  /** Loads the library: before the time of an endpoint begins to run. */
  async prepare(): Promise<void> {
    await library();
  }

  /** @throws EndpointFailure */
  async complete(endpoint: Endpoint, request: ChatRequest, { signal }: Deadline): Promise<ChatPiece> {
    const wire = new Wire(this.http, endpoint);
    return wire.guarded(async () => {
      const read = async (response: Response) => {
        const text = await readText(response, request.maxOutputTokens * BYTES_PER_TOKEN + FRAME_BYTES);
        checkCompletion(text);
        return new Response(text, { headers: { 'content-type': 'application/json' } });
      };
      const client = await createClient(endpoint, request, wire.fetch(read));
      const { generations } = await client._generate(await toMessages(request.messages), optionsOf(request, signal));
      const [generation] = generations;
      if (!generation) throw new EndpointFailure('invalid', 'answered without a choice');
      const { message, generationInfo } = generation;
      return {
        text: generation.text,
        finishReason: refusedIn(message) ? 'filter' : finishReasonOf(String(generationInfo?.finish_reason)),
        ...tokensOf(message),
      };
    });
  }

  /** The last piece has the reason why the answer ended. @throws EndpointFailure also in the midst of an answer */
  async *stream(endpoint: Endpoint, request: ChatRequest, deadline: Deadline): AsyncGenerator<ChatPiece, void, void> {
    const wire = new Wire(this.http, endpoint);
    const maxBytes = request.maxOutputTokens * BYTES_PER_EVENT + FRAME_BYTES;
    const read = async (response: Response) =>
      new Response(response.body?.pipeThrough(watched(deadline, maxBytes, wire)) ?? null, {
        headers: { 'content-type': 'text/event-stream' },
      });
    const { signal } = deadline;
    const chunks = await wire.guarded(async () => {
      const client = await createClient(endpoint, request, wire.fetch(read));
      return client._streamResponseChunks(await toMessages(request.messages), optionsOf(request, signal));
    });
    let finishReason: ChatAnswer['finishReason'] | undefined;
    let tokens: { readonly tokens?: Tokens } = {};
    try {
      for (;;) {
        const next = await wire.guarded(() => chunks.next());
        if (next.done) break;
        const { text, message, generationInfo } = next.value;
        if (typeof generationInfo?.finish_reason === 'string') {
          finishReason = finishReasonOf(generationInfo.finish_reason);
        }
        tokens = { ...tokens, ...tokensOf(message) };
        if (text !== '') yield { text };
      }
    } finally {
      await chunks.return(undefined);
    }
    if (finishReason === undefined) throw new EndpointFailure('unreachable', 'ended its stream before it was finished');
    yield { text: '', finishReason, ...tokens };
  }
}

/** The way of one request, and what went wrong on it: the client library wraps errors, and their kind would be lost. */
class Wire {
  failure: EndpointFailure | undefined;

  constructor(
    private readonly http: EndpointHttp,
    private readonly endpoint: Endpoint,
  ) {}

  fetch(read: (response: Response) => Promise<Response>) {
    return async (_url: string | URL | Request, init?: RequestInit): Promise<Response> => {
      const { body, signal } = init ?? {};
      if (typeof body !== 'string' || !signal) throw new TypeError('a chat request without body or signal');
      try {
        return await read(await this.http.post({ endpoint: this.endpoint, path: '/chat/completions', body, signal }));
      } catch (error) {
        if (error instanceof EndpointFailure) this.failure = error;
        throw error;
      }
    };
  }

  async guarded<Value>(work: () => Promise<Value>): Promise<Value> {
    try {
      return await work();
    } catch (error) {
      if (this.failure) throw this.failure;
      if (error instanceof EndpointFailure) throw error;
      throw new EndpointFailure('invalid', 'answered with something that cannot be read', { cause: error });
    }
  }
}

/** Lets a stream pass as long as it comes and is not too long. */
function watched(deadline: Deadline, maxBytes: number, wire: Wire): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      deadline.extend();
      bytes += chunk.byteLength;
      if (bytes <= maxBytes) return controller.enqueue(chunk);
      wire.failure = new EndpointFailure('invalid', `answered with more than ${maxBytes} bytes`);
      controller.error(wire.failure);
    },
  });
}

/** Loaded with the first call: it takes some 90 MB, and not every process talks to a chat model. */
async function library() {
  const [{ ChatOpenAICompletions }, messages] = await Promise.all([
    import('@langchain/openai'),
    import('@langchain/core/messages'),
  ]);
  return { ChatOpenAICompletions, messages };
}

async function createClient(
  { upstreamModel, baseUrl }: Endpoint,
  { maxOutputTokens, temperature }: ChatRequest,
  fetch: (url: string | URL | Request, init?: RequestInit) => Promise<Response>,
): Promise<ChatOpenAICompletions> {
  const { ChatOpenAICompletions } = await library();
  return new ChatOpenAICompletions({
    model: upstreamModel,
    maxTokens: maxOutputTokens,
    ...(temperature !== undefined && { temperature }),
    maxRetries: 0,
    timeout: NEVER_MS,
    // Ours go with the request; without one here the library would take OPENAI_API_KEY from the environment.
    apiKey: 'none',
    configuration: { baseURL: baseUrl, fetch, logLevel: 'off' },
  });
}

async function toMessages(messages: readonly ChatMessage[]): Promise<BaseMessage[]> {
  const { AIMessage, HumanMessage, SystemMessage } = (await library()).messages;
  const classes = { system: SystemMessage, user: HumanMessage, assistant: AIMessage };
  return messages.map(({ role, content }) => new classes[role](content));
}

const optionsOf = ({ seed }: ChatRequest, signal: AbortSignal) => ({ signal, ...(seed !== undefined && { seed }) });

const refusedIn = ({ additional_kwargs: { refusal } }: BaseMessage): boolean =>
  typeof refusal === 'string' && refusal !== '';

function tokensOf(message: BaseMessage): { readonly tokens?: Tokens } {
  const usage = (message as { usage_metadata?: Partial<UsageMetadata> }).usage_metadata;
  if (usage?.input_tokens === undefined || usage.output_tokens === undefined) return {};
  const cachedInput = usage.input_token_details?.cache_read;
  return {
    tokens: {
      input: usage.input_tokens,
      output: usage.output_tokens,
      ...(typeof cachedInput === 'number' && { cachedInput }),
    },
  };
}

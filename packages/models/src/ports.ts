/** Why a model is called, and for whom; becomes the record of the call. Holds no text. */
export interface CallContext {
  readonly tenant: string;
  /** Route, limits and price follow it, such as `answers`. */
  readonly useCase: string;
  /** Token that asked. */
  readonly caller: string;
  /** Task that several calls belong to; tokens and money are summed over it. */
  readonly task?: string;
  /** Name and version of the prompt, such as `grounded-answer@3`. */
  readonly prompt?: string;
  readonly signal?: AbortSignal;
}

/** Tokens, money and time of one call or of a task. */
export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Millionths of `currency`; absent = no price table names the model. */
  readonly costMicros?: number;
  readonly currency?: string;
  readonly cacheHit: boolean;
  /** The endpoint stated no tokens; they are estimated from the characters. */
  readonly tokensEstimated?: true;
}

/** E5 and its like read questions and passages differently; so the kind of text is never left open. */
export type InputType = 'query' | 'passage';

/** What vectors of one space have in common; vectors that differ in any of it are never compared. */
export interface EmbeddingSpace {
  readonly model: string;
  /** Digest of the weights, or the version that the endpoint reports. */
  readonly revision: string;
  readonly dimensions: number;
  /** Convention of prefixes that its texts were read with, whether we put them there or the endpoint does. */
  readonly prefixes: 'e5' | 'none';
}

export interface EmbeddingModel {
  readonly space: EmbeddingSpace;
  /**
   * Unit vectors of `space.dimensions`, in the order of the texts.
   * @throws MDL_* where no endpoint of the route answers
   */
  embed(texts: readonly string[], inputType: InputType, context: CallContext): Promise<readonly Float32Array[]>;
}

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  readonly maxOutputTokens: number;
  readonly temperature?: number;
  readonly seed?: number;
  /** Model of the route to prefer; absent = its first. */
  readonly model?: string;
}

export interface ChatAnswer {
  readonly text: string;
  readonly model: string;
  readonly finishReason: 'stop' | 'length' | 'filter' | 'other';
  readonly usage: Usage;
}

export interface ChatModel {
  /** @throws MDL_* where no endpoint of the route answers */
  complete(request: ChatRequest, context: CallContext): Promise<ChatAnswer>;
  /** Pieces of the text as they come; the generator returns the whole answer. */
  stream(request: ChatRequest, context: CallContext): AsyncGenerator<string, ChatAnswer, void>;
}

export interface Reranker {
  readonly model: string;
  /** A score per text, higher is better; comparable only within one call. */
  rerank(query: string, texts: readonly string[], context: CallContext): Promise<readonly number[]>;
}

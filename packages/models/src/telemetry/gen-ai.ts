/**
 * Names of span attributes, pinned: OpenTelemetry GenAI conventions at open-telemetry/semantic-conventions-genai 002c8a6 (status
 * Development), OpenInference 2.12 beside them, and our own where neither has one. Prompts and answers are no attributes.
 */
export const genAi = {
  operation: 'gen_ai.operation.name',
  provider: 'gen_ai.provider.name',
  requestModel: 'gen_ai.request.model',
  requestTemperature: 'gen_ai.request.temperature',
  requestSeed: 'gen_ai.request.seed',
  requestMaxTokens: 'gen_ai.request.max_tokens',
  requestStream: 'gen_ai.request.stream',
  responseModel: 'gen_ai.response.model',
  finishReasons: 'gen_ai.response.finish_reasons',
  /** Seconds. */
  timeToFirstChunk: 'gen_ai.response.time_to_first_chunk',
  inputTokens: 'gen_ai.usage.input_tokens',
  outputTokens: 'gen_ai.usage.output_tokens',
  cachedInputTokens: 'gen_ai.usage.cache_read.input_tokens',
  promptName: 'gen_ai.prompt.name',
  dimensions: 'gen_ai.embeddings.dimension.count',
} as const;

export const openInference = {
  kind: 'openinference.span.kind',
  /** Whole units of the currency. */
  costTotal: 'llm.cost.total',
} as const;

export const stellwerkAttributes = {
  tenant: 'stellwerk.tenant',
  useCase: 'stellwerk.use_case',
  task: 'stellwerk.task',
  costMicros: 'stellwerk.cost.micros',
  costCurrency: 'stellwerk.cost.currency',
  cacheHit: 'stellwerk.cache.hit',
  /** Texts of a call of embeddings or a re-ranker, and how many of them a cache answered. */
  texts: 'stellwerk.model.texts',
  cachedTexts: 'stellwerk.model.cached_texts',
  /** Requests to endpoints, those that failed included. */
  requests: 'stellwerk.model.requests',
  /** True where the endpoint states no tokens and they were estimated from the characters. */
  tokensEstimated: 'stellwerk.usage.estimated',
  errorCode: 'stellwerk.error.code',
} as const;

export const openInferenceKinds = { chat: 'LLM', embeddings: 'EMBEDDING', rerank: 'RERANKER' } as const;

export { type CrawlOptions, crawlSite } from './adapters/crawl/crawl-site.js';
export * from './adapters/crawl/crawl-types.js';
export { PARSER_VERSION, type ParserLimits, ParserThreads } from './adapters/parser-threads.js';
export * from './answers/abstention/calibration.js';
export { type AbstentionFeature, abstentionFeatures, abstentionRow } from './answers/abstention/features.js';
export { abstentionModels } from './answers/abstention/shipped.js';
export { type AnswererParts, createAnswerer, EXTRACTIVE } from './answers/answerer.js';
export { checkCitations, type ResolvedCitation, resolveCitation } from './answers/citations/cite.js';
export { gatherEvidence } from './answers/evidence/gather.js';
export { type FeatureName, featureNames, featuresOf } from './answers/extractive/features.js';
export { type Ranking, rankEvidence } from './answers/extractive/rank.js';
export { createAnswerGuard } from './answers/guard.js';
export type { AnswerGuard } from './answers/ports.js';
export { shippedPrompt } from './answers/prompt/shipped.js';
export { readQuestion } from './answers/question/read.js';
export type { GivenAnswer } from './asking/given-answer.js';
export { createCachedAnswerer } from './cache/cached-answerer.js';
export { ExactCache } from './cache/exact-cache.js';
export type { CacheState } from './cache/key.js';
export { type CosineThreshold, cosineThreshold, SemanticCache } from './cache/semantic-cache.js';
export { cosineThresholds } from './cache/thresholds.js';
export type { DocumentPage, DocumentResult, DocumentView, GenerationView } from './documents/document-views.js';
export type { CrawlResult } from './documents/site-crawl.js';
export type * from './domain/answer.js';
export * from './domain/answer.js';
export * from './domain/chunk.js';
export { chunkDocument } from './domain/chunking/chunk-document.js';
export * from './domain/chunking/chunk-options.js';
export * from './domain/document.js';
export { parseDocument } from './domain/documents/parse-document.js';
export * from './domain/documents/parsed-file.js';
export {
  type AdversarialKind,
  type AdversarialOptions,
  adversarialCases,
  adversarialKinds,
} from './domain/evaluation/adversarial.js';
export { type Drift, type Mix, mixDrift, scoreDrift } from './domain/evaluation/drift.js';
export {
  type EvaluationOptions,
  type EvaluationParts,
  type EvaluationRun,
  evaluate,
  type FailedCase,
} from './domain/evaluation/evaluate.js';
export { type Feedback, type FeedbackSummary, summariseFeedback } from './domain/evaluation/feedback.js';
export { type Baseline, type Regression, regressionsOf } from './domain/evaluation/gate.js';
export { checkGoldenSet, type GoldenCase, type GoldenSet } from './domain/evaluation/golden-set.js';
export * from './domain/evaluation/index.js';
export * from './domain/evaluation/ragas.js';
export { ndcg, recall } from './domain/evaluation/ranking.js';
export type { Generation, IndexSnapshot, ServingIndex } from './domain/generation.js';
export { collectionOf, generationName } from './domain/generation.js';
export { pointIdOf } from './domain/point-ids.js';
export type { Retriever, StoredTexts } from './domain/ports.js';
export type * from './domain/search.js';
export { NEVER, visibleAt } from './domain/visibility.js';
export { errors as ragErrors } from './errors.js';
export type { EvaluationView } from './evaluation-view.js';
export { compareGenerations, defaultGate } from './generations/compare.js';
export type { GenerationTools } from './generations/generation-index.js';
export { collectionSpec, denseFields } from './index-points/collection-spec.js';
export { type EncodedPoint, encodePoints } from './index-points/encode-points.js';
export { createGenerationTools } from './index-points/generation-tools.js';
export * from './index-points/lexicon.js';
export { LmdbVectorCache } from './ingestion/lmdb-vector-cache.js';
export { createKnowledgeIndex, type KnowledgeIndex } from './knowledge-index.js';
export { Ledger } from './ledger/ledger.js';
export { ExactPoints } from './retrieval/exact-points.js';
export { fuseLists } from './retrieval/fusion/fuse-lists.js';
export type { Fused, SignalList, Weights } from './retrieval/fusion/signals.js';
export type { Fusion } from './retrieval/options.js';
export { type SearchOptions, searchDefaults } from './retrieval/options.js';
export { encodeQuestion } from './retrieval/question.js';
export { createRetriever, type RetrieverParts } from './retrieval/retriever.js';
export { signalLists } from './retrieval/signal-lists.js';

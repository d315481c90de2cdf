import { ragAnswered, ragEvaluated, ragFeedback, ragIngested } from '@stellwerk/contracts';
import { defineMapper } from '../mapper.js';
import { ragAnswers, ragEvaluation, ragFeedback as ragFeedbackTable, ragIngestions } from '../rag-tables.js';
import { rowOf } from '../table.js';
import { instantCell, microsCell } from '../values.js';

/** A document of the knowledge base and what became of it. */
export const ragIngestedMapper = defineMapper(ragIngested, (payload) => [
  rowOf(ragIngestions, {
    tenant: payload.tenant,
    ingestion_id: payload.ingestionId,
    run_id: payload.runId ?? null,
    ingested_at: instantCell(payload.at, 'at'),
    source: payload.source,
    document_id: payload.documentId,
    version: payload.version ?? '',
    supersedes: payload.supersedes ?? '',
    outcome: payload.outcome,
    error_code: payload.errorCode ?? '',
    media_type: payload.mediaType ?? '',
    language: payload.language ?? '',
    bytes: payload.bytes,
    characters: payload.characters,
    chunks: payload.chunks,
    points_expected: payload.pointsExpected,
    points_present: payload.pointsPresent,
    points_written: payload.pointsWritten,
    embeddings_computed: payload.embeddingsComputed,
    redactions: payload.redactions,
    suspicious: payload.suspicious,
    generation: payload.generation,
    duration_ms: payload.milliseconds,
    trace_id: payload.traceId ?? '',
  }),
]);

/** An answer of the knowledge base. */
export const ragAnsweredMapper = defineMapper(ragAnswered, (payload) => [
  rowOf(ragAnswers, {
    tenant: payload.tenant,
    answer_id: payload.answerId,
    answered_at: instantCell(payload.at, 'at'),
    caller: payload.caller,
    door: payload.door,
    question_digest: payload.questionDigest,
    question_characters: payload.questionCharacters,
    language: payload.language,
    abstained: payload.abstained,
    reason: payload.reason ?? '',
    confidence: payload.confidence,
    source_documents: payload.sources.map(({ documentId }) => documentId),
    source_versions: payload.sources.map(({ version }) => version),
    source_ranges: payload.sources.map(({ ranges }) => ranges.map(({ start, end }) => [start, end])),
    hits: payload.hits,
    best_score: payload.bestScore ?? null,
    supported: payload.sentences.supported,
    contradicted: payload.sentences.contradicted,
    not_found: payload.sentences.notFound,
    model: payload.model,
    prompt: payload.prompt,
    generation: payload.generation,
    cache: payload.cache,
    input_tokens: payload.inputTokens,
    output_tokens: payload.outputTokens,
    cost: payload.costMicros === undefined ? null : microsCell(payload.costMicros),
    currency: payload.currency ?? '',
    flags: payload.flags,
    duration_ms: payload.milliseconds,
    retrieval_ms: payload.retrievalMilliseconds ?? null,
    first_sentence_ms: payload.firstSentenceMilliseconds ?? null,
    trace_id: payload.traceId ?? '',
  }),
]);

/** An evaluation: one row per metric and segment. */
export const ragEvaluatedMapper = defineMapper(ragEvaluated, ({ metrics, ...payload }) =>
  metrics.map((metric) =>
    rowOf(ragEvaluation, {
      tenant: payload.tenant,
      evaluation_id: payload.evaluationId,
      evaluated_at: instantCell(payload.at, 'at'),
      golden_set: payload.goldenSet,
      golden_set_version: payload.goldenSetVersion,
      generation: payload.generation,
      model: payload.model,
      prompt: payload.prompt,
      cases: payload.cases,
      seed: payload.seed,
      metric: metric.metric,
      segment: metric.segment,
      value: metric.value,
      value_low: metric.low,
      value_high: metric.high,
      n: metric.n,
      not_a_number: metric.notANumber,
      floor: metric.floor ?? null,
      passed: metric.passed ?? null,
      command: payload.command,
    }),
  ),
);

/** A reader's judgement of an answer. */
export const ragFeedbackMapper = defineMapper(ragFeedback, (payload) => [
  rowOf(ragFeedbackTable, {
    tenant: payload.tenant,
    feedback_id: payload.feedbackId,
    answer_id: payload.answerId,
    given_at: instantCell(payload.at, 'at'),
    caller: payload.caller,
    verdict: payload.verdict,
    reasons: payload.reasons,
    sentence: payload.sentence ?? null,
    expected_document: payload.expected?.documentId ?? '',
    expected_version: payload.expected?.version ?? '',
  }),
]);

import { documentId, documentVersion, goldenSetSpec, ragEvaluated, ragFeedback, slug } from '@stellwerk/contracts';
import { z } from 'zod';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/);
const name = z.string().min(1).max(128);

/** Longest question, UTF-16 units. */
export const MAX_QUESTION_UNITS = 2_000;

const question = z.string().min(1).max(MAX_QUESTION_UNITS);

export const searchFilters = z.strictObject({
  sources: z.array(slug).min(1).max(100).optional(),
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/))
    .min(1)
    .max(20)
    .optional(),
  documentIds: z.array(documentId).min(1).max(1_000).optional(),
  tags: z.record(name, z.array(z.string().max(256)).min(1).max(100)).optional(),
  publishedFrom: day.optional(),
  publishedTo: day.optional(),
  minimumTrust: z.enum(['untrusted', 'reviewed', 'own']).optional(),
});

/** `POST /v1/search`. */
export const searchRequest = z.strictObject({
  tenant: slug,
  query: question,
  limit: z.number().int().min(1).max(100).default(10),
  unit: z.enum(['sentence', 'section']).default('sentence'),
  filters: searchFilters.default({}),
});

/** `POST /v1/answer`. */
export const answerRequest = z.strictObject({
  tenant: slug,
  question,
  filters: searchFilters.default({}),
  language: z.enum(['de', 'en']).optional(),
  tone: z.enum(['neutral', 'friendly', 'formal']).optional(),
  maxSentences: z.number().int().min(1).max(20).optional().describe("absent = as the tenant's settings say"),
  stream: z.boolean().default(false),
});

const judgement = ragFeedback.schema.shape;

/** `POST /v1/feedback`. */
export const feedbackRequest = z.strictObject({
  tenant: slug,
  answerId: z.uuid(),
  verdict: judgement.verdict,
  reasons: judgement.reasons.default([]),
  sentence: judgement.sentence,
  expected: z.strictObject({ documentId, version: documentVersion.optional() }).optional(),
});

/** `POST /v1/evaluations`. */
export const evaluationRequest = z.strictObject({
  tenant: slug,
  goldenSet: z.union([slug, goldenSetSpec]).describe('name of a golden-set document, or the spec of one'),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(1),
  answers: z.boolean().default(true).describe('false = retrieval alone'),
  adversarial: z.boolean().default(false).describe('ask harder questions that are made from those of the set'),
  judge: z
    .boolean()
    .default(false)
    .describe('let the chat model of the use case "judge" judge answers and contexts as well; it gates nothing'),
  baseline: ragEvaluated.schema
    .pick({ goldenSet: true, metrics: true })
    .optional()
    .describe('outcome of an earlier run of the same set'),
});

/** `GET /v1/citations`. */
export const citationQuery = z.object({
  tenant: slug,
  documentId,
  version: documentVersion,
  start: z.coerce.number().int().min(0),
  end: z.coerce.number().int().min(1),
});

export const tenantQuery = z.object({ tenant: slug });

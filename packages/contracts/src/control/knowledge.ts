import { z } from 'zod';
import { slug } from '../core/common.js';

const text = z.string().min(1).max(256);
const weight = z.number().min(0).max(10);

/** Label that a reader must have one of: `public`, `role:analyst`, `group:support`. */
export const accessLabel = z.string().regex(/^(public|(role|group):[a-z0-9][a-z0-9-]{0,62})$/);

const crawl = z.object({
  sitemap: z
    .string()
    .max(2048)
    .regex(/^https?:\/\//),
  allowedHosts: z.array(z.string().min(1).max(253)).min(1).max(100).describe('hosts that pages may come from'),
  maxPages: z.number().int().min(1).max(100_000),
  requestsPerSecond: z.number().min(0.01).max(100),
  maxBytesPerPage: z.number().int().min(1_024).max(104_857_600),
});

/** A source of knowledge: who answers for it and on what terms its documents are read. Nothing of it has a silent default. */
export const knowledgeSourceSpec = z.object({
  owner: text.describe('who answers for the content'),
  legalBasis: text.describe('why it may be stored and used'),
  licence: text.describe('SPDX id or name'),
  trust: z.enum(['untrusted', 'reviewed', 'own']),
  access: z
    .array(accessLabel)
    .min(1)
    .max(32)
    .describe('who may read its documents; a document may narrow it and never widen it'),
  retentionDays: z.number().int().min(1).max(36_500).nullable().describe('days from ingestion; null = without end'),
  personalData: z
    .enum(['redact', 'mark', 'reject'])
    .describe('what happens to personal data that the redactor finds: masked, counted, or the document refused'),
  injection: z
    .enum(['mark', 'reject'])
    .describe(
      'text that looks like instructions to a model: labelled and kept out of prompts, or the document refused',
    ),
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .optional()
    .describe('of documents that do not say; absent = found out from the text'),
  crawl: crawl.optional(),
});
export type KnowledgeSourceSpec = z.infer<typeof knowledgeSourceSpec>;

/** How a tenant's knowledge base searches and answers. */
export const knowledgeSettingsSpec = z.object({
  weights: z
    .object({
      sentence: weight,
      section: weight,
      words: weight,
      sectionWords: weight,
      grams: weight,
      sectionGrams: weight,
      exact: weight.describe('codes, long numbers and quoted phrases'),
    })
    .optional()
    .describe('weights of the normalised signals; absent = the measured defaults'),
  diversity: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('of maximal marginal relevance, 1 = most diverse; 0 where absent'),
  recencyHalfLifeDays: z.number().min(1).max(36_500).optional().describe('absent = age does not count'),
  minimumTrust: z.enum(['untrusted', 'reviewed', 'own']).optional().describe('"untrusted" where absent'),
  answers: z.enum(['extractive', 'generated']).describe('generated needs a model-route of the use case "answers"'),
  prompt: slug.optional().describe('document prompt; the built-in one where absent'),
  maxSentences: z.number().int().min(1).max(20).optional().describe('4 where absent'),
  minimumConfidence: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('below it nothing is answered; the calibrated default where absent'),
  cache: z.object({
    exact: z.boolean(),
    semantic: z.boolean(),
    minimumCosine: z.number().min(0.5).max(1).optional().describe('the calibrated default where absent'),
    ttlSeconds: z.number().int().min(1).max(2_592_000),
  }),
});
export type KnowledgeSettingsSpec = z.infer<typeof knowledgeSettingsSpec>;

import { z } from 'zod';
import { slug } from '../core/common.js';
import { accessLabel } from './knowledge.js';

const text = z.string().min(1).max(10_000);
const documentId = z.string().min(1).max(256);
const place = z.number().int().min(0);
const metric = z
  .string()
  .regex(/^[a-z][a-z0-9_@]{0,63}$/)
  .describe('as the results of an evaluation name it');
const segment = z
  .string()
  .min(1)
  .max(64)
  .optional()
  .describe('part of the questions, such as language:de or category:exact-code; every question where absent');

/** A question with what answers it. */
const goldenCase = z.object({
  id: slug,
  question: z.string().min(1).max(2_000),
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .describe('of the question'),
  category: slug.describe('such as plain, exact-code, quoted-phrase, cross-lingual, adversarial'),
  answerable: z.boolean().describe('whether the documents answer it; false = the right answer is none'),
  expected: z
    .object({
      documentIds: z.array(documentId).min(1).max(50).optional(),
      spans: z
        .array(z.object({ documentId, start: place, end: place }))
        .min(1)
        .max(50)
        .optional()
        .describe('in UTF-16 units of the normalised text of the document'),
      contexts: z.array(text).min(1).max(50).optional().describe('passages that answer it, word for word'),
      answers: z.array(text).min(1).max(20).optional().describe('answers any of which is right, as short as can be'),
    })
    .optional()
    .describe('needed where answerable'),
  forbidden: z
    .array(text)
    .min(1)
    .max(20)
    .optional()
    .describe('what no answer may hold, such as what an injected instruction asks for'),
  access: z.array(accessLabel).min(1).max(32).optional().describe('labels of who asks; public where absent'),
  sources: z.array(slug).min(1).max(50).optional().describe('only documents of these sources'),
});

/** Questions by which retrieval and answers are measured, and what they must reach. */
export const goldenSetSpec = z.object({
  description: z.string().min(1).max(1_024).describe('who wrote the questions, and from what'),
  cases: z.array(goldenCase).min(1).max(5_000),
  floors: z
    .array(z.object({ metric, segment, floor: z.number().min(0).max(1) }))
    .max(200)
    .describe('least values; a metric without a value misses its floor'),
  tolerances: z
    .array(z.object({ metric, segment, fall: z.number().min(0).max(1) }))
    .max(200)
    .optional()
    .describe('by how much a metric may be below a baseline; .01 where a metric of the baseline is not named'),
});
export type GoldenSetSpec = z.infer<typeof goldenSetSpec>;

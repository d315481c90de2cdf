import { z } from 'zod';

const part = z.string().min(1).max(8_000);

/** The words of a prompt in one language. `{…}` is filled in; a placeholder that is not named here stays as it is. */
const promptTemplate = z.object({
  role: part.describe('who the model is and what it is for'),
  rules: z
    .array(part)
    .min(1)
    .max(40)
    .describe(
      'one per line; {fence} = the mark around sources, {maxSentences}, {notInSources} = what to write instead',
    ),
  tones: z.object({ neutral: part, friendly: part, formal: part }).describe('how to write'),
  sourcesHead: part.describe('before the sources; {fence}'),
  sourceHead: part.describe('before each source; {number}, {trust}'),
  questionHead: part.describe('before the question'),
});

/** What a chat model is told when it answers from sources. Its name and version are part of every answer. */
export const promptSpec = z.object({
  purpose: z.enum(['grounded-answer']),
  templates: z.object({ de: promptTemplate, en: promptTemplate }),
  notInSources: z
    .string()
    .regex(/^[A-Z_]{4,40}$/)
    .describe('what the model writes, alone, where the sources do not answer'),
  maxInputTokens: z
    .number()
    .int()
    .min(500)
    .max(200_000)
    .describe('of the whole prompt, estimated at 3 characters each'),
  maxOutputTokens: z.number().int().min(50).max(8_000),
  temperature: z.number().min(0).max(2),
  timeoutMs: z.number().int().min(100).max(300_000).describe('for the whole answer; it is broken off then'),
  whenModelFails: z
    .enum(['quote', 'abstain'])
    .describe('late, down or answering nonsense: exact quotations of the sources instead, or no answer'),
  unsupported: z
    .enum(['leave-out', 'show'])
    .describe('what becomes of a sentence that no source supports; shown, it says so'),
});
export type PromptSpec = z.infer<typeof promptSpec>;

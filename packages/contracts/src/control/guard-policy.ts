import { z } from 'zod';
import { slug } from '../core/common.js';

const phrase = z.string().min(1).max(256);
const ruleId = z
  .string()
  .max(128)
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/);

/** What happens to the findings of a rule, and who answers for it. */
const guardRule = z.object({
  rule: ruleId.describe(
    'id of a rule, or a family: "injection" means every "injection.…"; the longest that fits counts',
  ),
  owasp: z.enum(['LLM01', 'LLM02', 'LLM03', 'LLM04', 'LLM05', 'LLM06', 'LLM07', 'LLM08', 'LLM09', 'LLM10']),
  owner: z.string().min(1).max(128).describe('team that answers for it'),
  version: z.string().min(1).max(32),
  mode: z
    .enum(['enforce', 'shadow', 'off'])
    .describe('shadow: findings are reported and do not decide; off: not even reported'),
  action: z.enum(['flag', 'repair', 'block']),
  minScore: z.number().min(0).max(1).optional().describe('findings below it are left out; 0 where absent'),
  onFailure: z
    .enum(['closed', 'open'])
    .describe('when the detector fails or its time is up: closed blocks the text, open flags it'),
});

const brandRules = z.object({
  products: z
    .array(
      z.object({
        name: phrase,
        aliases: z.array(phrase).max(20).optional(),
        prices: z
          .array(z.object({ amount: z.number().min(0).max(1e9), currency: z.enum(['EUR', 'USD', 'GBP', 'CHF']) }))
          .max(50)
          .optional()
          .describe('prices that may be named with it, offers included; absent = prices are not looked at'),
      }),
    )
    .max(10_000),
  competitors: z.array(phrase).max(1_000).describe('names that are not mentioned'),
  trademarks: z.array(z.object({ mark: phrase, sign: z.enum(['®', '™']) })).max(1_000),
  prohibitedClaims: z.array(phrase).max(1_000).describe('words and phrases; "*" at the end stands for any ending'),
  terms: z
    .array(z.object({ avoid: phrase, use: phrase.optional() }))
    .max(1_000)
    .describe('words the brand does not use and what it says instead; without, the sentence is removed'),
});

const contextRules = z.object({
  sources: z
    .array(
      z.object({
        source: phrase.describe('"*" stands for any characters; the first that fits counts'),
        trust: z.enum(['untrusted', 'reviewed', 'own', 'refused']),
      }),
    )
    .max(1_000)
    .describe('a source that none fits is refused'),
  allowedHosts: z
    .array(z.string().min(1).max(253))
    .max(10_000)
    .optional()
    .describe('hosts that links and addresses in untrusted text may name; absent = all'),
  maxUnits: z.number().int().min(1).max(1_000_000).describe('UTF-16 units of one document'),
});

/** How texts of one use case and provenance are checked. */
export const guardPolicySpec = z.object({
  useCase: slug,
  provenance: z.enum(['system', 'user', 'document', 'tool', 'output']),
  limits: z.object({
    maxUnits: z.number().int().min(1).max(10_000_000).describe('UTF-16 units; a longer text is blocked unread'),
    timeoutMs: z.number().int().min(1).max(60_000),
    languages: z.array(z.string().regex(/^[a-z]{2}$/)).max(20),
  }),
  rules: z.array(guardRule).min(1).max(200),
  deep: z
    .union([
      z.enum(['never', 'always']),
      z.object({ from: z.number().min(0).max(1), to: z.number().min(0).max(1) }).describe('band of injection scores'),
    ])
    .describe('when the models of the deep tier are asked'),
  brand: brandRules.optional(),
  context: contextRules.optional(),
  disclosure: z
    .object({ notice: z.string().min(1).max(1_000) })
    .optional()
    .describe('put at the end of an answer that does not say it comes from a machine'),
});
export type GuardPolicySpec = z.infer<typeof guardPolicySpec>;

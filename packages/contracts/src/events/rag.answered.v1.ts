import { z } from 'zod';
import { currency, instant, slug, uuid } from '../core/common.js';
import { defineEvent, standardTopic } from '../core/event-contract.js';
import { documentId, documentVersion } from './rag.ingested.v1.js';

const text = z.string().max(128);
const count = z.number().int().min(0);
const share = z.number().min(0).max(1);

export const ragAnswered = defineEvent({
  type: 'rag.answered.v1',
  summary:
    'A question to the knowledge base was answered or left unanswered: from which sources, by which model, at what cost. Holds no text.',
  schema: z.object({
    answerId: uuid,
    tenant: slug,
    at: instant,
    caller: text.describe('token that asked'),
    door: z.enum(['answer', 'chat', 'mcp']).describe('where the question came in'),
    questionDigest: z
      .string()
      .regex(/^[0-9a-f]{32}$/)
      .describe('keyed digest of the question in lower case, so that repetitions can be counted'),
    questionCharacters: count.describe('UTF-16 units'),
    language: z.enum(['de', 'en']),
    abstained: z.boolean(),
    reason: z.enum(['not-in-sources', 'blocked', 'model-unavailable']).optional().describe('why nothing was answered'),
    confidence: share.describe('calibrated probability that the sources answer the question'),
    sources: z
      .array(
        z.object({
          documentId,
          version: documentVersion,
          ranges: z
            .array(z.object({ start: count, end: count }))
            .max(100)
            .describe('cited slices of the version, UTF-16 units'),
        }),
      )
      .max(100)
      .describe('what the answer cites'),
    hits: count.describe('passages that the answer could draw on'),
    bestScore: z.number().optional().describe('score of the best hit; absent = nothing was found'),
    sentences: z.object({ supported: count, contradicted: count, notFound: count }).describe('by verdict'),
    model: text,
    prompt: text.describe('name and version'),
    generation: z.string().max(128).describe('embedding generation that was searched'),
    cache: z.enum(['none', 'exact', 'semantic']),
    inputTokens: count,
    outputTokens: count,
    costMicros: count.optional().describe('millionths of currency; absent = no price table names the model'),
    currency: currency.optional(),
    flags: z.array(text).max(100).describe('rules of the guard that found something in question, sources or answer'),
    milliseconds: count,
    retrievalMilliseconds: count.optional(),
    firstSentenceMilliseconds: count.optional().describe('of a stream'),
    traceId: z
      .string()
      .regex(/^[0-9a-f]{32}$/)
      .optional(),
  }),
  key: (payload) => `${payload.tenant}/${payload.answerId}`,
  topic: standardTopic,
  examples: [
    {
      title: 'a German question with one cited sentence',
      payload: {
        answerId: 'b7d9f3c4-1111-5222-8333-444455550071',
        tenant: 'demo',
        at: '2026-11-24T10:00:00.000Z',
        caller: 'shop-assistant',
        door: 'answer',
        questionDigest: '5d41402abc4b2a76b9719d911017c592',
        questionCharacters: 46,
        language: 'de',
        abstained: false,
        confidence: 0.93,
        sources: [
          {
            documentId: 'returns-de',
            version: '3f786850e387550fdab836ed7e6dc881',
            ranges: [{ start: 120, end: 198 }],
          },
        ],
        hits: 8,
        bestScore: 3.2,
        sentences: { supported: 1, contradicted: 0, notFound: 0 },
        model: 'extractive',
        prompt: 'grounded-answer@1',
        generation: 'e5-small-384-c1-l1',
        cache: 'none',
        inputTokens: 14,
        outputTokens: 0,
        costMicros: 0,
        currency: 'EUR',
        flags: [],
        milliseconds: 61,
        retrievalMilliseconds: 44,
        traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      },
    },
    {
      title: 'a question that the sources do not answer',
      payload: {
        answerId: 'b7d9f3c4-1111-5222-8333-444455550072',
        tenant: 'demo',
        at: '2026-11-24T10:00:01.000Z',
        caller: 'shop-assistant',
        door: 'chat',
        questionDigest: '7d793037a0760186574b0282f2f435e7',
        questionCharacters: 31,
        language: 'en',
        abstained: true,
        reason: 'not-in-sources',
        confidence: 0.07,
        sources: [],
        hits: 8,
        bestScore: 0.4,
        sentences: { supported: 0, contradicted: 0, notFound: 0 },
        model: 'extractive',
        prompt: 'grounded-answer@1',
        generation: 'e5-small-384-c1-l1',
        cache: 'none',
        inputTokens: 11,
        outputTokens: 0,
        flags: [],
        milliseconds: 48,
      },
    },
  ],
});

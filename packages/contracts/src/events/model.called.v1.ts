import { z } from 'zod';
import { currency, instant, slug, uuid } from '../core/common.js';
import { defineEvent, standardTopic } from '../core/event-contract.js';

const text = z.string().max(128);
const count = z.number().int().min(0);

export const modelCalled = defineEvent({
  type: 'model.called.v1',
  summary: 'A model was called: for what, with how many tokens, at what cost. Holds no text.',
  schema: z.object({
    callId: uuid,
    tenant: slug,
    at: instant,
    operation: z.enum(['chat', 'embeddings', 'rerank', 'classify']),
    useCase: text,
    caller: text.describe('token that asked'),
    user: text.optional().describe('pseudonym of the person on whose behalf'),
    model: text.describe('as it was asked for'),
    answeredBy: text.optional().describe('model of the route that answered; absent = none was called'),
    provider: text.optional().describe('host of the endpoint'),
    prompt: text.optional().describe('name and version of the prompt'),
    task: text.optional().describe('task that several calls belong to'),
    inputTokens: count,
    outputTokens: count,
    cachedInputTokens: count.optional(),
    costMicros: count.optional().describe('millionths of currency; absent = no price table names the model'),
    currency: currency.optional(),
    cacheHit: z.boolean(),
    verdict: z.enum(['allow', 'flag', 'repair', 'block']).describe('strictest verdict over request and answer'),
    rules: z.array(text).max(100).describe('rules that found something'),
    outcome: z.enum(['answered', 'blocked', 'failed', 'cancelled']),
    milliseconds: count,
    firstTokenMilliseconds: count.optional(),
    traceId: z
      .string()
      .regex(/^[0-9a-f]{32}$/)
      .optional(),
  }),
  key: (payload) => `${payload.tenant}/${payload.callId}`,
  topic: standardTopic,
  examples: [
    {
      title: 'an answer whose phone number was masked',
      payload: {
        callId: 'b7d9f3c4-1111-5222-8333-444455550031',
        tenant: 'demo',
        at: '2026-11-24T10:00:00.000Z',
        operation: 'chat',
        useCase: 'support',
        caller: 'support-app',
        model: 'small-1',
        answeredBy: 'small-1',
        provider: '127.0.0.1:8000',
        task: 'reply-4711',
        inputTokens: 812,
        outputTokens: 96,
        costMicros: 181,
        currency: 'EUR',
        cacheHit: false,
        verdict: 'repair',
        rules: ['personal-data.phone'],
        outcome: 'answered',
        milliseconds: 940,
        firstTokenMilliseconds: 210,
        traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      },
    },
  ],
});

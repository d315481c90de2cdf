import { z } from 'zod';
import { instant, slug, uuid } from '../core/common.js';
import { defineEvent, standardTopic } from '../core/event-contract.js';
import { documentId, documentVersion } from './rag.ingested.v1.js';

export const ragFeedback = defineEvent({
  type: 'rag.feedback.v1',
  summary: 'A reader judged an answer of the knowledge base. Holds no text of theirs.',
  schema: z.object({
    feedbackId: uuid.describe('of answer and caller: the last word of a caller about an answer counts'),
    answerId: uuid,
    tenant: slug,
    at: instant,
    caller: z.string().max(128).describe('token that judged'),
    verdict: z.enum(['helpful', 'not-helpful']),
    reasons: z
      .array(
        z.enum([
          'wrong',
          'incomplete',
          'outdated',
          'wrong-source',
          'should-have-abstained',
          'should-have-answered',
          'unclear',
        ]),
      )
      .max(7),
    sentence: z.number().int().min(0).max(100).optional().describe('sentence of the answer that is meant, from 0'),
    expected: z
      .object({ documentId, version: documentVersion.optional() })
      .optional()
      .describe('document that would have answered the question'),
  }),
  key: (payload) => `${payload.tenant}/${payload.answerId}`,
  topic: standardTopic,
  examples: [
    {
      title: 'an answer from an outdated page',
      payload: {
        feedbackId: 'b7d9f3c4-1111-5222-8333-444455550091',
        answerId: 'b7d9f3c4-1111-5222-8333-444455550071',
        tenant: 'demo',
        at: '2026-11-24T10:05:00.000Z',
        caller: 'shop-assistant',
        verdict: 'not-helpful',
        reasons: ['outdated'],
        sentence: 0,
        expected: { documentId: 'returns-de' },
      },
    },
  ],
});

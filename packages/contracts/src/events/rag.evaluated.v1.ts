import { z } from 'zod';
import { instant, slug, uuid } from '../core/common.js';
import { defineEvent, standardTopic } from '../core/event-contract.js';

const text = z.string().max(128);
const count = z.number().int().min(0);

export const ragEvaluated = defineEvent({
  type: 'rag.evaluated.v1',
  summary:
    'The knowledge base was held against a golden set: every metric with its interval and the gate it had to pass.',
  schema: z.object({
    evaluationId: uuid,
    tenant: slug,
    at: instant,
    goldenSet: slug,
    goldenSetVersion: count.describe('version of the control document; 0 = a file'),
    generation: z.string().max(128).describe('embedding generation'),
    model: text.describe('that answered; empty = retrieval alone'),
    prompt: text.describe('name and version; empty = retrieval alone'),
    cases: count,
    seed: count,
    metrics: z
      .array(
        z.object({
          metric: text.describe('name as RAGAS gives it where it is one of theirs'),
          segment: text.describe('part of the cases, such as a language or kind; "all" = every case'),
          value: z.number().nullable().describe('null = not a number: no case had one'),
          low: z
            .number()
            .nullable()
            .describe('lower end of the 95 % interval: Wilson for shares, bootstrap for other means'),
          high: z.number().nullable().describe('upper end of the 95 % interval'),
          n: count.describe('cases with a value'),
          notANumber: count.describe('cases without a value'),
          floor: z.number().optional().describe('least value that passes; absent = not gated'),
          passed: z.boolean().optional(),
        }),
      )
      .max(500),
    passed: z.boolean().describe('every gated metric passed'),
    command: z.string().max(1024).describe('repeats the evaluation'),
    milliseconds: count,
    traceId: z
      .string()
      .regex(/^[0-9a-f]{32}$/)
      .optional(),
  }),
  key: (payload) => `${payload.tenant}/${payload.goldenSet}`,
  topic: standardTopic,
  examples: [
    {
      title: 'retrieval passes its gate',
      payload: {
        evaluationId: 'b7d9f3c4-1111-5222-8333-444455550081',
        tenant: 'demo',
        at: '2026-11-24T10:00:00.000Z',
        goldenSet: 'shop',
        goldenSetVersion: 2,
        generation: 'e5-small-384-c1-l1',
        model: 'extractive',
        prompt: 'grounded-answer@1',
        cases: 40,
        seed: 1,
        metrics: [
          {
            metric: 'id_based_context_recall',
            segment: 'all',
            value: 0.975,
            low: 0.93,
            high: 1,
            n: 40,
            notANumber: 0,
            floor: 0.9,
            passed: true,
          },
          { metric: 'faithfulness', segment: 'de', value: null, low: null, high: null, n: 0, notANumber: 3 },
        ],
        passed: true,
        command: 'stellwerk rag eval --tenant demo --set shop',
        milliseconds: 5200,
      },
    },
  ],
});

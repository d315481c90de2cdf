import { z } from 'zod';
import { instant, slug, uuid } from '../core/common.js';
import { defineEvent, standardTopic } from '../core/event-contract.js';

const text = z.string().max(128);

export const guardDecided = defineEvent({
  type: 'guard.decided.v1',
  summary: 'The guard decided about a text or about a call of a tool. Holds neither.',
  schema: z.object({
    decisionId: uuid,
    tenant: slug,
    at: instant,
    subject: z.enum(['text', 'call']),
    verdict: z.enum(['allow', 'flag', 'repair', 'block', 'ask', 'deny']),
    useCase: text.optional(),
    provenance: z.enum(['system', 'user', 'document', 'tool', 'output']).optional(),
    tier: text.optional().describe('which checks looked at a text'),
    characters: z.number().int().min(0).optional().describe('length of a text'),
    findings: z
      .array(
        z.object({
          rule: text,
          category: text,
          score: z.number().min(0).max(1),
          layer: text,
          start: z.number().int().min(0),
          end: z.number().int().min(0),
        }),
      )
      .max(200)
      .optional(),
    reasons: z
      .array(z.object({ check: text, code: text, argument: text.optional() }))
      .max(200)
      .optional()
      .describe('why a call was stopped or has to wait'),
    tool: text.optional(),
    agent: text.optional(),
    model: text.optional(),
    taskId: text.optional(),
    taskKind: text.optional(),
    callDigest: uuid.optional(),
    policy: text.optional().describe('name and version of the policy that decided'),
    microseconds: z.number().int().min(0).describe('how long deciding took'),
    traceId: z
      .string()
      .regex(/^[0-9a-f]{32}$/)
      .optional(),
  }),
  key: (payload) => `${payload.tenant}/${payload.decisionId}`,
  topic: standardTopic,
  examples: [
    {
      title: 'a mail that tries to take over',
      payload: {
        decisionId: 'b7d9f3c4-1111-5222-8333-444455550021',
        tenant: 'demo',
        at: '2026-11-24T10:00:00.000Z',
        subject: 'text',
        verdict: 'block',
        useCase: 'support',
        provenance: 'document',
        tier: 'fast',
        characters: 812,
        findings: [
          { rule: 'injection.override', category: 'injection', score: 0.98, layer: 'base64', start: 120, end: 260 },
        ],
        policy: 'default@3',
        microseconds: 740,
        traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      },
    },
    {
      title: 'a refund that nobody planned',
      payload: {
        decisionId: 'b7d9f3c4-1111-5222-8333-444455550022',
        tenant: 'demo',
        at: '2026-11-24T10:00:01.000Z',
        subject: 'call',
        verdict: 'ask',
        reasons: [{ check: 'flow', code: 'flow.unplanned' }],
        tool: 'refund',
        agent: 'support',
        model: 'small-1',
        taskId: 'task-1',
        taskKind: 'support.reply',
        callDigest: 'b7d9f3c4-1111-5222-8333-444455550023',
        microseconds: 130,
      },
    },
  ],
});

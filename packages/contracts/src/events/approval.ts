import { z } from 'zod';
import { instant, jsonObject, slug, uuid } from '../core/common.js';
import { defineEvent, standardTopic } from '../core/event-contract.js';

export const approvalRequested = defineEvent({
  type: 'approval.requested.v1',
  summary: 'Something waits for a person to allow it.',
  schema: z.object({
    approvalId: uuid,
    tenant: slug,
    action: z.string().max(128),
    summary: z.string().max(512),
    effect: jsonObject.describe('what will change, for the approver to read'),
    requestedBy: z.string().max(128),
    requestedAt: instant,
    expiresAt: instant,
  }),
  key: (payload) => `${payload.tenant}/${payload.approvalId}`,
  topic: { ...standardTopic, retentionMs: null },
  examples: [
    {
      title: 'a budget plan',
      payload: {
        approvalId: 'b7d9f3c4-1111-5222-8333-444455550002',
        tenant: 'demo',
        action: 'budget.apply',
        summary: 'Move 5 % of the weekly budget from display to search',
        effect: { display: '-500.00', search: '+500.00' },
        requestedBy: 'token:planner',
        requestedAt: '2026-11-24T09:15:00.000Z',
        expiresAt: '2026-12-01T09:15:00.000Z',
      },
    },
  ],
});

export const approvalDecided = defineEvent({
  type: 'approval.decided.v1',
  summary: 'A person allowed or refused what was waiting.',
  schema: z.object({
    approvalId: uuid,
    tenant: slug,
    decision: z.enum(['approved', 'rejected']),
    decidedBy: z.string().max(128),
    decidedAt: instant,
    comment: z.string().max(1024).optional(),
  }),
  key: (payload) => `${payload.tenant}/${payload.approvalId}`,
  topic: { ...standardTopic, retentionMs: null },
  examples: [
    {
      title: 'approved',
      payload: {
        approvalId: 'b7d9f3c4-1111-5222-8333-444455550002',
        tenant: 'demo',
        decision: 'approved',
        decidedBy: 'token:approver',
        decidedAt: '2026-11-24T10:00:00.000Z',
      },
    },
  ],
});

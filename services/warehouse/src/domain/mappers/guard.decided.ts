import { guardDecided } from '@stellwerk/contracts';
import { defineMapper } from '../mapper.js';
import { rowOf } from '../table.js';
import { guardDecisions } from '../tables.js';
import { instantCell } from '../values.js';

/** A decision of the guard about a text or a call. */
export const guardDecidedMapper = defineMapper(guardDecided, ({ findings = [], reasons = [], ...payload }) => [
  rowOf(guardDecisions, {
    tenant: payload.tenant,
    decision_id: payload.decisionId,
    decided_at: instantCell(payload.at, 'at'),
    subject: payload.subject,
    verdict: payload.verdict,
    use_case: payload.useCase ?? '',
    provenance: payload.provenance ?? '',
    tier: payload.tier ?? '',
    characters: payload.characters ?? 0,
    finding_rules: findings.map(({ rule }) => rule),
    finding_categories: findings.map(({ category }) => category),
    finding_scores: findings.map(({ score }) => score),
    finding_layers: findings.map(({ layer }) => layer),
    reason_codes: reasons.map(({ code }) => code),
    tool: payload.tool ?? '',
    agent: payload.agent ?? '',
    model: payload.model ?? '',
    task_id: payload.taskId ?? '',
    task_kind: payload.taskKind ?? '',
    call_digest: payload.callDigest ?? null,
    policy: payload.policy ?? '',
    duration_us: payload.microseconds,
    trace_id: payload.traceId ?? '',
  }),
]);

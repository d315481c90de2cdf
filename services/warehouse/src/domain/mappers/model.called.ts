import { modelCalled } from '@stellwerk/contracts';
import { defineMapper } from '../mapper.js';
import { rowOf } from '../table.js';
import { modelCalls } from '../tables.js';
import { instantCell, microsCell } from '../values.js';

/** A call of a model. */
export const modelCalledMapper = defineMapper(modelCalled, (payload) => [
  rowOf(modelCalls, {
    tenant: payload.tenant,
    call_id: payload.callId,
    called_at: instantCell(payload.at, 'at'),
    operation: payload.operation,
    use_case: payload.useCase,
    caller: payload.caller,
    user: payload.user ?? '',
    model: payload.model,
    answered_by: payload.answeredBy ?? '',
    provider: payload.provider ?? '',
    prompt: payload.prompt ?? '',
    task: payload.task ?? '',
    input_tokens: payload.inputTokens,
    output_tokens: payload.outputTokens,
    cached_input_tokens: payload.cachedInputTokens ?? 0,
    cost: payload.costMicros === undefined ? null : microsCell(payload.costMicros),
    currency: payload.currency ?? '',
    cache_hit: payload.cacheHit,
    verdict: payload.verdict,
    rules: payload.rules,
    outcome: payload.outcome,
    duration_ms: payload.milliseconds,
    first_token_ms: payload.firstTokenMilliseconds ?? null,
    trace_id: payload.traceId ?? '',
  }),
]);

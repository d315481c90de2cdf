import { budgetProposed } from '@stellwerk/contracts';
import { intervalCells } from '../interval-cells.js';
import { defineMapper } from '../mapper.js';
import { budgets } from '../results-tables.js';
import { rowOf } from '../table.js';
import { dayCell, instantCell } from '../values.js';

/** A proposed budget as one row per channel; what holds for the proposal stands in every row. */
export const budgetProposedMapper = defineMapper(budgetProposed, (payload) => {
  const { policy, value, totals, certificate } = payload;
  const proposal = {
    tenant: payload.tenant,
    proposal_id: payload.proposalId,
    model: payload.model,
    run_id: payload.runId,
    proposed_at: instantCell(payload.at, 'at'),
    requested_by: payload.requestedBy,
    objective: JSON.stringify(payload.objective),
    plan_from: dayCell(payload.from, 'from'),
    plan_to: dayCell(payload.to, 'to'),
    currency: payload.currency ?? '',
    total_current: totals.current,
    total_proposed: totals.proposed,
    ...intervalCells('value_current', value.current),
    ...intervalCells('value_proposed', value.proposed),
    ...intervalCells('lift', value.lift),
    probability_better: payload.probabilityBetter,
    expected_regret: payload.expectedRegret,
    certificate: certificate.kind,
    gap: certificate.gap,
    policy: policy === null ? '' : `${policy.name}@${policy.version}`,
    based_on: payload.basedOn,
    approval_id: payload.approvalId ?? null,
  };
  return payload.channels.map(({ channel, current, proposed, probabilityMarginalAbove1 }) =>
    rowOf(budgets, {
      ...proposal,
      channel,
      current,
      proposed,
      probability_marginal_above_1: probabilityMarginalAbove1 ?? null,
    }),
  );
});

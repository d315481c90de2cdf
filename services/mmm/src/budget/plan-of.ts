import type { BudgetPlan as PlanDocumentPlan } from '@stellwerk/contracts';
import type { BudgetPlan } from '../domain/budget/plan.js';
import type { Proposal } from './proposals.js';

/** The plan that a proposal becomes. */
export function planOf({ proposalId, approvalId, from, to, currency, channels }: Proposal): PlanDocumentPlan {
  return {
    ...{ from, to, currency },
    lines: channels.map(({ channel, proposed }) => ({ channel, amount: proposed })),
    proposalId,
    ...(approvalId !== undefined && { approvalId }),
  };
}

/** A plan as documents hold it, with amounts to reckon with. */
export const toAmounts = ({ from, to, currency, lines }: PlanDocumentPlan): BudgetPlan => ({
  ...{ from, to, currency },
  lines: lines.map(({ amount, ...line }) => ({ ...line, amount: Number(amount) })),
});

/** What a proposal says that is spent today, over the days of the proposal. */
export const todayOf = ({ from, to, currency, channels }: Proposal): BudgetPlan => ({
  ...{ from, to, currency },
  lines: channels.map(({ channel, current }) => ({ channel, amount: Number(current) })),
});

import { StellwerkError } from '@stellwerk/contracts';
import { checkPlan, type PlanVerdict } from '../domain/budget/check-plan.js';
import { errors } from '../errors.js';
import type { PlanDocument } from './plan-document.js';
import { planOf, toAmounts, todayOf } from './plan-of.js';
import type { GoverningPolicy } from './policy-of.js';
import type { Proposal } from './proposals.js';

/** Whether a person must decide, and what the policy says. */
export interface PolicyVerdict {
  readonly needsApproval: boolean;
  /** Null where the tenant has no policy. */
  readonly verdict: PlanVerdict | null;
}

/**
 * Holds a proposal against the policy in force. Steps are measured by the plan in force, or by what is spent today where there is
 * none; without a policy, and for the first plan, a person decides.
 * @param extrapolated channels whose money leaves what the data has seen
 * @throws StellwerkError MMM_POLICY_VIOLATED with every limit that is broken
 */
export function assertKept(
  governing: GoverningPolicy | null,
  proposal: Proposal,
  current: PlanDocument | undefined,
  now: Date,
  extrapolated: readonly string[] = [],
): PolicyVerdict {
  if (governing === null) return { needsApproval: true, verdict: null };
  const { policy } = governing;
  const today = now.toISOString().slice(0, 10);
  const { probabilityBetter, dataUntil = today } = proposal;
  const found = checkPlan(policy, {
    current: current ? toAmounts(current.spec.plan) : beforeIt(proposal),
    proposed: toAmounts(planOf(proposal)),
    evidence: { probabilityBetter, dataUntil, extrapolated },
    today,
  });
  if (found.verdict === 'refused') {
    throw new StellwerkError(errors.POLICY_VIOLATED, { findings: violationsOf(found) }, { field: 'tenant' });
  }
  const isFirst = current === undefined && policy.approval.when !== 'never';
  return { needsApproval: found.verdict === 'approval' || isFirst, verdict: found };
}

const violationsOf = ({ findings }: PlanVerdict): string =>
  findings
    .filter(({ severity }) => severity === 'violation')
    .map(({ text }) => text.en)
    .join('; ');

/** Today's spend is no plan that was begun on a day, so nothing can follow it too soon. */
const beforeIt = (proposal: Proposal) => ({ ...todayOf(proposal), ...shiftedBefore(proposal) });

const DAY_MS = 86_400_000;
const LONG_AGO_DAYS = 3_660;

function shiftedBefore({ from, to }: Proposal): { from: string; to: string } {
  const earlier = (day: string) => new Date(Date.parse(day) - LONG_AGO_DAYS * DAY_MS).toISOString().slice(0, 10);
  return { from: earlier(from), to: earlier(to) };
}

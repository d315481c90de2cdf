import type { ChannelLimits, GroupLimits } from '../optimiser/problem.js';
import { type BudgetPlan, weeklyOf } from './plan.js';
import type { BudgetPolicy } from './policy.js';

/** What an optimiser must keep to so that its plan keeps to the policy. */
export interface PolicyBounds {
  readonly limits: readonly ChannelLimits[];
  readonly groups: readonly GroupLimits[];
}

/**
 * The limits and steps of a policy as bounds of money over a window. Where a step and a limit contradict each other, the step ends
 * at the limit: a channel that is outside its limits today moves towards them as far as one step allows.
 * @param current the plan in force; null: limits alone
 * @param channels channels of the model; one without a rule has the policy's step
 * @param days length of the window that the money is for
 */
export function boundsOf(
  policy: BudgetPolicy,
  current: BudgetPlan | null,
  channels: readonly string[],
  days: number,
): PolicyBounds {
  const weeks = days / 7;
  const today = current === null ? null : weeklyOf(current);
  const limits = channels.map((channel): ChannelLimits => {
    const rule = policy.channels.find((one) => one.channel === channel);
    const spent = today === null ? null : (today.get(channel) ?? 0);
    if (rule?.frozen === true && spent !== null) return { min: spent * weeks, max: spent * weeks };
    const step = rule?.maxStep ?? policy.maxStep;
    const [least, most] = spent === null ? [0, Number.POSITIVE_INFINITY] : [spent * (1 - step), spent * (1 + step)];
    const min = Math.min(Math.max(rule?.minWeekly ?? 0, least, 0), most);
    const max = Math.max(Math.min(rule?.maxWeekly ?? Number.POSITIVE_INFINITY, most), min);
    return { min: min * weeks, ...(Number.isFinite(max) && { max: max * weeks }) };
  });
  const sum = today === null ? null : [...today.values()].reduce((total, amount) => total + amount, 0);
  const totalLeast = sum === null ? 0 : sum * (1 - policy.maxTotalStep);
  const totalMost = sum === null ? Number.POSITIVE_INFINITY : sum * (1 + policy.maxTotalStep);
  const all: GroupLimits = {
    name: 'all channels',
    channels: [...channels],
    ...bounded(
      Math.max(policy.weekly.min ?? 0, totalLeast),
      Math.min(policy.weekly.max ?? Number.POSITIVE_INFINITY, totalMost),
      weeks,
    ),
  };
  const groups = (policy.groups ?? []).map(
    ({ name, channels: members, minWeekly = 0, maxWeekly = Number.POSITIVE_INFINITY }): GroupLimits => ({
      name,
      channels: members.filter((channel) => channels.includes(channel)),
      ...bounded(minWeekly, maxWeekly, weeks),
    }),
  );
  return { limits, groups: [all, ...groups] };
}

const bounded = (min: number, max: number, weeks: number) => ({
  ...(min > 0 && { min: min * weeks }),
  ...(Number.isFinite(max) && { max: max * weeks }),
});

import { StellwerkError } from '@stellwerk/contracts';
import type { PlannedBudget, PlanTask } from '../budget/planner.js';
import { amountsOf, type BudgetPlan, daysOf } from '../domain/budget/plan.js';
import { boundsOf } from '../domain/budget/policy-bounds.js';
import { lastDayOf } from '../domain/last-day.js';
import { responseCurves } from '../domain/model/media-curves.js';
import { feasibleSet } from '../domain/optimiser/feasible-set.js';
import type { ChannelLimits } from '../domain/optimiser/problem.js';
import { type RecommendationRequest, recommend } from '../domain/optimiser/recommendation.js';
import type { PlanSummary } from '../domain/plan-summary.js';
import { summarisePlan } from '../domain/summarise-plan.js';
import { errors } from '../errors.js';
import type { OpenRun } from './open-run.js';
import { otherViews } from './plan-views.js';
import { type PlanWindow, paidColumns, planWindow, spentIn } from './plan-window.js';
import { splitPlan } from './split-plan.js';

/** Draws that a plan is made with: enough for its probabilities, few enough for an answer in seconds. */
const DRAWS = 1_000;
/** Windows in the year for which what a test finds out is used. */
const DAYS_PER_YEAR = 365;

/**
 * The best plan of a run for a question, within the policy and what was asked for. Channels of the plan in force that the model does
 * not have keep what they have.
 * @throws StellwerkError MMM_PLAN_INVALID, MMM_BUDGET_INVALID, MMM_BUDGET_INFEASIBLE, MMM_GOAL_UNREACHABLE
 */
export function planRun(run: OpenRun, { question, current, policy, split }: PlanTask): PlannedBudget {
  const { from, to, goal, measure, limits: asked, groups } = question;
  const window = planWindow(run, question, current);
  const curves = responseCurves(window.fitted, { from: window.from, to: window.to, draws: DRAWS });
  checkLimits(asked, curves.channels);
  const today = curves.channels.map((channel) => window.today.get(channel) ?? 0);
  const others = [...amountsOf(current ?? { lines: [] })].filter(([channel]) => !curves.channels.includes(channel));
  const base = todayPlan(run, question, window, others, current);
  const kept = policy && boundsOf(policy, base, curves.channels, daysOf(question));
  const isMoney = run.summary.data.outcome.totalValue !== null;
  const request: RecommendationRequest = {
    ...{ curves, today, goal, measure, isMoney },
    limits: curves.channels.map((channel, index) => ({
      ...tighter(kept?.limits[index] ?? {}, asked.find((one) => one.channel === channel) ?? {}),
    })),
    groups: [...(kept?.groups ?? []), ...groups],
    observed: curves.channels.map((channel) => observedRange(run, channel, window.to - window.from)),
    tests: { noise: windowNoise(run, window), windows: DAYS_PER_YEAR / daysOf(question), isMoney },
    views: otherViews(run, curves, today),
  };
  const { low, high } = feasibleSet(request);
  const found = recommend(request);
  const summary = {
    ...summarisePlan(request, found, factsOf(run, from, to)),
    ...(split && { split: splitPlan(window, found.channels, split) }),
  };
  return {
    summary,
    currency: run.panel.currency,
    dataUntil: lastDayOf(run.summary.data),
    extrapolated: summary.channels
      .filter(({ proposed, seen }) => seen !== null && (proposed > seen.most || proposed < seen.least))
      .map(({ channel }) => channel),
    channels: [
      ...found.channels.map(({ channel, today: spent, proposed, probabilityMarginalAbove1 }, index) => ({
        ...{ channel, current: spent, proposed, probabilityMarginalAbove1 },
        ...{ min: low[index] ?? 0, max: high[index] ?? Number.POSITIVE_INFINITY },
      })),
      ...others.map(([channel, amount]) => {
        const money = (amount * daysOf(question)) / daysOf(current ?? question);
        return { channel, current: money, proposed: money, min: money, max: money, probabilityMarginalAbove1: null };
      }),
    ],
    value: { current: found.outcome.today, proposed: found.outcome.proposed, lift: found.outcome.lift },
    probabilityBetter: found.probabilityBetter,
    expectedRegret: found.expectedRegret,
    certificate: { kind: found.certificate.kind, gap: found.certificate.gap },
  };
}

/** A bound that applies to nothing would be taken for one that holds. */
function checkLimits(limits: PlanTask['question']['limits'], channels: readonly string[]): void {
  for (const [at, { channel }] of limits.entries()) {
    const problem = !channels.includes(channel)
      ? `no channel that costs money is called ${channel}; there are ${channels.join(', ')}`
      : limits.findIndex((one) => one.channel === channel) < at
        ? `${channel} is limited twice`
        : null;
    if (problem !== null)
      throw new StellwerkError(errors.PLAN_INVALID, { field: 'limits', problem }, { field: 'limits' });
  }
}

/** Unasked channels keep the policy's bounds alone. */
function tighter(policy: ChannelLimits, asked: ChannelLimits): ChannelLimits {
  const min = Math.max(policy.min ?? 0, asked.min ?? 0);
  const max = Math.min(policy.max ?? Number.POSITIVE_INFINITY, asked.max ?? Number.POSITIVE_INFINITY);
  return {
    min,
    ...(Number.isFinite(max) && { max }),
    ...(asked.minimumIfOn !== undefined && { minimumIfOn: asked.minimumIfOn }),
    ...(asked.locked === true && { locked: true }),
  };
}

/** What steps are measured by: the plan in force, or what is spent in the window. */
function todayPlan(
  { panel }: OpenRun,
  { from, to }: Pick<BudgetPlan, 'from' | 'to'>,
  { today }: PlanWindow,
  others: readonly (readonly [string, number])[],
  current: BudgetPlan | null,
): BudgetPlan {
  if (current !== null) return current;
  const lines = [...today, ...others].map(([channel, amount]) => ({ channel, amount }));
  return { from, to, currency: panel.currency, lines };
}

/** Least and greatest money in any window of the data as long as the plan; null where the data are shorter. */
function observedRange({ panel, spec }: OpenRun, channel: string, periods: number): readonly [number, number] | null {
  const column = paidColumns(spec).find((one) => one.channel === channel)?.spend;
  if (column === undefined || periods > panel.dates.length) return null;
  const starts = panel.dates.length - periods + 1;
  const sums = Array.from({ length: starts }, (_, from) => spentIn(panel, column, from, from + periods));
  return [Math.min(...sums), Math.max(...sums)];
}

/** Standard deviation of the outcome of all geos over the window about its expectation, as value where the outcome has one. */
function windowNoise({ panel }: OpenRun, { fitted, from, to }: PlanWindow): number {
  const periods = fitted.panel.dates.length;
  const noise = new Float64Array(panel.geos.length * periods);
  fitted.noise(Math.floor(fitted.draws / 2), noise);
  let variance = 0;
  for (let geo = 0; geo < panel.geos.length; geo++)
    for (let period = from; period < to; period++) {
      const at = geo * periods + period;
      variance += ((noise[at] ?? 0) * (fitted.panel.valuePerUnit?.[at] ?? 1)) ** 2;
    }
  return Math.sqrt(variance);
}

/** What a plan is known by is for whoever proposes it; until then it has none. */
function factsOf({ summary }: OpenRun, from: string, to: string) {
  const { name, at, command, runId, dataHash, seed, versions, data } = summary;
  const { outcome, currency } = data;
  return {
    ...{ planId: '', name, at, command, runId, dataHash, seed, versions, from, to, currency },
    outcome: { name: outcome.name, unit: outcome.unit, hasValue: outcome.totalValue !== null },
    policy: null,
    approval: { state: 'not-needed' },
  } satisfies Partial<PlanSummary>;
}

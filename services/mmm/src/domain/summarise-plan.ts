import type { ChannelRecommendation, Recommendation, RecommendationRequest } from './optimiser/recommendation.js';
import type { PlannedChannel, PlannedTest, PlanSummary } from './plan-summary.js';

/** What a recommendation does not know of the plan that it is. */
export type PlanFacts = Pick<
  PlanSummary,
  | 'planId'
  | 'name'
  | 'at'
  | 'command'
  | 'runId'
  | 'dataHash'
  | 'seed'
  | 'versions'
  | 'from'
  | 'to'
  | 'currency'
  | 'outcome'
  | 'policy'
  | 'approval'
>;

/** Everything that a report says about a recommended budget. @param request the request that gave the recommendation */
export function summarisePlan(request: RecommendationRequest, found: Recommendation, facts: PlanFacts): PlanSummary {
  const { goal, measure = { kind: 'mean' }, observed, tests } = request;
  const { total, outcome, tail, information } = found;
  return {
    format: 'stellwerk.mmm.plan.v1',
    ...facts,
    goal,
    measure,
    channels: found.channels.map((channel, index) => plannedChannel(channel, observed[index] ?? null)),
    groups: found.groups.map(({ name, channels, proposed, binding }) => ({ name, channels, proposed, binding })),
    totals: { current: total.today, proposed: total.proposed },
    value: { current: outcome.today, proposed: outcome.proposed, lift: outcome.lift },
    probabilityBetter: found.probabilityBetter,
    risk: { share: tail.share, cvar: tail.lift, expectedRegret: found.expectedRegret },
    certificate: found.certificate,
    information: tests === undefined ? null : { perfect: information.perfect, tests: bestOfEach(information.tests) },
    compromise: found.compromise,
    warnings: found.warnings,
  };
}

function plannedChannel(
  { channel, today, proposed, value, marginal, probabilityMarginalAbove1, binding }: ChannelRecommendation,
  observed: readonly [least: number, greatest: number] | null,
): PlannedChannel {
  return {
    ...{ channel, current: today, proposed, probabilityMarginalAbove1 },
    value: { current: value.today, proposed: value.proposed },
    marginal: { current: marginal.today, proposed: marginal.proposed },
    seen: observed === null ? null : { least: observed[0], most: observed[1] },
    binding: binding === 'least' && proposed === 0 ? 'nothing' : binding,
  };
}

/** The best test of each channel by what is left after its cost, or by its value where no cost is known. */
function bestOfEach(tests: Recommendation['information']['tests']): readonly PlannedTest[] {
  const worth = (test: PlannedTest): number => test.net ?? test.value;
  const best = new Map<string, PlannedTest>();
  for (const { channel, factor, share, value, cost, net } of tests) {
    const test = { channel, factor, share, value, cost, net };
    const known = best.get(channel);
    if (known === undefined || worth(test) > worth(known)) best.set(channel, test);
  }
  return [...best.values()].sort((a, b) => worth(b) - worth(a));
}

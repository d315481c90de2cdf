import type { Goal, Measure } from '../../optimiser/problem.js';
import type { PlanSummary } from '../../plan-summary.js';
import { badge, paragraph, type Section } from '../elements.js';
import { html } from '../html.js';
import type { PlanTelling } from './plan-telling.js';

/** The answer first: how much better, how sure, for how much money, and whether anybody has allowed it. */
export const proposal = (telling: PlanTelling): Section => {
  const { plan, say, format, value } = telling;
  const { lift } = plan.value;
  const said = format.interval(value, lift);
  const size = format.interval(value, { mean: Math.abs(lift.mean), low: lift.low, high: lift.high }).point;
  const isNothing = lift.low === 0 && lift.high === 0;
  const headline = isNothing
    ? say('plan.answer.same')
    : say(lift.mean < 0 ? 'plan.answer.down' : 'plan.answer.up', { lift: size });
  const range = say('plan.answer.range', {
    low: said.low,
    high: said.high,
    probability: probability(telling, plan.probabilityBetter),
  });
  return {
    id: 'answer',
    short: say('plan.nav.answer'),
    title: say('plan.answer.title'),
    body: html`<p class="headline">${headline}</p>
${isNothing ? null : html`<p class="lead">${range}${lift.low < 0 && lift.high > 0 ? ` ${say('plan.answer.unclear')}` : ''}</p>`}
${paragraph(money(telling))}${paragraph([goalInWords(telling, plan.goal), ' ', measureInWords(telling, plan.measure)])}<p>${state(telling)}</p>`,
  };
};

/** A probability that draws cannot tell from 0 or 1 is not stated as such. */
export const probability = ({ format }: Pick<PlanTelling, 'format'>, share: number): string => {
  if (share > 0.99) return `>\u00a0${format.percent(0.99, 0.01)}`;
  return share < 0.01 ? `<\u00a0${format.percent(0.01, 0.01)}` : format.percent(share, 0.01);
};

const money = ({ plan, say, format }: PlanTelling): string => {
  const { current, proposed } = plan.totals;
  if (Math.abs(proposed - current) < current * 1e-6) {
    return say('plan.answer.sameMoney', { proposed: format.fact(format.money, proposed) });
  }
  const change = current > 0 ? format.signed(format.percent)(proposed / current - 1, 0.001) : say('plan.new');
  return say('plan.answer.money', {
    proposed: format.fact(format.money, proposed),
    current: format.fact(format.money, current),
    change,
  });
};

const goalInWords = ({ say, format, value, returns }: PlanTelling, goal: Goal): string => {
  if (goal.kind === 'budget') return say('plan.goal.budget');
  const target = format.fact(goal.kind === 'outcome' ? value : returns, goal.target);
  return say(`plan.goal.${goal.kind}`, { target });
};

const measureInWords = ({ say, format }: PlanTelling, measure: Measure): string => {
  switch (measure.kind) {
    case 'mean':
    case 'probability':
      return say(`plan.measure.${measure.kind}`);
    case 'mean-deviation':
      return say('plan.measure.mean-deviation', { aversion: format.digits(measure.aversion, 3) });
    case 'cvar':
      return say('plan.measure.cvar', { share: format.percent(measure.share, 0.01) });
    case 'quantile':
      return say('plan.measure.quantile', { share: format.percent(1 - measure.share, 0.01) });
  }
};

const roles: Readonly<Record<PlanSummary['approval']['state'], 'good' | 'open' | 'bad'>> = {
  'not-needed': 'good',
  pending: 'open',
  approved: 'good',
  rejected: 'bad',
  expired: 'bad',
};

export const state = ({ plan, say, format }: PlanTelling) => {
  const { state: current, by, at } = plan.approval;
  const who = by === undefined ? null : ` ${say('plan.state.by', { by })}`;
  const when = at === undefined ? null : ` ${say('plan.state.at', { at: format.date(at) })}`;
  return html`${badge(roles[current], say(`plan.state.${current}`))}${who}${when} ${say('plan.state.proposal')}`;
};

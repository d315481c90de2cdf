import type { AskedLimits, PlanQuestion } from '../budget/planner.js';
import type { Goal, GroupLimits, Measure } from '../domain/optimiser/problem.js';
import { shellWord } from './shell-word.js';

/** Options of `stellwerk mmm optimise` and `stellwerk budget propose` that ask the same question again. */
export function planOptions({ from, to, goal, measure, limits, groups }: PlanQuestion): string {
  return [
    `--from ${from} --to ${to}`,
    ...goalOption(goal),
    ...riskOption(measure),
    ...limits.map((limit) => `--limit ${shellWord(`${limit.channel}=${boundsOf(limit)}`)}`),
    ...groups.map((group) => `--group ${shellWord(groupText(group))}`),
  ].join(' ');
}

function goalOption(goal: Goal): string[] {
  if (goal.kind === 'budget') return goal.total === undefined ? [] : [`--budget ${goal.total}`];
  const name = { roi: 'roi', 'marginal-roi': 'mroi', outcome: 'outcome' }[goal.kind];
  return [`--target-${name} ${goal.target}`];
}

function riskOption(measure: Measure): string[] {
  if (measure.kind === 'mean') return [];
  if (measure.kind === 'probability') return ['--risk probability'];
  const size = measure.kind === 'mean-deviation' ? measure.aversion : measure.share;
  return [`--risk ${measure.kind}:${size}`];
}

function boundsOf({ min, max, minimumIfOn, locked }: Omit<AskedLimits, 'channel'>): string {
  if (locked === true) return 'locked';
  return minimumIfOn === undefined ? `${min ?? ''}..${max ?? ''}` : `0|${minimumIfOn}..${max ?? ''}`;
}

const groupText = ({ name, channels, min, max }: GroupLimits): string =>
  `${name}:${channels.join(',')}=${boundsOf({ min, max })}`;

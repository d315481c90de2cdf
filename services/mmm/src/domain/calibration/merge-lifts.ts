import type { LiftEvidence } from './evidence.js';

/**
 * Joins repetitions of one experiment: the same channel, geos, periods and counterfactual. Several read-outs of one test would count
 * the same observations twice. They are joined with weights 1/(s² + τ²); τ² is what they differ by beyond their standard errors
 * (DerSimonian and Laird 1986). Different experiments stay apart: each has a likelihood of its own.
 */
export function mergeRepeated(lifts: readonly LiftEvidence[]): readonly LiftEvidence[] {
  const groups = new Map<string, LiftEvidence[]>();
  for (const lift of lifts) {
    const { channel, geos, from, to, counterfactual } = lift;
    const key = JSON.stringify([channel, geos, from, to, [...counterfactual]]);
    groups.set(key, [...(groups.get(key) ?? []), lift]);
  }
  return [...groups.values()].map(merge);
}

function merge(group: readonly LiftEvidence[]): LiftEvidence {
  const [first] = group;
  if (!first) throw new RangeError('there is nothing to merge');
  if (group.length === 1) return first;
  const between = betweenVariance(group);
  const weights = group.map(({ standardError }) => 1 / (standardError ** 2 + between));
  const all = sum(weights);
  const mean = (value: (lift: LiftEvidence) => number) =>
    sum(group.map((lift, index) => value(lift) * (weights[index] ?? 0))) / all;
  const standardError = Math.sqrt(1 / all);
  const transport = mean((lift) => lift.transport);
  return {
    ...first,
    experiment: group.map(({ experiment }) => experiment).join(' + '),
    lift: mean(({ lift }) => lift),
    standardError,
    transport,
    scale: standardError * Math.sqrt(1 + transport),
  };
}

function betweenVariance(group: readonly LiftEvidence[]): number {
  const weights = group.map(({ standardError }) => 1 / standardError ** 2);
  const all = sum(weights);
  const mean = sum(group.map(({ lift }, index) => lift * (weights[index] ?? 0))) / all;
  const q = sum(group.map(({ lift }, index) => (weights[index] ?? 0) * (lift - mean) ** 2));
  const c = all - sum(weights.map((weight) => weight ** 2)) / all;
  return Math.max(0, (q - (group.length - 1)) / c);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

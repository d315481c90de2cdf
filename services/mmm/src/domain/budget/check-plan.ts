import { type BudgetPlan, daysBetween, daysOf, weeklyOf } from './plan.js';
import type { BudgetPolicy } from './policy.js';
import { type FindingRule, wordsOf } from './words.js';

/** Shares and money are compared with this relative slack, so that a plan that sits on a limit keeps to it. */
const SLACK = 1e-9;

/** What the model says about a proposed plan; null where a plan was written by hand and has no model. */
export interface PlanEvidence {
  /** Probability that the plan adds more than today's. */
  readonly probabilityBetter: number;
  /** Last day of the data that the model was fitted on, ISO date. */
  readonly dataUntil: string;
  /** Channels whose money leaves the range that the data has seen. */
  readonly extrapolated: readonly string[];
}

/** One limit that the plan breaks, or one reason why a person must look at it. */
export interface PlanFinding {
  readonly rule: FindingRule;
  readonly severity: 'violation' | 'approval';
  /** Channel or group; absent where it is about the whole plan. */
  readonly subject?: string;
  /** What the plan has. */
  readonly value: number;
  /** What the policy allows. */
  readonly limit: number;
  readonly text: { readonly en: string; readonly de: string };
}

export interface PlanVerdict {
  /** `refused` when any limit is broken; `approval` when a person must allow it; else `allowed`. */
  readonly verdict: 'allowed' | 'approval' | 'refused';
  readonly findings: readonly PlanFinding[];
}

export interface PlanCheck {
  /** The plan in force; null before the first: then steps have nothing to be measured by, and a person must approve. */
  readonly current: BudgetPlan | null;
  readonly proposed: BudgetPlan;
  readonly evidence: PlanEvidence | null;
  /** The day of the check, ISO date. */
  readonly today: string;
}

/**
 * Holds a proposed plan against the policy. Money is compared per week, so plans of different lengths compare. A channel that is
 * missing from one of the two plans has nothing there. Every broken limit is named, not the first alone.
 */
export function checkPlan(policy: BudgetPolicy, check: PlanCheck): PlanVerdict {
  const findings = [
    ...frameFindings(policy, check),
    ...limitFindings(policy, check),
    ...stepFindings(policy, check),
    ...evidenceFindings(policy, check),
  ].map(({ rule, severity, subject, value, limit }) => ({
    ...{ rule, severity, value, limit },
    ...(subject !== undefined && { subject }),
    text: wordsOf(rule, { subject: subject ?? '', value, limit, currency: policy.currency }),
  }));
  const isRefused = findings.some(({ severity }) => severity === 'violation');
  return { verdict: isRefused ? 'refused' : findings.length > 0 ? 'approval' : 'allowed', findings };
}

type Found = Omit<PlanFinding, 'text'>;

const violation = (rule: FindingRule, value: number, limit: number, subject?: string): Found => ({
  ...{ rule, severity: 'violation', value, limit },
  ...(subject !== undefined && { subject }),
});
const approval = (rule: FindingRule, value: number, limit: number, subject?: string): Found => ({
  ...violation(rule, value, limit, subject),
  severity: 'approval',
});
const isAbove = (value: number, limit: number) => value > limit + SLACK * Math.max(1, Math.abs(limit));

function* frameFindings(policy: BudgetPolicy, { proposed, current }: PlanCheck): Generator<Found> {
  if (proposed.currency !== null && proposed.currency !== policy.currency)
    yield violation('currency', 0, 0, proposed.currency);
  if (!(daysOf(proposed) >= 1)) yield violation('period', daysOf(proposed), 1);
  for (const { channel, amount } of proposed.lines)
    if (!(Number.isFinite(amount) && amount >= 0)) yield violation('amount', amount, 0, channel);
  const spacing = policy.minDaysBetweenPlans ?? 0;
  const days = current === null ? Number.POSITIVE_INFINITY : daysBetween(current.from, proposed.from);
  if (days < spacing) yield violation('too-soon', days, spacing);
}

/** A plan that brings money which stands outside a limit today nearer to it is for a person to allow: one step may not reach it. */
function* limitFindings(policy: BudgetPolicy, { proposed, current }: PlanCheck): Generator<Found> {
  const after = weeklyOf(proposed);
  const before = current === null ? null : weeklyOf(current);
  const everything = [...new Set([...after.keys(), ...(before?.keys() ?? [])])];
  const bounded = [
    { kind: 'total' as const, members: everything, minWeekly: policy.weekly.min, maxWeekly: policy.weekly.max },
    ...policy.channels.map((one) => ({ ...one, name: one.channel, members: [one.channel], kind: 'channel' as const })),
    ...(policy.groups ?? []).map((one) => ({ ...one, members: one.channels, kind: 'group' as const })),
  ];
  for (const one of bounded) {
    const { kind, members, minWeekly = 0, maxWeekly = Number.POSITIVE_INFINITY } = one;
    const name = 'name' in one ? one.name : undefined;
    const value = sumOf(after, members);
    const was = before === null ? Number.NaN : sumOf(before, members);
    if (isAbove(minWeekly, value))
      yield (value > was ? approval : violation)(`${kind}-minimum`, value, minWeekly, name);
    if (isAbove(value, maxWeekly))
      yield (value < was ? approval : violation)(`${kind}-maximum`, value, maxWeekly, name);
  }
}

const sumOf = (weekly: ReadonlyMap<string, number>, channels: Iterable<string>) =>
  [...channels].reduce((sum, channel) => sum + (weekly.get(channel) ?? 0), 0);

function* stepFindings(policy: BudgetPolicy, { proposed, current }: PlanCheck): Generator<Found> {
  if (current === null) {
    if (policy.approval.when !== 'never') yield approval('first-plan', 0, 0);
    return;
  }
  const before = weeklyOf(current);
  const after = weeklyOf(proposed);
  const change = (from: number, to: number) => (from === to ? 0 : Math.abs(to - from) / from);
  const totalStep = change(sumOf(before, before.keys()), sumOf(after, after.keys()));
  if (isAbove(totalStep, policy.maxTotalStep)) yield violation('total-step', totalStep, policy.maxTotalStep);
  if (policy.approval.when === 'always') yield approval('always', 0, 0);
  for (const channel of new Set([...before.keys(), ...after.keys()])) {
    const rule = policy.channels.find((one) => one.channel === channel);
    const step = change(before.get(channel) ?? 0, after.get(channel) ?? 0);
    const most = rule?.maxStep ?? policy.maxStep;
    if (rule?.frozen === true && isAbove(step, 0)) yield violation('frozen', step, 0, channel);
    else if (isAbove(step, most)) yield violation('channel-step', step, most, channel);
    const looked = policy.approval.step ?? 0;
    if (policy.approval.when === 'above-step' && isAbove(step, looked)) yield approval('step', step, looked, channel);
  }
}

function* evidenceFindings(policy: BudgetPolicy, { evidence, today }: PlanCheck): Generator<Found> {
  if (evidence === null) {
    if (policy.approval.when !== 'never') yield approval('no-model', 0, 0);
    return;
  }
  const { probabilityBetter, dataUntil, extrapolated } = evidence;
  if (!(probabilityBetter >= policy.minProbabilityBetter))
    yield violation('probability', probabilityBetter, policy.minProbabilityBetter);
  const age = daysBetween(dataUntil, today);
  if (!(age <= policy.maxModelAgeDays)) yield violation('model-age', age, policy.maxModelAgeDays);
  if (policy.approval.when === 'never' || policy.approval.extrapolation === false) return;
  for (const channel of extrapolated) yield approval('extrapolation', 0, 0, channel);
}

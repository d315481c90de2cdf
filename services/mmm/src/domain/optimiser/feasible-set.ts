import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../errors.js';
import { solveLinear } from './linear-programme.js';
import type { BudgetProblem, ChannelLimits } from './problem.js';

/** Sums are compared with this relative slack. */
export const SUM_SLACK = 1e-9;
/** Money of a channel without a stated maximum, as a multiple of all money today. */
const ALL_OF_IT = 1;

/** Bounds of the sum of some channels' money. */
export interface SumBound {
  /** Null for the sum of all that a goal asks for. */
  readonly name: string | null;
  /** Indices of channels, ascending. */
  readonly members: readonly number[];
  readonly min: number;
  readonly max: number;
}

/** The plans that are allowed: bounds per channel and of sums; a channel with an onset gets either nothing or at least that. */
export interface FeasibleSet {
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** 0 where a channel may have any amount. */
  readonly onset: readonly number[];
  readonly sums: readonly SumBound[];
}

/**
 * The limits and groups of a problem.
 * @throws `MMM_BUDGET_*` naming the channel or the group whose bounds cannot be kept
 */
export function feasibleSet(problem: BudgetProblem): FeasibleSet {
  const { curves, today, limits = [], groups = [] } = problem;
  if (today.length !== curves.channels.length) throw mismatch('today', today.length, curves.channels.length);
  if (problem.limits !== undefined && limits.length !== today.length)
    throw mismatch('limits', limits.length, today.length);
  const total = Math.max(problem.goal.kind === 'budget' ? (problem.goal.total ?? 0) : 0, sum(today));
  const bounds = curves.channels.map((channel, index) =>
    channelBounds(channel, today[index] ?? 0, limits[index] ?? {}, total, problem.defaultHighest),
  );
  const sums = groups.map(({ name, channels, min = 0, max = Number.POSITIVE_INFINITY }): SumBound => {
    const members = channels.map((channel) => {
      const index = curves.channels.indexOf(channel);
      if (index < 0) throw unknownChannel(name, channel, curves.channels);
      return index;
    });
    if (!(min >= 0 && max >= min)) throw infeasible(`group ${name}`, `its bounds are ${min} and ${max}`);
    return { name, members: [...new Set(members)].sort((a, b) => a - b), min, max };
  });
  return {
    low: bounds.map(({ low }) => low),
    high: bounds.map(({ high }) => high),
    onset: bounds.map(({ onset }) => onset),
    sums: merged(sums),
  };
}

/** The same set with the sum of all channels between two amounts. */
export function withTotal(set: FeasibleSet, min: number, max: number): FeasibleSet {
  const members = set.low.map((_low, index) => index);
  return { ...set, sums: merged([{ name: null, members, min, max }, ...set.sums]) };
}

/**
 * Whether any plan is allowed, onsets aside.
 * @throws `MMM_BUDGET_INFEASIBLE` naming the sum that cannot be reached
 */
export function assertFeasible(set: FeasibleSet): void {
  const scale = Math.max(1, ...set.high.filter(Number.isFinite));
  const zero = set.low.map(() => 0);
  const solution = solveLinear({ objective: zero, ...linearConstraints(set, scale) });
  if (solution.isFeasible) return;
  const row = set.sums[solution.row];
  if (row === undefined) return;
  const least = sum(row.members.map((member) => set.low[member] ?? 0));
  const most = sum(row.members.map((member) => set.high[member] ?? 0));
  throw infeasible(
    row.name === null ? 'the total' : `group ${row.name}`,
    `its sum must lie from ${row.min} to ${row.max}; the other bounds allow ${least} to ${most}, less what further groups take`,
  );
}

/** The set in which each channel with an onset does what it does in a plan: it has nothing, or at least the onset. */
export function decidedBy(set: FeasibleSet, budgets: ArrayLike<number>): FeasibleSet {
  const runs = (channel: number) => (budgets[channel] ?? 0) > (set.onset[channel] ?? 0) / 2;
  return {
    sums: set.sums,
    onset: set.onset.map(() => 0),
    low: set.low.map((low, channel) => (set.onset[channel] && runs(channel) ? set.onset[channel] : low)),
    high: set.high.map((high, channel) => (set.onset[channel] && !runs(channel) ? 0 : high)),
  };
}

/** Rows and bounds for a linear programme in units of `scale`. */
export function linearConstraints(set: FeasibleSet, scale: number) {
  return {
    rows: set.sums.map(({ members, min, max }) => {
      const coefficients = new Float64Array(set.low.length);
      for (const member of members) coefficients[member] = 1;
      return { coefficients, min: min / scale, max: max / scale };
    }),
    lows: set.low.map((low) => low / scale),
    highs: set.high.map((high) => high / scale),
  };
}

/** Whether a plan keeps to all bounds, to a relative slack. */
export function isAllowed(set: FeasibleSet, budgets: ArrayLike<number>): boolean {
  const scale = Math.max(...set.high);
  const slack = SUM_SLACK * scale;
  const inBounds = set.low.every((low, index) => {
    const budget = budgets[index] ?? Number.NaN;
    const onset = set.onset[index] ?? 0;
    const isIn = budget >= low - slack && budget <= (set.high[index] ?? 0) + slack;
    return isIn && (budget >= onset - slack || budget <= slack);
  });
  return (
    inBounds &&
    set.sums.every(({ members, min, max }) => {
      const total = sum(members.map((member) => budgets[member] ?? 0));
      return total >= min - SUM_SLACK * Math.max(min, 1e-300) - 1e-15 * scale && total <= max + SUM_SLACK * max;
    })
  );
}

function channelBounds(channel: string, today: number, limits: ChannelLimits, total: number, multiple?: number) {
  if (!(Number.isFinite(today) && today >= 0)) throw infeasible(channel, `today's budget is ${today}`);
  const onset = limits.minimumIfOn ?? 0;
  if (limits.locked === true) return { low: today, high: today, onset: 0 };
  const fallback = multiple === undefined ? ALL_OF_IT * total : multiple * (today > 0 ? today : total);
  const low = Math.max(limits.min ?? 0, (limits.lowest ?? 0) * today);
  const stated = [limits.max, limits.highest === undefined ? undefined : limits.highest * today];
  const most = Math.min(...stated.map((one) => one ?? Number.POSITIVE_INFINITY));
  const high = Number.isFinite(most) ? most : Math.max(fallback, low, onset);
  if (!(low >= 0 && high >= low)) throw infeasible(channel, `its bounds are ${low} and ${high}`);
  if (onset > high) throw infeasible(channel, `its minimum if on is ${onset}, its maximum ${high}`);
  if (onset > 0 && low > 0) return { low: Math.max(low, onset), high, onset: 0 };
  return { low, high, onset };
}

/** One row per set of channels: rows over the same channels are their common part. */
function merged(sums: readonly SumBound[]): SumBound[] {
  const rows = new Map<string, SumBound>();
  for (const row of sums) {
    if (row.members.length === 0) {
      if (row.min > 0) throw infeasible(`group ${row.name}`, 'it has a minimum and no channels');
      continue;
    }
    const key = row.members.join();
    const same = rows.get(key);
    const common = same && { ...same, min: Math.max(same.min, row.min), max: Math.min(same.max, row.max) };
    if (common && common.min > common.max * (1 + SUM_SLACK))
      throw infeasible(
        `group ${row.name ?? same.name}`,
        `its channels together need ${common.min} and may have ${common.max}`,
      );
    rows.set(key, common ? { ...common, max: Math.max(common.min, common.max) } : row);
  }
  return [...rows.values()];
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

const infeasible = (subject: string, problem: string) =>
  new StellwerkError(errors.BUDGET_INFEASIBLE, { subject, problem }, { field: subject });
const mismatch = (field: string, found: number, channels: number) =>
  new StellwerkError(
    errors.BUDGET_INVALID,
    { problem: `${field} has ${found} entries for ${channels} channels` },
    { field },
  );
const unknownChannel = (group: string, channel: string, known: readonly string[]) =>
  new StellwerkError(
    errors.BUDGET_INVALID,
    { problem: `group ${group} names the channel ${channel}; known are ${known.join(', ')}` },
    { field: group },
  );

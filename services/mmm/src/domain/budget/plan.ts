const DAY_MS = 86_400_000;

/** Money for a channel, in all of the plan or a part of it. */
export interface BudgetLine {
  readonly channel: string;
  /** Absent: all geos together. */
  readonly geo?: string | undefined;
  /** First day of the week that the money is for; absent: spread over the plan. */
  readonly week?: string | undefined;
  /** Money, ≥ 0. */
  readonly amount: number;
}

/** Money by channel for a span of days, both ends included. */
export interface BudgetPlan {
  /** ISO date. */
  readonly from: string;
  /** ISO date, not before `from`. */
  readonly to: string;
  /** ISO 4217 code; null where the data states none. */
  readonly currency: string | null;
  readonly lines: readonly BudgetLine[];
}

/** Days from one ISO date to another; negative when the other is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** Days that a plan covers. */
export const daysOf = (plan: Pick<BudgetPlan, 'from' | 'to'>): number => daysBetween(plan.from, plan.to) + 1;

/** Money per channel over the plan, its lines added up, in the order in which channels first appear. */
export function amountsOf(plan: Pick<BudgetPlan, 'lines'>): Map<string, number> {
  const amounts = new Map<string, number>();
  for (const { channel, amount } of plan.lines) amounts.set(channel, (amounts.get(channel) ?? 0) + amount);
  return amounts;
}

/** Money per channel and week: what plans of different lengths are compared by. */
export function weeklyOf(plan: BudgetPlan): Map<string, number> {
  const weeks = daysOf(plan) / 7;
  return new Map([...amountsOf(plan)].map(([channel, amount]) => [channel, amount / weeks]));
}

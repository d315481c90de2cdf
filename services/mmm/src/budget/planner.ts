import type { BudgetPlan } from '../domain/budget/plan.js';
import type { PolicyBounds } from '../domain/budget/policy-bounds.js';
import type { Goal, GroupLimits, Measure } from '../domain/optimiser/problem.js';
import type { Interval } from '../domain/run-summary.js';

/** Bounds of a channel that somebody asks for, beside those of the policy. */
export interface AskedLimits {
  readonly channel: string;
  /** Money over the plan. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** The channel keeps what it has. */
  readonly locked?: boolean | undefined;
}

/** What a plan is to reach, for which days, within which bounds. */
export interface PlanQuestion {
  /** ISO dates, both ends included. */
  readonly from: string;
  readonly to: string;
  readonly goal: Goal;
  readonly measure: Measure;
  readonly limits: readonly AskedLimits[];
  readonly groups: readonly GroupLimits[];
}

export interface PlanTask {
  readonly runId: string;
  readonly question: PlanQuestion;
  /** The plan in force; null = the spend of the data's last periods stands for today. */
  readonly current: BudgetPlan | null;
}

/** Money of one channel. */
export interface PlannedChannel {
  readonly channel: string;
  readonly current: number;
  readonly proposed: number;
  readonly probabilityMarginalAbove1: number;
  readonly min: number;
  readonly max: number;
}

/** The best plan there is for a question, and how sure that is. */
export interface PlannedBudget {
  readonly channels: readonly PlannedChannel[];
  readonly currency: string | null;
  /** Last day of the data of the fit, ISO date. */
  readonly dataUntil: string;
  /** Channels whose money leaves what the data has seen. */
  readonly extrapolated: readonly string[];
  readonly value: { readonly current: Interval; readonly proposed: Interval; readonly lift: Interval };
  readonly probabilityBetter: number;
  readonly expectedRegret: number;
  readonly certificate: { readonly kind: string; readonly gap: number };
}

/** Bounds that a policy sets for the channels of a model, for money over the days of the plan. */
export type PolicyBoundsOf = (today: BudgetPlan, channels: readonly string[]) => PolicyBounds;

/** Makes plans with the posterior of a published fit. */
export interface Planner {
  /** @throws StellwerkError of the catalogue, such as MMM_RUN_DAMAGED, or where no plan keeps to the bounds */
  plan(task: PlanTask, policyBounds: PolicyBoundsOf | null): Promise<PlannedBudget>;
}

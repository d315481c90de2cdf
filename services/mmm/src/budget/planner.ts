import type { BudgetPlan } from '../domain/budget/plan.js';
import type { BudgetPolicy } from '../domain/budget/policy.js';
import type { Goal, GroupLimits, Measure } from '../domain/optimiser/problem.js';
import type { PlanSummary } from '../domain/plan-summary.js';
import type { Interval } from '../domain/run-summary.js';
import type { SplitRequest } from '../run/split-plan.js';

/** Bounds of a channel that somebody asks for, beside those of the policy. */
export interface AskedLimits {
  readonly channel: string;
  /** Money over the plan. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** The channel gets nothing, or at least so much over the plan. */
  readonly minimumIfOn?: number | undefined;
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
  readonly question: PlanQuestion;
  /** The plan in force; null = the spend of the data's last periods stands for today. */
  readonly current: BudgetPlan | null;
  /** What the plan must keep to; null = the tenant has no policy. */
  readonly policy: BudgetPolicy | null;
  /** Absent: money of a channel is spread over geos and weeks as before. */
  readonly split?: SplitRequest | undefined;
}

/** Money of one channel. */
export interface PlannedChannel {
  readonly channel: string;
  readonly current: number;
  readonly proposed: number;
  /** Null where it is not known, such as of a channel that the model does not have. */
  readonly probabilityMarginalAbove1: number | null;
  readonly min: number;
  readonly max: number;
}

/** The best plan there is for a question, and how sure that is. */
export interface PlannedBudget {
  /** Everything that a report says of it; whoever proposes it gives it its id, policy and approval. */
  readonly summary: PlanSummary;
  readonly channels: readonly PlannedChannel[];
  readonly currency: string | null;
  /** Last day of the data of the fit, ISO date. */
  readonly dataUntil: string;
  /** Channels whose money leaves what the data has seen. */
  readonly extrapolated: readonly string[];
  readonly value: { readonly current: Interval; readonly proposed: Interval; readonly lift: Interval };
  readonly probabilityBetter: number;
  readonly expectedRegret: number;
  readonly certificate: { readonly kind: string; readonly gap: number | null };
}

/** Makes plans with the posterior of a published fit. */
export interface Planner {
  /** @throws StellwerkError of the catalogue, such as MMM_RUN_DAMAGED, or where no plan keeps to the bounds */
  plan(runId: string, task: PlanTask): Promise<PlannedBudget>;
}

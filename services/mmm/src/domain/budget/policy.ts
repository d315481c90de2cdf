/** Bounds of money per week; an absent one is none. */
export interface WeeklyLimits {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** What holds for one channel. */
export interface ChannelPolicy {
  readonly channel: string;
  /** Least money per week. */
  readonly minWeekly?: number | undefined;
  /** Most money per week. */
  readonly maxWeekly?: number | undefined;
  /** As {@link BudgetPolicy.maxStep}, for this channel. */
  readonly maxStep?: number | undefined;
  /** The channel keeps what it has. */
  readonly frozen?: boolean | undefined;
}

/** What holds for several channels together. */
export interface GroupPolicy {
  readonly name: string;
  readonly channels: readonly string[];
  readonly minWeekly?: number | undefined;
  readonly maxWeekly?: number | undefined;
}

/** When a person other than the one who asked must approve. */
export interface ApprovalRule {
  readonly when: 'always' | 'above-step' | 'never';
  /** `above-step`: change of any channel from which on a person must approve, as a share; absent: any change. */
  readonly step?: number | undefined;
  /** Also when the plan leaves the range of spend that the model has seen; default true unless `when` is `never`. */
  readonly extrapolation?: boolean | undefined;
  readonly expiresAfterHours?: number | undefined;
}

/** What a proposed budget must keep to before anybody sees it, and who must allow it: the specification of a `budget-policy`. */
export interface BudgetPolicy {
  readonly currency: string;
  /** Bounds of all channels together, money per week. */
  readonly weekly: WeeklyLimits;
  readonly channels: readonly ChannelPolicy[];
  readonly groups?: readonly GroupPolicy[] | undefined;
  /** Largest change of a channel by one plan, as a share of what it has today: 0.2 = ±20 %. */
  readonly maxStep: number;
  /** Largest change of the sum of all channels by one plan, as a share. */
  readonly maxTotalStep: number;
  /** Days that must lie between the first days of two plans, so that steps cannot be chained; absent: none. */
  readonly minDaysBetweenPlans?: number | undefined;
  /** Least probability of being better than today that a proposal must have. */
  readonly minProbabilityBetter: number;
  /** Days after the last period of its data at which a model no longer makes proposals. */
  readonly maxModelAgeDays: number;
  readonly approval: ApprovalRule;
  readonly recalibration?: RecalibrationRule | undefined;
}

/** When a model must be fitted again, and its channels tested again. */
export interface RecalibrationRule {
  /** A refit is due this many days after the last. */
  readonly everyDays: number;
  /** A channel's experiment is due this many days after its last; absent: none is asked for. */
  readonly testEveryDays?: number | undefined;
  readonly promote?: 'by-person' | 'when-better' | undefined;
}

import type { PlanVerdict } from './budget/check-plan.js';
import type { Goal, Measure } from './optimiser/problem.js';
import type { Compromise } from './optimiser/views.js';
import type { Warning } from './optimiser/warnings.js';
import type { Interval } from './run-summary.js';

/** A bound that keeps a channel or a group from getting what the curves alone would give it; `nothing`: less is not possible. */
export type BindingBound = 'least' | 'most' | 'fixed' | 'nothing';

export interface PlannedChannel {
  readonly channel: string;
  /** Money over the window of the plan: as it is spent today, and as proposed. */
  readonly current: number;
  readonly proposed: number;
  /** Value added over the window, at both. */
  readonly value: { readonly current: Interval; readonly proposed: Interval };
  /** Value of the next unit of money, at both. */
  readonly marginal: { readonly current: Interval; readonly proposed: Interval };
  /** Probability that the next unit of money brings back more than itself, at the proposed budget; null where it has no value. */
  readonly probabilityMarginalAbove1: number | null;
  /** Money over a window of this length that the data has seen; null where that is not known. */
  readonly seen: { readonly least: number; readonly most: number } | null;
  readonly binding: BindingBound | null;
}

export interface PlannedGroup {
  readonly name: string;
  readonly channels: readonly string[];
  readonly proposed: number;
  readonly binding: 'least' | 'most' | null;
}

/** A test of one channel in a part of the market. */
export interface PlannedTest {
  readonly channel: string;
  /** Money in the tested part by money today: 0 = switched off, 1.5 = +50 %. */
  readonly factor: number;
  /** Share of the market that is tested, 0..1. */
  readonly share: number;
  /** Expected gain by what the test tells, per window. */
  readonly value: number;
  /** What the test costs, and what is left; null where outcome and money have no common unit. */
  readonly cost: number | null;
  readonly net: number | null;
}

/** Why the plan is as good as it is said to be; see the optimiser's certificate. */
export interface PlanCertificate {
  /** `kkt`: proven best; `gap`: no plan is better by more than the gap; `local`: no exchange between two channels is better. */
  readonly kind: 'kkt' | 'gap' | 'local';
  /** Distance to the best possible by the objective; null where nothing is known. */
  readonly gap: number | null;
  /** Greatest relative difference between the marginal returns of channels between their bounds. */
  readonly marginalSpread: number;
  /** Gain by one more unit of money in all, where the total binds. */
  readonly price: number | null;
}

/** Money of a channel in one geo, or in the week that begins on a day. */
export interface SplitLine {
  readonly channel: string;
  readonly geo?: string;
  /** ISO date. */
  readonly week?: string;
  /** The channel's proposed money spread as it is today, and as proposed. */
  readonly current: number;
  readonly proposed: number;
}

/** The proposed money of each channel, spread over geos or over weeks so that it brings most. */
export interface PlanSplit {
  readonly by: 'geo' | 'week';
  readonly lines: readonly SplitLine[];
  /** Value gained over spreading the same money as today, draw by draw. */
  readonly lift: Interval;
  readonly probabilityBetter: number;
  /** The weakest of the channels' certificates, and the largest of their gaps; null where nothing is known. */
  readonly certificate: { readonly kind: PlanCertificate['kind']; readonly gap: number | null };
}

/** `plan/summary.json`: everything that a report or an event says about a proposed budget. */
export interface PlanSummary {
  readonly format: 'stellwerk.mmm.plan.v1';
  readonly planId: string;
  readonly name: string;
  readonly at: string;
  /** The command that gives the same bytes again. */
  readonly command: string;
  /** The fit that it was made with, and the SHA-256 of that fit's data. */
  readonly runId: string;
  readonly dataHash: string;
  readonly seed: number;
  readonly versions: { readonly stellwerk: string; readonly node: string; readonly model: string };
  /** First and last day of the window, ISO dates. */
  readonly from: string;
  readonly to: string;
  readonly currency: string | null;
  /** Whether values are money; else they are units of the outcome. */
  readonly outcome: { readonly name: string; readonly unit: string; readonly hasValue: boolean };
  readonly goal: Goal;
  readonly measure: Measure;
  readonly channels: readonly PlannedChannel[];
  readonly groups: readonly PlannedGroup[];
  readonly totals: { readonly current: number; readonly proposed: number };
  /** Value added by all channels over the window; `lift` is the difference, draw by draw. */
  readonly value: { readonly current: Interval; readonly proposed: Interval; readonly lift: Interval };
  /** Probability that the plan adds more than today's. */
  readonly probabilityBetter: number;
  readonly risk: {
    /** Mean of the lift in the worst `share` of the draws. */
    readonly share: number;
    readonly cvar: number;
    /** Value lost against knowing the true curves, on average. */
    readonly expectedRegret: number;
  };
  readonly certificate: PlanCertificate;
  /** What knowing more would be worth; null where it was not computed. */
  readonly information: {
    /** Gain by knowing all curves. */
    readonly perfect: number;
    /** The best test of each channel, the best first. */
    readonly tests: readonly PlannedTest[];
  } | null;
  /** Regret over several sources; null where there is but the model. */
  readonly compromise: Compromise | null;
  readonly warnings: readonly Warning[];
  /** Absent: money of a channel is spread over geos and weeks as before. */
  readonly split?: PlanSplit;
  /** What the budget policy says of it; null where there is none. */
  readonly policy: { readonly name: string; readonly version: number; readonly verdict: PlanVerdict } | null;
  readonly approval: {
    readonly state: 'not-needed' | 'pending' | 'approved' | 'rejected' | 'expired';
    readonly by?: string | undefined;
    readonly at?: string | undefined;
  };
}

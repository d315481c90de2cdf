/** Posterior mean with the bounds of the equal-tailed 90 % interval. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** An interval per period. */
export interface IntervalSeries {
  readonly mean: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

export interface ParameterSummary {
  readonly name: string;
  readonly mean: number;
  readonly sd: number;
  readonly q05: number;
  readonly q50: number;
  readonly q95: number;
  readonly rhat: number;
  readonly essBulk: number;
  readonly essTail: number;
  /** Monte Carlo standard error of the mean. */
  readonly mcse: number;
}

export interface ChannelSummary {
  readonly channel: string;
  readonly kind: 'paid' | 'reach-frequency' | 'organic';
  /** Money over all periods; 0 for an organic channel. */
  readonly spend: number;
  /** Value per unit of money spent; null for an organic channel. */
  readonly roi: Interval | null;
  /** Value of the next unit of money per unit of money; null for an organic channel. */
  readonly mroi: Interval | null;
  /** Outcome added over all periods, as value where the outcome has one. */
  readonly contribution: Interval;
  /** Contribution by the total outcome, 0..1. */
  readonly share: Interval;
  /** Money per unit of outcome added; null for an organic channel. */
  readonly costPerOutcome: Interval | null;
  /** Periods until half of the effect of a period's media has come. */
  readonly halfLife: Interval;
  /** Share of the effect that comes after the period of the media, 0..1. */
  readonly carriedOver: Interval;
  /** Share of the effect that has come by the end of the period of the media, of the next one, and so on, 0..1. */
  readonly arrival?: IntervalSeries;
  /** Effect at today's media by the most that the channel can reach, 0..1; null where the curve has no ceiling. */
  readonly saturation: Interval | null;
  /** Mean and standard deviation of the ROI before and after the data; null where no prior on it is stated. */
  readonly shift: {
    readonly priorMean: number;
    readonly priorSd: number;
    readonly posteriorMean: number;
    readonly posteriorSd: number;
  } | null;
}

/** A channel's value over the whole window as its spend is multiplied. */
export interface CurveSummary {
  readonly channel: string;
  readonly points: readonly {
    readonly spend: number;
    readonly value: Interval;
    /** Value of the next unit of money. */
    readonly marginal: Interval;
  }[];
}

/** How well a model says what was measured. */
export interface FitQuality {
  readonly level: 'geo' | 'national';
  readonly periods: number;
  readonly r2: number;
  /** Mean absolute error by the outcome, 0..1. */
  readonly mape: number;
  /** Sum of absolute errors by the sum of outcomes, 0..1. */
  readonly wmape: number;
  /** Mean continuous ranked probability score, in units of the outcome. */
  readonly crps: number;
  /** Share of observations inside the 90 % predictive interval. */
  readonly coverage90: number;
}

/** One of the checks that decide whether a fit may be published. */
export interface ReviewCheck {
  /** Stable name, such as `convergence`, `negative-baseline`, `prior-posterior-shift`; texts are made from it. */
  readonly check: string;
  /** What it is about where it is about one: a channel or a parameter. */
  readonly subject?: string;
  readonly status: 'pass' | 'review' | 'fail';
  readonly value: number;
  readonly threshold: number;
}

export interface CalibrationSummary {
  readonly experiment: string;
  readonly channel: string;
  readonly lift: number;
  readonly standardError: number;
  /** What the fitted model says for the same geos and periods. */
  readonly modelled: Interval;
  /** Share of information about the lift that came from the experiment, 0..1. */
  readonly weight: number;
}

export interface Diagnostics {
  readonly chains: number;
  readonly warmup: number;
  readonly draws: number;
  readonly divergences: number;
  readonly maxTreeDepthHits: number;
  /** Energy Bayesian fraction of missing information, per chain. */
  readonly ebfmi: readonly number[];
  readonly worstRhat: { readonly parameter: string; readonly value: number };
  readonly leastEssBulk: { readonly parameter: string; readonly value: number };
  readonly leastEssTail: { readonly parameter: string; readonly value: number };
  readonly gradients: number;
  readonly seconds: number;
}

/** `run/summary.json`: everything that a report, a comparison or an event says about a fit. */
export interface RunSummary {
  readonly format: 'stellwerk.mmm.run.v1';
  readonly runId: string;
  readonly name: string;
  readonly at: string;
  /** The command that gives the same bytes again. */
  readonly command: string;
  /** The specification as it was read, with all defaults filled in. */
  readonly spec: unknown;
  readonly dataHash: string;
  readonly seed: number;
  readonly versions: { readonly stellwerk: string; readonly node: string; readonly model: string };
  readonly data: {
    readonly grain: 'day' | 'week';
    /** First day of the first period and of the last, ISO dates. */
    readonly from: string;
    readonly to: string;
    readonly periods: number;
    readonly geos: number;
    readonly currency: string | null;
    readonly outcome: {
      readonly name: string;
      readonly unit: string;
      readonly total: number;
      readonly totalValue: number | null;
    };
  };
  /** `refused`: a check failed, so the figures are for finding the cause and are not published. */
  readonly status: 'published' | 'refused';
  readonly diagnostics: Diagnostics;
  readonly parameters: readonly ParameterSummary[];
  readonly channels: readonly ChannelSummary[];
  /** All channels together; the bounds are not the sums of the channels' bounds, since their draws belong together. */
  readonly media: {
    readonly contribution: Interval;
    readonly share: Interval;
    /** Contribution of the channels with spend by all spend; null where there is none. */
    readonly roi: Interval | null;
  };
  readonly curves: readonly CurveSummary[];
  readonly decomposition: {
    readonly dates: readonly string[];
    readonly observed: readonly number[];
    readonly expected: IntervalSeries;
    readonly components: readonly ({
      readonly name: string;
      readonly kind: string;
      /** Over all periods, in units of the outcome. */
      readonly total: Interval;
    } & IntervalSeries)[];
  };
  readonly fit: readonly FitQuality[];
  /** Last periods that a first fit did not see; null where none were held out. */
  readonly holdout: readonly FitQuality[] | null;
  readonly review: readonly ReviewCheck[];
  readonly calibration: readonly CalibrationSummary[];
  /** What was noticed about the data and did not prevent the fit. */
  readonly warnings: readonly { readonly code: string; readonly text: string }[];
}

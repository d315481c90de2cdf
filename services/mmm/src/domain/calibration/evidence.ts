/**
 * What is known about channels from outside the panel, placed on the grid of the panel, so that a likelihood can use it as it
 * stands. Experiments measure what the model also knows how to compute: the outcome that a channel's media added in some geos and
 * periods. Attribution measures something else that moves with it, so it speaks through an unknown bias.
 */
export interface Evidence {
  readonly lifts: readonly LiftEvidence[];
  readonly attribution: readonly AttributionEvidence[];
}

/** No evidence: the panel and the priors decide alone. */
export const NO_EVIDENCE: Evidence = { lifts: [], attribution: [] };

/** A window of whole periods in some geos, by indices into the panel. */
export interface EvidenceWindow {
  /** Indices of geos, ascending, each once. */
  readonly geos: readonly number[];
  /** Index of the first period. */
  readonly from: number;
  /** Index after the last period. */
  readonly to: number;
}

/** Degrees of freedom of the Student t distribution of a measured lift about the modelled one. */
export const LIFT_DEGREES_OF_FREEDOM = 4;

/**
 * A lift that an experiment measured. Its likelihood is `lift ~ StudentT(4, modelled, scale)`, where `modelled` is the expected
 * outcome of the window's cells with the media of the panel, minus the same with {@link counterfactual} in their place; media
 * before the window are the same on both sides, and what carries over beyond the window counts on neither.
 */
export interface LiftEvidence extends EvidenceWindow {
  /** Name of the experiment, unique in a fit. */
  readonly experiment: string;
  readonly channel: string;
  /** Column of the panel that holds the channel's media (impressions, spend, or reach where it has a frequency). */
  readonly column: string;
  /**
   * Media in units of {@link column} as they would have been without the experiment, for the cells of the window: geo after geo in
   * the order of {@link geos}, within each period after period.
   */
  readonly counterfactual: Float64Array;
  /** Outcome added, in units of the panel's outcome, signed: below 0 where the experiment saw less with the media than without. */
  readonly lift: number;
  /** Standard error of {@link lift} as the experiment states it, in the same units, > 0. */
  readonly standardError: number;
  /** Variance between the experiment and the world of the panel, by the squared standard error, ≥ 0. */
  readonly transport: number;
  /** Scale of the likelihood: standardError × √(1 + transport). */
  readonly scale: number;
}

/**
 * What attribution credits a channel with. Its likelihood is
 * `weight × log N(log attributed; log modelled + biasMean, √(logStandardError² + biasSd²))`, where `modelled` is the contribution
 * of the channel to the cells of the window; no term where that is not positive.
 */
export interface AttributionEvidence extends EvidenceWindow {
  readonly channel: string;
  /** Outcome credited to the channel over the window, in units of the panel's outcome, > 0. */
  readonly attributed: number;
  /** Standard error of the logarithm of {@link attributed}, > 0. */
  readonly logStandardError: number;
  /** Mean of log(attributed / caused) over channels. */
  readonly biasMean: number;
  /** Standard deviation of log(attributed / caused) between channels, and of what is not known about its mean. */
  readonly biasSd: number;
  /** Exponent of the power prior, 0 (unused) .. 1 (as good as the standard errors say). */
  readonly weight: number;
}

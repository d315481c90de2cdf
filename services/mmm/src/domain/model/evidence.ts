/** One experiment: what a change of a channel's media did, as measured. */
export interface Experiment {
  /** What the experiment is called in results. */
  readonly name: string;
  readonly channel: string;
  /** Names of the geos in which media were changed; null for all. */
  readonly geos: readonly string[] | null;
  /** Days of the first and last period that were measured, ISO dates, both included. */
  readonly from: string;
  readonly to: string;
  /**
   * Outcome in these geos and periods with the media of the data less outcome without the change, in units of the outcome: positive,
   * zero or negative as measured.
   */
  readonly lift: number;
  readonly standardError: number;
  /** Variance relative to the standard error's square, for what differs between the test and the modelled periods; 0 for none. */
  readonly transportVariance: number;
  /** Media without the change as a multiple of the media of the data: 0 (default) where the test was against no media. */
  readonly factor?: number;
}

/** What attribution says about a channel: biased by an amount that is the same up to chance for all channels. */
export interface AttributionEvidence {
  readonly channel: string;
  readonly from: string;
  readonly to: string;
  /** Outcome attributed to the channel in these periods, in units of the outcome. */
  readonly attributed: number;
  /** Standard deviation of its logarithm about truth and bias. */
  readonly sd: number;
}

/** What is known about effects beside the data of the panel. */
export interface Evidence {
  readonly experiments: readonly Experiment[];
  readonly attribution: readonly AttributionEvidence[];
}

export const NO_EVIDENCE: Evidence = { experiments: [], attribution: [] };

/** Degrees of freedom of a measured lift about the model's: one experiment that is far off must not decide all. */
const DEGREES = 4;

/** Log density of a lift and its derivative by what the model says. */
export function liftLog(lift: number, modelled: number, scale: number): readonly [number, number] {
  const z = (lift - modelled) / scale;
  return [
    -0.5 * (DEGREES + 1) * Math.log1p((z * z) / DEGREES) - Math.log(scale),
    ((DEGREES + 1) * z) / (DEGREES + z * z) / scale,
  ];
}

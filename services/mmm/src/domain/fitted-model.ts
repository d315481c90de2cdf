import type { Panel } from './panel.js';

/** What an expected outcome is the sum of. */
export type ComponentKind =
  | 'baseline'
  | 'seasonality'
  | 'holiday'
  | 'control'
  | 'price'
  | 'treatment'
  | 'organic'
  | 'paid'
  | 'reach-frequency';

export interface Component {
  readonly name: string;
  readonly kind: ComponentKind;
}

/** A change of what was done: media of a channel times a factor in a window of periods, in some geos. */
export interface Intervention {
  readonly channel: string;
  /** 0 = switched off, 1 = as it was, 1.2 = 20 % more. */
  readonly factor: number;
  /** Index of the first period; default the first. */
  readonly from?: number;
  /** Index after the last period; default the end. */
  readonly to?: number;
  /** Indices of geos; default all. */
  readonly geos?: readonly number[];
}

/**
 * A model with the draws of its posterior. Results, calibration checks, forecasts and response curves ask it what the outcome of
 * each part was, and would have been; they know nothing of parameters or likelihoods.
 */
export interface FittedModel {
  readonly panel: Panel;
  /** Parts whose sum is the expected outcome. */
  readonly components: readonly Component[];
  /** Draws of all chains together. */
  readonly draws: number;
  /**
   * What one part adds to the expected outcome, in units of the outcome, geo after geo (see {@link Panel}).
   * @param into written, geos × periods long
   */
  contribution(component: number, draw: number, into: Float64Array, interventions?: readonly Intervention[]): void;
  /** Standard deviation of an observation about its expectation, geos × periods long, in units of the outcome. */
  noise(draw: number, into: Float64Array): void;
  /** One simulated observation for every geo and period. @param uniform a source of uniform numbers in (0, 1) */
  predict(draw: number, uniform: () => number, into: Float64Array): void;
  /**
   * Shares of a channel's effect by periods after the media (0 = the same period), before saturation; they sum to 1.
   * @param into written, at least as long as the channel's carry-over; 0 beyond it
   */
  carryOver(channel: string, draw: number, into: Float64Array): void;
  /**
   * The same draws on another panel: other media or prices in the same periods, or more periods after them whose media, controls
   * and calendar are planned. Geos, columns and the first period are those of {@link panel}; outcomes are not looked at and may be
   * NaN. Scales stay those of the fit.
   */
  over(panel: Panel): FittedModel;
}

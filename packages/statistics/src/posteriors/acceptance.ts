import type { ScalarChains } from '../diagnostics/chains.js';
import { summarise } from '../diagnostics/summary.js';

/** Moments and quantiles of one parameter from the reference draws. */
export interface Reference {
  readonly mean: number;
  readonly sd: number;
  readonly q05: number;
  readonly q95: number;
}

/** How far a sampled parameter is from its reference, each as a share of what is allowed: at most 1 is accepted. */
export interface Distance {
  readonly mean: number;
  readonly sd: number;
  readonly q05: number;
  readonly q95: number;
  readonly rHat: number;
}

const QUANTILE_SDS = 0.25;
/** With this many effective draws quantiles must be nearer. */
const MANY_DRAWS = 8000;
const QUANTILE_SDS_MANY = 0.12;
const MAX_R_HAT = 1.01;

/**
 * Compares draws with their reference: the mean within four standard errors of both, the sd within a share, quantiles within a
 * share of the sd.
 * @param sdShare allowed relative difference of the sd
 */
export function distanceFrom(reference: Reference, chains: ScalarChains, sdShare = 0.1): Distance {
  const summary = summarise(chains);
  const quantile = (summary.essTail >= MANY_DRAWS ? QUANTILE_SDS_MANY : QUANTILE_SDS) * reference.sd;
  return {
    mean: Math.abs(summary.mean - reference.mean) / (4 * Math.hypot(summary.mcseMean, reference.sd / 100)),
    sd: Math.abs(summary.sd / reference.sd - 1) / sdShare,
    q05: Math.abs(summary.q05 - reference.q05) / quantile,
    q95: Math.abs(summary.q95 - reference.q95) / quantile,
    rHat: (summary.rHat - 1) / (MAX_R_HAT - 1),
  };
}

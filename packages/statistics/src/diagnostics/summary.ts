import { mean, pooled, requireChains, type ScalarChains, sortedQuantile, variance } from './chains.js';
import { essBulk, essTail } from './effective-sample-size.js';
import { mcseMean } from './monte-carlo-error.js';
import { rHat } from './r-hat.js';

/** One scalar quantity of a posterior. */
export interface Summary {
  readonly mean: number;
  readonly sd: number;
  /** 5 % quantile; the others alike. */
  readonly q05: number;
  readonly q50: number;
  readonly q95: number;
  readonly mcseMean: number;
  readonly rHat: number;
  readonly essBulk: number;
  readonly essTail: number;
}

/** Moments, quantiles and convergence of one quantity. Convergence figures are NaN where all draws are the same. */
export function summarise(chains: ScalarChains): Summary {
  requireChains(chains);
  const all = pooled(chains);
  const sorted = all.slice().sort();
  return {
    mean: mean(all),
    sd: Math.sqrt(variance(all)),
    q05: sortedQuantile(sorted, 0.05),
    q50: sortedQuantile(sorted, 0.5),
    q95: sortedQuantile(sorted, 0.95),
    mcseMean: mcseMean(chains),
    rHat: rHat(chains),
    essBulk: essBulk(chains),
    essTail: essTail(chains),
  };
}

import { beta } from '../distributions/beta.js';
import { normalCdf } from '../special/normal.js';
import { pooled, requireChains, type ScalarChains, variance } from './chains.js';
import { essMean, essQuantile } from './effective-sample-size.js';

/** Monte Carlo standard error of the mean: sd / √ESS. NaN as for R-hat. */
export function mcseMean(chains: ScalarChains): number {
  requireChains(chains);
  return Math.sqrt(variance(pooled(chains)) / essMean(chains));
}

/**
 * Monte Carlo standard error of a quantile: half the distance between the order statistics that enclose it with one standard
 * error's probability, 68.3 % (Vehtari et al. 2021, section 4.4). NaN as for R-hat.
 */
export function mcseQuantile(chains: ScalarChains, probability: number): number {
  requireChains(chains);
  const ess = essQuantile(chains, probability);
  if (Number.isNaN(ess)) return Number.NaN;
  const position = beta(ess * probability + 1, ess * (1 - probability) + 1);
  const sorted = pooled(chains).sort();
  const size = sorted.length;
  const low = Math.max(Math.floor(position.quantile(normalCdf(-1)) * size), 1);
  const high = Math.min(Math.ceil(position.quantile(normalCdf(1)) * size), size);
  return (sorted[high - 1]! - sorted[low - 1]!) / 2;
}

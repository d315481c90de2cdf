import { essBulk, essMean, essTail, rHat } from '@stellwerk/statistics';
import type { ParameterSummary } from '../run-summary.js';
import { HIGH, LOW, meanOf, quantileOf, sdOf } from './interval.js';
import type { DrawTable } from './posterior-file.js';

/** Every scalar of a posterior with its diagnostics; those are NaN for a scalar that does not vary. */
export function summariseDraws({ names, chains, draws, values }: DrawTable): readonly ParameterSummary[] {
  return names.map((name, index) => {
    const all = values.subarray(index * chains * draws, (index + 1) * chains * draws);
    const byChain = Array.from({ length: chains }, (_, chain) => all.subarray(chain * draws, (chain + 1) * draws));
    const sorted = Float64Array.from(all).sort();
    const sd = sdOf(all);
    return {
      name,
      mean: meanOf(all),
      sd,
      q05: quantileOf(sorted, LOW),
      q50: quantileOf(sorted, 0.5),
      q95: quantileOf(sorted, HIGH),
      rhat: rHat(byChain),
      essBulk: essBulk(byChain),
      essTail: essTail(byChain),
      mcse: sd / Math.sqrt(essMean(byChain)),
    };
  });
}

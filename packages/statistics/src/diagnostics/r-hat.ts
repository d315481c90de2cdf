import { folded, isInformative, mean, rankNormalised, type ScalarChains, splitChains, variance } from './chains.js';

/**
 * Rank-normalised split R-hat: the larger of that of the draws and of their distances from the median, so that it sees chains
 * that differ in place or in spread (Vehtari, Gelman, Simpson, Carpenter and Bürkner 2021). Converged: at most 1.01.
 * @returns NaN where a draw is not finite or all are the same
 */
export function rHat(chains: ScalarChains): number {
  const halves = splitChains(chains);
  if (!isInformative(halves)) return Number.NaN;
  const spread = folded(halves);
  const place = plainRHat(rankNormalised(halves));
  return isInformative(spread) ? Math.max(place, plainRHat(rankNormalised(spread))) : place;
}

/** The root of the pooled over the within-chain variance. */
function plainRHat(chains: ScalarChains): number {
  const length = chains[0]!.length;
  const within = mean(Float64Array.from(chains, variance));
  const between = variance(Float64Array.from(chains, mean));
  return Math.sqrt((within * ((length - 1) / length) + between) / within);
}

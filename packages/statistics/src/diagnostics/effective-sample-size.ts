import {
  isInformative,
  mean,
  pooled,
  rankNormalised,
  type ScalarChains,
  sortedQuantile,
  splitChains,
  variance,
} from './chains.js';

/** Effective sample size for the centre of the distribution: of the rank-normalised split chains. NaN as for R-hat. */
export function essBulk(chains: ScalarChains): number {
  const halves = splitChains(chains);
  return isInformative(halves) ? essOf(rankNormalised(halves)) : Number.NaN;
}

/** Effective sample size for the tails: the smaller of those of the 5 % and the 95 % quantile. NaN as for R-hat. */
export function essTail(chains: ScalarChains): number {
  return Math.min(essQuantile(chains, 0.05), essQuantile(chains, 0.95));
}

/** Effective sample size for the mean. */
export function essMean(chains: ScalarChains): number {
  const halves = splitChains(chains);
  return isInformative(halves) ? essOf(halves) : Number.NaN;
}

/** Effective sample size for a quantile: that of the indicator of lying below it. */
export function essQuantile(chains: ScalarChains, probability: number): number {
  const halves = splitChains(chains);
  if (!isInformative(halves)) return Number.NaN;
  const at = sortedQuantile(pooled(chains).sort(), probability);
  const indicators = halves.map((chain) => chain.map((value) => (value <= at ? 1 : 0)));
  // A quantile at the largest value says nothing about mixing.
  return isInformative(indicators) ? essOf(indicators) : Number.NaN;
}

/**
 * Draws over the autocorrelation time, by Geyer's initial monotone sequence on the multi-chain autocorrelations
 * (Vehtari et al. 2021, section 3.2, as in the R package posterior). At most S log10 S for S draws.
 */
function essOf(chains: ScalarChains): number {
  const length = chains[0]!.length;
  const centred = chains.map((chain) => {
    const centre = mean(chain);
    return chain.map((value) => value - centre);
  });
  const within = (autocovariance(centred, 0) * length) / (length - 1);
  const total = (within * (length - 1)) / length + variance(Float64Array.from(chains, mean));
  const correlation = (lag: number) => 1 - (within - autocovariance(centred, lag)) / total;

  const correlations = [1, correlation(1)];
  let even = 1;
  let odd = correlations[1]!;
  let lag = 0;
  while (lag < length - 5 && even + odd > 0) {
    lag += 2;
    even = correlation(lag);
    odd = correlation(lag + 1);
    if (even + odd >= 0) correlations.push(even, odd);
  }
  const last = lag;
  correlations.length = last + 1;
  correlations[last] = Math.max(even, 0);
  makeMonotone(correlations, last);
  let time = -1;
  for (let t = 0; t < last; t++) time += 2 * (correlations[t] ?? 0);
  time += correlations[last] ?? 0;
  const size = chains.length * length;
  return size / Math.max(time, 1 / Math.log10(size));
}

/** Makes the sums of neighbouring pairs decrease. */
function makeMonotone(correlations: number[], last: number): void {
  for (let t = 2; t <= last - 2; t += 2) {
    const before = correlations[t - 2]! + correlations[t - 1]!;
    if (correlations[t]! + correlations[t + 1]! <= before) continue;
    correlations[t] = before / 2;
    correlations[t + 1] = before / 2;
  }
}

/** Mean over the chains of the autocovariance with divisor n. */
function autocovariance(centred: ScalarChains, lag: number): number {
  let sum = 0;
  for (const chain of centred) for (let i = lag; i < chain.length; i++) sum += chain[i]! * chain[i - lag]!;
  return sum / (centred.length * centred[0]!.length);
}

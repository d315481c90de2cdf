import { logBeta } from '../special/beta-functions.js';
import { digamma } from '../special/digamma.js';
import { logGamma } from '../special/log-gamma.js';

/** log P(count) of a Poisson distribution. @param count whole, at least 0; @param mean positive */
export function poissonLogMass(count: number, mean: number): number {
  return count * Math.log(mean) - mean - logGamma(count + 1);
}

/** Derivative of {@link poissonLogMass} by the mean. */
export function poissonMeanSlope(count: number, mean: number): number {
  return count / mean - 1;
}

/**
 * log P(count) of a negative binomial distribution with variance mean + mean² / size.
 * @param count whole, at least 0
 * @param size positive dispersion; towards infinity the distribution is Poisson
 */
export function negativeBinomialLogMass(count: number, mean: number, size: number): number {
  const ratio = mean / size;
  const power = count === 0 ? 0 : count * (Math.log(ratio) - Math.log1p(ratio));
  // Γ(count + size) / (count! Γ(size)) = 1 / (count · B(count, size)).
  const choose = count === 0 ? 0 : -Math.log(count) - logBeta(count, size);
  return choose + power - size * Math.log1p(ratio);
}

/** Derivative of {@link negativeBinomialLogMass} by the mean. */
export function negativeBinomialMeanSlope(count: number, mean: number, size: number): number {
  return (count - mean) / (mean * (1 + mean / size));
}

/** Derivative of {@link negativeBinomialLogMass} by the size. */
export function negativeBinomialSizeSlope(count: number, mean: number, size: number): number {
  return digamma(count + size) - digamma(size) - Math.log1p(mean / size) + (mean - count) / (mean + size);
}

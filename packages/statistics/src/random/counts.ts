import { logGamma } from '../special/log-gamma.js';
import { drawGamma, requirePositive } from './draws.js';
import type { RandomStream } from './random-stream.js';

/** From this mean on rejection is quicker than inversion. */
const REJECTION_FROM = 10;

/** Poisson draw: inversion for small means, else the transformed rejection PTRS of Hörmann (1993). @param mean at least 0 */
export function drawPoisson(random: RandomStream, mean: number): number {
  if (mean === 0) return 0;
  requirePositive('mean', mean);
  return mean < REJECTION_FROM ? byInversion(random, mean) : byRejection(random, mean);
}

/**
 * Negative binomial draw: Poisson with a gamma mean.
 * @param size dispersion: the variance is mean + mean² / size
 */
export function drawNegativeBinomial(random: RandomStream, mean: number, size: number): number {
  if (mean === 0) return 0;
  requirePositive('mean', mean);
  return drawPoisson(random, drawGamma(random, size, size / mean));
}

function byInversion(random: RandomStream, mean: number): number {
  let probability = Math.exp(-mean);
  let left = random.openUniform();
  for (let count = 0; ; count++) {
    left -= probability;
    if (left <= 0 || probability === 0) return count;
    probability *= mean / (count + 1);
  }
}

function byRejection(random: RandomStream, mean: number): number {
  const logMean = Math.log(mean);
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const vr = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = random.uniform() - 0.5;
    const v = random.openUniform();
    const us = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= vr) return count;
    if (count < 0 || (us < 0.013 && v > us)) continue;
    const logAccept = count * logMean - mean - logGamma(count + 1);
    if (Math.log((v * inverseAlpha) / (a / (us * us) + b)) <= logAccept) return count;
  }
}

import type { RandomStream } from './random-stream.js';

/**
 * Logarithm of a gamma draw with scale 1 (Marsaglia and Tsang 2000; shapes below 1 by their boost, in logarithms, so that tiny
 * shapes do not underflow).
 * @param shape positive
 */
export function drawLogGamma(random: RandomStream, shape: number): number {
  requirePositive('shape', shape);
  if (shape < 1) return drawLogGamma(random, shape + 1) + Math.log(random.openUniform()) / shape;
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const logV = 3 * Math.log(root);
    if (Math.log(random.openUniform()) < 0.5 * x * x + d - d * v + d * logV) return Math.log(d) + logV;
  }
}

/** Gamma draw. @param rate inverse scale: the mean is shape / rate */
export function drawGamma(random: RandomStream, shape: number, rate = 1): number {
  requirePositive('rate', rate);
  return Math.exp(drawLogGamma(random, shape)) / rate;
}

/** Beta draw: the ratio of gamma draws, in logarithms. */
export function drawBeta(random: RandomStream, a: number, b: number): number {
  const logA = drawLogGamma(random, a);
  const logB = drawLogGamma(random, b);
  return 1 / (1 + Math.exp(logB - logA));
}

/** Chi-squared draw. @param degrees positive, need not be whole */
export function drawChiSquared(random: RandomStream, degrees: number): number {
  return 2 * drawGamma(random, degrees / 2);
}

/** Student-t draw with location 0 and scale 1. */
export function drawStudentT(random: RandomStream, degrees: number): number {
  return random.normal() / Math.sqrt(drawChiSquared(random, degrees) / degrees);
}

/** Dirichlet draw, as long as `concentration`; sums to 1. */
export function drawDirichlet(random: RandomStream, concentration: ArrayLike<number>): Float64Array {
  if (concentration.length === 0) throw new RangeError('concentration must have at least one element');
  const draw = Float64Array.from(concentration, (shape) => drawLogGamma(random, shape));
  let high = Number.NEGATIVE_INFINITY;
  for (const value of draw) high = Math.max(high, value);
  let sum = 0;
  for (let i = 0; i < draw.length; i++) {
    draw[i] = Math.exp(draw[i]! - high);
    sum += draw[i]!;
  }
  for (let i = 0; i < draw.length; i++) draw[i] = draw[i]! / sum;
  return draw;
}

/** Multivariate normal draw. @param factor lower Cholesky factor of the covariance, row by row */
export function drawMultivariateNormal(
  random: RandomStream,
  mean: ArrayLike<number>,
  factor: Float64Array,
): Float64Array {
  const size = mean.length;
  const draw = Float64Array.from({ length: size }, () => random.normal());
  for (let row = size - 1; row >= 0; row--) {
    let sum = mean[row]!;
    for (let column = 0; column <= row; column++) sum += factor[row * size + column]! * draw[column]!;
    draw[row] = sum;
  }
  return draw;
}

export function requirePositive(name: string, value: number): void {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY))
    throw new RangeError(`${name} must be positive and finite, got ${value}`);
}

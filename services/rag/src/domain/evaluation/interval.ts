import { normalUpperQuantile, RandomStream } from '@stellwerk/statistics';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

const TAIL = 0.025;
const RESAMPLES = 1_000;

/**
 * 95 % interval of a mean over questions. Shares (every value 0 or 1) get Wilson's score interval (1927), which does not collapse
 * when all are right; other means a percentile bootstrap over the questions (Efron 1979). Null below two values.
 */
export function intervalOf(values: readonly number[], seed: number): Interval | null {
  if (values.length < 2) return null;
  const isShare = values.every((value) => value === 0 || value === 1);
  return isShare ? wilson(sumOf(values), values.length) : bootstrap(values, seed);
}

export function wilson(successes: number, n: number): Interval {
  const z = normalUpperQuantile(TAIL);
  const share = successes / n;
  const spread = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const middle = share + (z * z) / (2 * n);
  const scale = 1 + (z * z) / n;
  return {
    // Rounding must not leave the share itself outside.
    low: Math.max(0, Math.min(share, (middle - spread) / scale)),
    high: Math.min(1, Math.max(share, (middle + spread) / scale)),
  };
}

function bootstrap(values: readonly number[], seed: number): Interval {
  const random = new RandomStream(seed);
  const means = Float64Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (let draw = 0; draw < values.length; draw++) sum += values[random.integer(values.length)] ?? 0;
    return sum / values.length;
  }).sort();
  return { low: quantileOf(means, TAIL), high: quantileOf(means, 1 - TAIL) };
}

/** Linear between order statistics (Hyndman and Fan 1996, type 7). */
function quantileOf(sorted: Float64Array, probability: number): number {
  const at = probability * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? 0;
  const above = sorted[Math.ceil(at)] ?? 0;
  return below + (above - below) * (at - Math.floor(at));
}

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

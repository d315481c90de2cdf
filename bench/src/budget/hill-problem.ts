import { type ResponseCurves, saturationCurves } from '@stellwerk/mmm';

/** A budget to be shared among Hill curves, in the form that peers read too. */
export interface HillProblem {
  /** Value at full saturation, half point and slope per channel. */
  readonly scale: readonly number[];
  readonly half: readonly number[];
  readonly slope: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly today: readonly number[];
  readonly total: number;
}

/** What is drawn: 3 to 8 channels, half points from a twentieth to the whole of the budget, slopes in a range. */
export function randomProblem(random: () => number, slopes: readonly [number, number], channels?: number): HillProblem {
  const between = (low: number, high: number) => low + (high - low) * random();
  const count = channels ?? 3 + Math.floor(6 * random());
  const total = 10 ** between(5, 8);
  const each = <T>(draw: () => T) => Array.from({ length: count }, draw);
  const shares = each(() => between(0.1, 1));
  const sum = shares.reduce((all, one) => all + one, 0);
  const today = shares.map((share) => (total * share) / sum);
  // Half of the problems leave all open, half keep every channel within ±30 to 100 % of today.
  const step = random() < 0.5 ? null : between(0.3, 1);
  return {
    scale: each(() => total * between(0.5, 3)),
    half: each(() => (total * 10 ** between(-1.3, 0)) / Math.sqrt(count)),
    slope: each(() => (slopes[0] === slopes[1] ? slopes[0] : between(...slopes))),
    low: today.map((budget) => (step === null ? 0 : budget * (1 - step))),
    high: today.map((budget) => (step === null ? total : budget * (1 + step))),
    today,
    total: today.reduce((all, one) => all + one, 0),
  };
}

export const curvesOf = ({ scale, half, slope }: HillProblem): ResponseCurves =>
  saturationCurves(
    scale.map((one, channel) => ({
      name: `channel ${channel + 1}`,
      form: 'hill',
      exposure: Float64Array.of(1),
      periods: 1,
      scale: Float64Array.of(one),
      shape: Float64Array.of(half[channel] ?? 0),
      slope: Float64Array.of(slope[channel] ?? 1),
    })),
    1,
  );

/** Value of a plan; written apart from the code under test. */
export function outcomeOf({ scale, half, slope }: HillProblem, plan: readonly number[]): number {
  return scale.reduce((sum, one, channel) => {
    const budget = plan[channel] ?? 0;
    return sum + (budget <= 0 ? 0 : one / (1 + ((half[channel] ?? 0) / budget) ** (slope[channel] ?? 1)));
  }, 0);
}

/** The best of all plans of a grid that keep to the bounds and spend the total, to one step. */
export function bruteForce(problem: HillProblem, steps: number): number {
  const { low, high, total } = problem;
  const plan = low.map(() => 0);
  const search = (channel: number, left: number): number => {
    if (channel === low.length - 1) {
      plan[channel] = left;
      const isAllowed = left >= (low[channel] ?? 0) && left <= (high[channel] ?? 0);
      return isAllowed ? outcomeOf(problem, plan) : Number.NEGATIVE_INFINITY;
    }
    let best = Number.NEGATIVE_INFINITY;
    const [least, most] = [low[channel] ?? 0, Math.min(high[channel] ?? 0, left)];
    for (let step = 0; step <= steps && least <= most; step++) {
      plan[channel] = least + ((most - least) * step) / steps;
      best = Math.max(best, search(channel + 1, left - (plan[channel] ?? 0)));
    }
    return best;
  };
  return search(0, total);
}

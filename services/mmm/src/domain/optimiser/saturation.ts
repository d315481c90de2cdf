/** The forms of mmm saturation whose curves are known in closed form. */
export type SaturationForm = 'hill' | 'logistic' | 'michaelis-menten' | 'tanh' | 'root';

/**
 * A saturation of scale 1 as a function of the exposure x ≥ 0.
 *
 * | form | value | k | s |
 * |---|---|---|---|
 * | hill | `x^s / (x^s + k^s)` | half point | slope |
 * | michaelis-menten | `x / (x + k)` | half point | – |
 * | logistic | `(1 − e^(−k x)) / (1 + e^(−k x))` | rate | – |
 * | tanh | `tanh(x / k)` | point of the ceiling | – |
 * | root | `x^k` | exponent in (0, 1] | – |
 */
export interface Saturation {
  value(x: number, k: number, s: number): number;
  /** Derivative of the value by the exposure. */
  slope(x: number, k: number, s: number): number;
  /** The exposure at which the slope is greatest: 0 for a concave curve. */
  steepest(k: number, s: number): number;
}

const never = () => 0;
const logistic = (x: number, k: number) => Math.tanh((k * x) / 2);

export const saturations: Readonly<Record<SaturationForm, Saturation>> = {
  hill: {
    value(x, k, s) {
      if (x <= 0) return 0;
      if (s === 1) return x / (x + k);
      return 1 / (1 + (k / x) ** s);
    },
    slope(x, k, s) {
      if (s === 1) return k / (x + k) ** 2;
      if (x <= 0) return s < 1 ? Number.POSITIVE_INFINITY : 0;
      const ratio = (k / x) ** s;
      // At a vanishing exposure the ratio overflows, and the slope of a curve that starts flat is 0.
      return ratio > 1e150 ? 0 : (s * ratio) / (x * (1 + ratio) ** 2);
    },
    /** The second derivative vanishes at `k ((s − 1) / (s + 1))^(1/s)`. */
    steepest: (k, s) => (s <= 1 ? 0 : k * ((s - 1) / (s + 1)) ** (1 / s)),
  },
  'michaelis-menten': { value: (x, k) => x / (x + k), slope: (x, k) => k / (x + k) ** 2, steepest: never },
  logistic: {
    value: logistic,
    slope: (x, k) => (k / 2) * (1 - logistic(x, k) ** 2),
    steepest: never,
  },
  tanh: { value: (x, k) => Math.tanh(x / k), slope: (x, k) => (1 - Math.tanh(x / k) ** 2) / k, steepest: never },
  root: {
    value: (x, k) => x ** k,
    slope: (x, k) => (k === 1 ? 1 : x <= 0 ? Number.POSITIVE_INFINITY : k * x ** (k - 1)),
    steepest: never,
  },
};

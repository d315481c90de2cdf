/** A parameter of a transformation: where it must lie, and its usual prior. */
export interface ParameterRule {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly prior: string | number;
}

interface AdstockRule {
  readonly normalise: boolean;
  readonly parameters: readonly ParameterRule[];
}

const share = (name: string, prior: string | number): ParameterRule => ({ name, low: 0, high: 1, prior });
const positive = (name: string, prior: string | number): ParameterRule => ({
  name,
  low: 0,
  high: Number.POSITIVE_INFINITY,
  prior,
});

/**
 * Carry-over, weights at lag l = 0..maxLag (L = maxLag + 1). The priors are those of PyMC-Marketing (geometric, binomial, delayed),
 * LightweightMMM (carry-over) and the ranges that Robyn searches.
 *
 * | kind | weight |
 * |---|---|
 * | geometric | `alpha^l` |
 * | binomial | `(1 - l/L)^(1/alpha - 1)` |
 * | delayed | `alpha^((l - theta)^2)` |
 * | carry-over | `retention^((l - delay)^2)` |
 * | weibull-cdf | product of `1 - F(j)`, j = 1..l; F Weibull with this shape and the scale `1 + (L - 1) scale` |
 * | weibull-pdf | Weibull density at l + 1, moved and divided to span 0..1 |
 * | geometric-infinite | `retention^l` without an end |
 * | none | 1 at lag 0 |
 */
export const ADSTOCKS = {
  geometric: { normalise: true, parameters: [share('alpha', 'Beta(1, 3)')] },
  binomial: { normalise: true, parameters: [share('alpha', 'Beta(1, 3)')] },
  delayed: { normalise: true, parameters: [share('alpha', 'Beta(1, 3)'), positive('theta', 'HalfNormal(1)')] },
  'carry-over': { normalise: true, parameters: [share('retention', 'Beta(1, 1)'), positive('delay', 'HalfNormal(2)')] },
  'weibull-cdf': {
    normalise: false,
    parameters: [positive('shape', 'Uniform(0.0001, 2)'), share('scale', 'Uniform(0, 0.1)')],
  },
  'weibull-pdf': {
    normalise: false,
    parameters: [positive('shape', 'Uniform(0.0001, 10)'), share('scale', 'Uniform(0, 0.1)')],
  },
  'geometric-infinite': { normalise: false, parameters: [share('retention', 'Uniform(0, 0.8)')] },
  none: { normalise: false, parameters: [] },
} as const satisfies Record<string, AdstockRule>;

export type AdstockKind = keyof typeof ADSTOCKS;

/**
 * Saturation of scaled media x; the effect multiplies it.
 *
 * | kind | form |
 * |---|---|
 * | hill | `x^slope / (x^slope + halfSaturation^slope)` |
 * | logistic | `tanh(lam x / 2)`, which is `(1 - e^(-lam x)) / (1 + e^(-lam x))` |
 * | tanh | `tanh(x / scale)`; the effect b and scale / b = c give `b tanh(x / (b c))` |
 * | michaelis-menten | `x / (lam + x)` |
 * | root | `x^exponent` |
 * | robyn-hill | hill whose half saturation lies at the share `gamma` between the least and the most of the series |
 * | linear | `x` |
 */
export const SATURATIONS = {
  hill: [positive('halfSaturation', 'HalfNormal(1.5)'), positive('slope', 'HalfNormal(1.5)')],
  logistic: [positive('lam', 'Gamma(3, 1)')],
  tanh: [positive('scale', 'HalfNormal(1)')],
  'michaelis-menten': [positive('lam', 'HalfNormal(1)')],
  root: [share('exponent', 'Beta(1, 2)')],
  'robyn-hill': [positive('alpha', 'Uniform(0.5, 3)'), share('gamma', 'Uniform(0.3, 1)')],
  linear: [],
} as const satisfies Record<string, readonly ParameterRule[]>;

export type SaturationKind = keyof typeof SATURATIONS;

export const adstockRule = (kind: AdstockKind): AdstockRule => ADSTOCKS[kind];
export const saturationRules = (kind: SaturationKind): readonly ParameterRule[] => SATURATIONS[kind];

import type { SaturationKind } from '../spec/kinds.js';

/** The least and most of a series, where half saturation is a place between them, with their derivatives. */
export interface Span {
  low: number;
  high: number;
  lowSlopes: Float64Array;
  highSlopes: Float64Array;
}

/**
 * Saturates a series in place.
 * @param series media, then what they bring
 * @param before derivatives of the media by the parameters of earlier stages, then of the result by them
 * @param own derivatives of the result by the saturation's parameters, written where an array is given
 * @param span of the series that was observed; of kinds that need one
 */
export type Saturate = (
  series: Float64Array,
  before: readonly (Float64Array | null)[],
  parameters: Float64Array,
  own: readonly (Float64Array | null)[],
  span: Span | null,
) => void;

/** Multiplies the derivatives of earlier stages at one place. */
function through(before: readonly (Float64Array | null)[], at: number, slope: number): void {
  for (let index = 0; index < before.length; index++) {
    const tangent = before[index];
    if (tangent) tangent[at] = tangent[at]! * slope;
  }
}

const hill: Saturate = (series, before, [half = 1, slope = 1], [byHalf, bySlope]) => {
  if (slope === 1 && !bySlope) {
    michaelisMenten(series, before, Float64Array.of(half), [byHalf ?? null], null);
    return;
  }
  for (let at = 0; at < series.length; at++) {
    const media = series[at]!;
    if (media <= 0) {
      series[at] = 0;
      through(before, at, 0);
      if (byHalf) byHalf[at] = 0;
      if (bySlope) bySlope[at] = 0;
      continue;
    }
    const log = Math.log(media / half);
    const value = 1 / (1 + Math.exp(-slope * log));
    const rest = value * (1 - value);
    series[at] = value;
    through(before, at, (slope * rest) / media);
    if (byHalf) byHalf[at] = (-slope * rest) / half;
    if (bySlope) bySlope[at] = rest * log;
  }
};

const michaelisMenten: Saturate = (series, before, [half = 1], [byHalf]) => {
  const [first] = before;
  const single = before.length === 1 && first;
  for (let at = 0; at < series.length; at++) {
    const media = series[at]!;
    const inverse = 1 / (half + media);
    const value = media * inverse;
    series[at] = value;
    const slope = half * inverse * inverse;
    if (single) first[at] = first[at]! * slope;
    else through(before, at, slope);
    if (byHalf) byHalf[at] = -value * inverse;
  }
};

/** tanh(rate x); the derivative by the rate goes to `byRate`, times `factor`. */
function hyperbolic(
  series: Float64Array,
  before: readonly (Float64Array | null)[],
  rate: number,
  byRate: Float64Array | null | undefined,
  factor: number,
): void {
  for (let at = 0; at < series.length; at++) {
    const media = series[at]!;
    const small = Math.exp(-2 * rate * media);
    const value = (1 - small) / (1 + small);
    const rest = 1 - value * value;
    series[at] = value;
    through(before, at, rate * rest);
    if (byRate) byRate[at] = factor * media * rest;
  }
}

/** By kind; the forms stand in `spec/kinds.ts`. */
export const SATURATE: Readonly<Record<SaturationKind, Saturate>> = {
  hill,
  'michaelis-menten': michaelisMenten,
  logistic: (series, before, [lam = 1], [byLam]) => hyperbolic(series, before, lam / 2, byLam, 0.5),
  tanh: (series, before, [scale = 1], [byScale]) =>
    hyperbolic(series, before, 1 / scale, byScale, -1 / (scale * scale)),
  root(series, before, [exponent = 1], [byExponent]) {
    for (let at = 0; at < series.length; at++) {
      const media = series[at]!;
      const log = media > 0 ? Math.log(media) : 0;
      const value = media > 0 ? Math.exp(exponent * log) : 0;
      series[at] = value;
      through(before, at, media > 0 ? (exponent * value) / media : 0);
      if (byExponent) byExponent[at] = value * log;
    }
  },
  'robyn-hill'(series, before, [alpha = 1, gamma = 0.5], [byAlpha, byGamma], span) {
    if (!span) throw new Error('robyn-hill needs the span of the observed series');
    const { low, high, lowSlopes, highSlopes } = span;
    const half = low + gamma * (high - low);
    const byHalf = new Float64Array(series.length);
    hill(series, before, Float64Array.of(half, alpha), [byHalf, byAlpha ?? null], null);
    for (let index = 0; index < before.length; index++) {
      const tangent = before[index];
      const halfSlope = (1 - gamma) * (lowSlopes[index] ?? 0) + gamma * (highSlopes[index] ?? 0);
      if (tangent) for (let at = 0; at < series.length; at++) tangent[at] = tangent[at]! + byHalf[at]! * halfSlope;
    }
    if (byGamma) for (let at = 0; at < series.length; at++) byGamma[at] = byHalf[at]! * (high - low);
  },
  linear() {},
};

/** Least and most of a series with the derivatives there. */
export function spanOf(series: Float64Array, tangents: readonly (Float64Array | null)[]): Span {
  let least = 0;
  let most = 0;
  for (let at = 1; at < series.length; at++) {
    if (series[at]! < series[least]!) least = at;
    if (series[at]! > series[most]!) most = at;
  }
  return {
    low: series[least] ?? 0,
    high: series[most] ?? 0,
    lowSlopes: Float64Array.from(tangents, (tangent) => tangent?.[least] ?? 0),
    highSlopes: Float64Array.from(tangents, (tangent) => tangent?.[most] ?? 0),
  };
}

/** The value that a curve approaches for ever more media; null where it has none. */
export const ceiling = (kind: SaturationKind): number | null => (kind === 'root' || kind === 'linear' ? null : 1);

/** Whether a curve is concave for all media, given its parameters. */
export function isConcave(kind: SaturationKind, parameters: Float64Array): boolean {
  if (kind === 'hill') return (parameters[1] ?? 1) <= 1;
  if (kind === 'robyn-hill') return (parameters[0] ?? 1) <= 1;
  return kind !== 'root' || (parameters[0] ?? 1) <= 1;
}

import type { AdstockKind } from '../spec/kinds.js';

/**
 * Carry-over along the periods of every geo. All kinds are linear in the media, so the same filter also carries derivatives.
 * Arrays hold geo after geo, `periods` each.
 */
export interface Adstock {
  /** Periods beyond its own in which a period's media act; Infinity without an end. */
  readonly maxLag: number;
  /** Takes the parameters that the next calls use. */
  set(parameters: Float64Array): void;
  /** Carried media, and their derivative by each parameter where an array is given for it. */
  carry(media: Float64Array, periods: number, into: Float64Array, tangents: readonly (Float64Array | null)[]): void;
}

/** @param maxLag of kinds with an end */
export function createAdstock(kind: AdstockKind, maxLag: number, normalise: boolean): Adstock {
  switch (kind) {
    case 'none':
      return { maxLag: 0, set() {}, carry: (media, _periods, into) => into.set(media) };
    case 'geometric':
      return new GeometricAdstock(maxLag, normalise);
    case 'geometric-infinite':
      return new InfiniteGeometricAdstock(normalise);
    default:
      return new FilterAdstock(WEIGHTS[kind], maxLag, normalise);
  }
}

/**
 * Truncated geometric carry-over in time proportional to the number of periods, whatever the number of lags L:
 * `v_t = a v_(t-1) + x_t - a^L x_(t-L)`, `d_t = dv_t/da = v_(t-1) + a d_(t-1) - L a^(L-1) x_(t-L)`, divided by
 * `S = sum a^l` where normalised.
 */
class GeometricAdstock implements Adstock {
  private alpha = 0;
  private scale = 1;
  /** dS/da / S */
  private drift = 0;

  constructor(
    readonly maxLag: number,
    private readonly normalise: boolean,
  ) {}

  set([alpha = 0]: Float64Array): void {
    this.alpha = alpha;
    let sum = 0;
    let slope = 0;
    // The sum itself, not (1 - a^L) / (1 - a), which loses its digits near 1.
    for (let lag = this.maxLag; lag >= 0; lag--) {
      slope = slope * alpha + sum;
      sum = sum * alpha + 1;
    }
    this.scale = this.normalise ? 1 / sum : 1;
    this.drift = this.normalise ? slope / sum : 0;
  }

  carry(media: Float64Array, periods: number, into: Float64Array, [tangent]: readonly (Float64Array | null)[]): void {
    const { alpha, scale, drift } = this;
    const lags = this.maxLag + 1;
    const last = alpha ** lags;
    const lastSlope = lags * alpha ** (lags - 1);
    for (let start = 0; start < into.length; start += periods) {
      let value = 0;
      let slope = 0;
      let left = 0;
      for (let t = 0; t < periods; t++) {
        const at = start + t;
        const now = media[at]!;
        const gone = t >= lags ? media[at - lags]! : 0;
        // Brackets keep what does not wait for the period before out of its way.
        slope = alpha * slope + (value - lastSlope * gone);
        value = alpha * value + (now - last * gone);
        // Subtraction leaves about 1e-17 after the last media; a root would make much of it.
        if (now !== 0) left = lags;
        else if (--left <= 0) {
          value = 0;
          slope = 0;
        }
        const carried = value * scale;
        into[at] = carried;
        if (tangent) tangent[at] = slope * scale - carried * drift;
      }
    }
  }
}

/** `v_t = x_t + a v_(t-1)`; normalised, times 1 - a. */
class InfiniteGeometricAdstock implements Adstock {
  readonly maxLag = Number.POSITIVE_INFINITY;
  private retention = 0;

  constructor(private readonly normalise: boolean) {}

  set([retention = 0]: Float64Array): void {
    this.retention = retention;
  }

  carry(media: Float64Array, periods: number, into: Float64Array, [tangent]: readonly (Float64Array | null)[]): void {
    const { retention, normalise } = this;
    const scale = normalise ? 1 - retention : 1;
    for (let start = 0; start < into.length; start += periods) {
      let value = 0;
      let slope = 0;
      for (let at = start; at < start + periods; at++) {
        slope = value + retention * slope;
        value = retention * value + media[at]!;
        into[at] = value * scale;
        if (tangent) tangent[at] = slope * scale - (normalise ? value : 0);
      }
    }
  }
}

/** Weights of lags 0..maxLag, and their derivatives by each parameter, lag by lag: slopes[parameter × lags + lag]. */
type Weights = (parameters: Float64Array, weights: Float64Array, slopes: Float64Array) => void;

/** Any other carry-over, by its weights. */
class FilterAdstock implements Adstock {
  private readonly weights: Float64Array;
  private readonly slopes: Float64Array;

  constructor(
    private readonly fill: Weights,
    readonly maxLag: number,
    private readonly normalise: boolean,
  ) {
    this.weights = new Float64Array(maxLag + 1);
    this.slopes = new Float64Array(2 * (maxLag + 1));
  }

  set(parameters: Float64Array): void {
    const { weights, slopes } = this;
    const lags = weights.length;
    this.fill(parameters, weights, slopes);
    if (!this.normalise) return;
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    for (let parameter = 0; parameter < 2; parameter++) {
      const own = slopes.subarray(parameter * lags, (parameter + 1) * lags);
      const drift = own.reduce((sum, slope) => sum + slope, 0) / total;
      for (let lag = 0; lag < lags; lag++) own[lag] = (own[lag]! - weights[lag]! * drift) / total;
    }
    for (let lag = 0; lag < lags; lag++) weights[lag] = weights[lag]! / total;
  }

  carry(media: Float64Array, periods: number, into: Float64Array, tangents: readonly (Float64Array | null)[]): void {
    const lags = this.weights.length;
    convolve(this.weights, media, periods, into);
    for (const [parameter, tangent] of tangents.entries())
      if (tangent) convolve(this.slopes.subarray(parameter * lags, (parameter + 1) * lags), media, periods, tangent);
  }
}

function convolve(weights: Float64Array, media: Float64Array, periods: number, into: Float64Array): void {
  for (let start = 0; start < into.length; start += periods)
    for (let t = 0; t < periods; t++) {
      const most = Math.min(weights.length - 1, t);
      let sum = 0;
      for (let lag = 0; lag <= most; lag++) sum += weights[lag]! * media[start + t - lag]!;
      into[start + t] = sum;
    }
}

const delayed: Weights = ([alpha = 0, delay = 0], weights, slopes) => {
  const lags = weights.length;
  const log = Math.log(alpha);
  for (let lag = 0; lag < lags; lag++) {
    const distance = lag - delay;
    const weight = Math.exp(log * distance * distance);
    weights[lag] = weight;
    slopes[lag] = (weight * distance * distance) / alpha;
    slopes[lags + lag] = -2 * weight * log * distance;
  }
};

/** The scale of Robyn's Weibull forms: the quantile `share` of 1..L, not rounded so that it has a derivative. */
const weibullScale = (share: number, lags: number): number => 1 + (lags - 1) * share;

const WEIGHTS: Readonly<Record<Exclude<AdstockKind, 'none' | 'geometric' | 'geometric-infinite'>, Weights>> = {
  binomial([alpha = 0], weights, slopes) {
    const lags = weights.length;
    const power = 1 / alpha - 1;
    for (let lag = 0; lag < lags; lag++) {
      const log = Math.log1p(-lag / lags);
      const weight = Math.exp(power * log);
      weights[lag] = weight;
      slopes[lag] = (-weight * log) / (alpha * alpha);
    }
  },
  delayed,
  'carry-over': delayed,
  'weibull-cdf'([shape = 1, share = 0], weights, slopes) {
    const lags = weights.length;
    const scale = weibullScale(share, lags);
    let log = 0;
    let byShape = 0;
    let byScale = 0;
    for (let lag = 0; lag < lags; lag++) {
      // log(1 - F(lag)) = -(lag / scale)^shape; the first weight is 1.
      if (lag > 0) {
        const ratio = lag / scale;
        const power = ratio ** shape;
        log -= power;
        byShape -= power * Math.log(ratio);
        byScale += (power * shape) / scale;
      }
      const weight = Math.exp(log);
      weights[lag] = weight;
      slopes[lag] = weight * byShape;
      slopes[lags + lag] = weight * byScale * (lags - 1);
    }
  },
  'weibull-pdf'([shape = 1, share = 0], weights, slopes) {
    const lags = weights.length;
    const scale = weibullScale(share, lags);
    let least = 0;
    let most = 0;
    for (let lag = 0; lag < lags; lag++) {
      const ratio = (lag + 1) / scale;
      const power = ratio ** shape;
      const log = Math.log(ratio);
      const density = (shape / scale) * ratio ** (shape - 1) * Math.exp(-power);
      weights[lag] = density;
      slopes[lag] = density * (1 / shape + log - power * log);
      slopes[lags + lag] = ((density * shape * (power - 1)) / scale) * (lags - 1);
      if (density < weights[least]!) least = lag;
      if (density > weights[most]!) most = lag;
    }
    const low = weights[least]!;
    const span = weights[most]! - low;
    if (!(span > 0)) {
      weights.fill(1);
      slopes.fill(0);
      return;
    }
    for (let parameter = 1; parameter >= 0; parameter--) {
      const own = slopes.subarray(parameter * lags, (parameter + 1) * lags);
      const lowSlope = own[least]!;
      const spanSlope = own[most]! - lowSlope;
      for (let lag = 0; lag < lags; lag++) {
        const moved = (weights[lag]! - low) / span;
        own[lag] = (own[lag]! - lowSlope - moved * spanSlope) / span;
      }
    }
    for (let lag = 0; lag < lags; lag++) weights[lag] = (weights[lag]! - low) / span;
  },
};

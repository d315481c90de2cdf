import type { Distribution } from './distribution.js';

/**
 * A map from an unconstrained number z to the support of a distribution, laid out so that z of order one is where the distribution
 * has its mass: real numbers are shifted and scaled, positive ones exponentials, bounded ones logistic.
 */
export interface Coordinate {
  readonly kind: 'real' | 'above' | 'between';
  /** Lower bound of the support. */
  readonly low: number;
  /** Width of a bounded support. */
  readonly width: number;
  /** x = centre + scale z, low + exp(centre + scale z), or low + width × logistic(centre + z). */
  readonly centre: number;
  readonly scale: number;
}

/** @returns null for a constant, which has no coordinate */
export function coordinateOf({ family, parameters, shift, low, high }: Distribution): Coordinate | null {
  const [a = 0, b = 0, c = 0] = parameters;
  const above = (centre: number, scale = 1): Coordinate => ({ kind: 'above', low: shift, width: 0, centre, scale });
  const real = (centre: number, scale: number): Coordinate => ({
    kind: 'real',
    low: 0,
    width: 0,
    centre: centre + shift,
    scale,
  });
  const between = (share: number): Coordinate => ({
    kind: 'between',
    low,
    width: high - low,
    centre: Math.log(share / (1 - share)),
    scale: 1,
  });
  switch (family) {
    case 'Constant':
      return null;
    case 'Normal':
      return real(a, b);
    case 'Laplace':
      return real(a, b);
    case 'StudentT':
      return real(b, c);
    case 'TruncatedNormal':
      return between(
        (Math.min(Math.max(a + shift, low + 0.05 * (high - low)), high - 0.05 * (high - low)) - low) / (high - low),
      );
    case 'Uniform':
      return between(0.5);
    case 'Beta':
      return between(a / (a + b));
    case 'LogNormal':
      return above(a, b);
    case 'HalfNormal':
    case 'HalfCauchy':
      return above(Math.log(a) - 0.4);
    case 'HalfStudentT':
      return above(Math.log(b) - 0.4);
    case 'Exponential':
      return above(-Math.log(a) - 0.4);
    case 'Gamma':
      return above(Math.log(a / b) - 0.5 / a);
    case 'InverseGamma':
      return above(Math.log(b / a) + 0.5 / a);
  }
}

export function toValue({ kind, low, width, centre, scale }: Coordinate, z: number): number {
  switch (kind) {
    case 'real':
      return centre + scale * z;
    case 'above':
      return low + Math.exp(centre + scale * z);
    case 'between':
      return low + width * logistic(centre + z);
  }
}

/** Inverse of {@link toValue}. */
export function fromValue({ kind, low, width, centre, scale }: Coordinate, x: number): number {
  switch (kind) {
    case 'real':
      return (x - centre) / scale;
    case 'above':
      return (Math.log(x - low) - centre) / scale;
    case 'between':
      return Math.log((x - low) / (low + width - x)) - centre;
  }
}

/** Derivative of {@link toValue} by z. */
export function valueSlope({ kind, width, centre, scale }: Coordinate, z: number): number {
  switch (kind) {
    case 'real':
      return scale;
    case 'above':
      return scale * Math.exp(centre + scale * z);
    case 'between': {
      const share = logistic(centre + z);
      return width * share * (1 - share);
    }
  }
}

/** Logarithm of {@link valueSlope}, up to a constant. */
export function logJacobian({ kind, centre, scale }: Coordinate, z: number): number {
  switch (kind) {
    case 'real':
      return 0;
    case 'above':
      return scale * z;
    case 'between':
      // log p + log(1 - p) without cancellation far from the middle.
      return -Math.abs(centre + z) - 2 * Math.log1p(Math.exp(-Math.abs(centre + z)));
  }
}

/** Derivative of {@link logJacobian} by z. */
export function logJacobianSlope({ kind, centre, scale }: Coordinate, z: number): number {
  switch (kind) {
    case 'real':
      return 0;
    case 'above':
      return scale;
    case 'between':
      return 1 - 2 * logistic(centre + z);
  }
}

const logistic = (z: number): number => (z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)));

import type { Distribution } from './distribution.js';

/**
 * Logarithm of the density at x, up to a constant that does not depend on x; -Infinity outside the support.
 * Constants have no density: their value is not a parameter.
 */
export function logDensity({ family, parameters, shift, low, high }: Distribution, x: number): number {
  if (x < low || x > high) return Number.NEGATIVE_INFINITY;
  const v = x - shift;
  const [a = 0, b = 0, c = 0] = parameters;
  switch (family) {
    case 'Normal':
    case 'TruncatedNormal':
      return -0.5 * ((v - a) / b) ** 2;
    case 'HalfNormal':
      return -0.5 * (v / a) ** 2;
    case 'LogNormal':
      return -Math.log(v) - 0.5 * ((Math.log(v) - a) / b) ** 2;
    case 'Uniform':
    case 'Constant':
      return 0;
    case 'Beta':
      return (a === 1 ? 0 : (a - 1) * Math.log(v)) + (b === 1 ? 0 : (b - 1) * Math.log1p(-v));
    case 'Gamma':
      return (a === 1 ? 0 : (a - 1) * Math.log(v)) - b * v;
    case 'InverseGamma':
      return -(a + 1) * Math.log(v) - b / v;
    case 'Exponential':
      return -a * v;
    case 'Laplace':
      return -Math.abs(v - a) / b;
    case 'StudentT':
      return -0.5 * (a + 1) * Math.log1p(((v - b) / c) ** 2 / a);
    case 'HalfStudentT':
      return -0.5 * (a + 1) * Math.log1p((v / b) ** 2 / a);
    case 'HalfCauchy':
      return -Math.log1p((v / a) ** 2);
  }
}

/** Derivative of {@link logDensity} by x. */
export function logDensitySlope({ family, parameters, shift }: Distribution, x: number): number {
  const v = x - shift;
  const [a = 0, b = 0, c = 0] = parameters;
  switch (family) {
    case 'Normal':
    case 'TruncatedNormal':
      return -(v - a) / (b * b);
    case 'HalfNormal':
      return -v / (a * a);
    case 'LogNormal':
      return -(1 + (Math.log(v) - a) / (b * b)) / v;
    case 'Uniform':
    case 'Constant':
      return 0;
    case 'Beta':
      return (a === 1 ? 0 : (a - 1) / v) - (b === 1 ? 0 : (b - 1) / (1 - v));
    case 'Gamma':
      return (a === 1 ? 0 : (a - 1) / v) - b;
    case 'InverseGamma':
      return -(a + 1) / v + b / (v * v);
    case 'Exponential':
      return -a;
    case 'Laplace':
      return -Math.sign(v - a) / b;
    case 'StudentT':
      return (-(a + 1) * (v - b)) / (a * c * c + (v - b) ** 2);
    case 'HalfStudentT':
      return (-(a + 1) * v) / (a * b * b + v * v);
    case 'HalfCauchy':
      return (-2 * v) / (a * a + v * v);
  }
}

import { halfCauchySlope, halfCauchyTerm, type ReferencePosterior } from './reference-posterior.js';

/** Prior of a coefficient; null is flat. */
export type CoefficientPrior = { readonly mean: number; readonly sd: number } | null;

/** Prior of sigma, on sigma > 0. */
export type SigmaPrior =
  | { readonly kind: 'flat' }
  | { readonly kind: 'half-cauchy' | 'half-normal'; readonly scale: number };

/** y ~ N(X b, sigma). */
export interface Regression {
  readonly y: Float64Array;
  /** Columns of X. */
  readonly columns: readonly Float64Array[];
  readonly coefficients: readonly { readonly name: string; readonly prior: CoefficientPrior }[];
  readonly sigma: SigmaPrior;
}

/** Coordinates: the coefficients, then log sigma. */
export function linearRegression({ y, columns, coefficients, sigma: sigmaPrior }: Regression): ReferencePosterior {
  const size = columns.length;
  const residuals = new Float64Array(y.length);
  return {
    names: [...coefficients.map(({ name }) => name), 'sigma'],
    density: {
      dimension: size + 1,
      evaluate(position, gradient) {
        const logSigma = position[size]!;
        const sigma = Math.exp(logSigma);
        residuals.set(y);
        for (let k = 0; k < size; k++) {
          const column = columns[k]!;
          const coefficient = position[k]!;
          for (let i = 0; i < residuals.length; i++) residuals[i] = residuals[i]! - column[i]! * coefficient;
        }
        const precision = 1 / (sigma * sigma);
        let squares = 0;
        for (let i = 0; i < residuals.length; i++) squares += residuals[i]! * residuals[i]!;
        let sum = -y.length * logSigma - 0.5 * squares * precision + logSigma + sigmaTerm(sigmaPrior, sigma);
        gradient[size] = -y.length + squares * precision + 1 + sigma * sigmaSlope(sigmaPrior, sigma);
        for (let k = 0; k < size; k++) {
          const column = columns[k]!;
          let product = 0;
          for (let i = 0; i < residuals.length; i++) product += column[i]! * residuals[i]!;
          gradient[k] = product * precision;
          const { prior } = coefficients[k]!;
          if (prior === null) continue;
          const z = (position[k]! - prior.mean) / prior.sd;
          sum -= 0.5 * z * z;
          gradient[k] = gradient[k]! - z / prior.sd;
        }
        return sum;
      },
    },
    parameters(position, out) {
      out.set(position);
      out[size] = Math.exp(position[size]!);
    },
  };
}

function sigmaTerm(prior: SigmaPrior, sigma: number): number {
  if (prior.kind === 'flat') return 0;
  return prior.kind === 'half-cauchy' ? halfCauchyTerm(sigma, prior.scale) : -0.5 * (sigma / prior.scale) ** 2;
}

function sigmaSlope(prior: SigmaPrior, sigma: number): number {
  if (prior.kind === 'flat') return 0;
  return prior.kind === 'half-cauchy' ? halfCauchySlope(sigma, prior.scale) : -sigma / prior.scale ** 2;
}

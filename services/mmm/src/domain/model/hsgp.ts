import type { HsgpSpec } from '../spec/mmm-spec.js';

/**
 * Hilbert-space approximation of a Gaussian process in time (Solin and Särkkä 2020; Riutort-Mayol et al. 2023): sines on
 * [-L, L] whose coefficients have the kernel's spectral density as variance.
 */
export interface HsgpBasis {
  readonly kernel: HsgpSpec['kernel'];
  /** A basis function at a period; beyond the domain its value at the domain's end. */
  readonly at: (index: number, t: number) => number;
  /** Angular frequency of each, per period. */
  readonly frequencies: Float64Array;
}

/** @param fitted number of first periods, about whose middle the domain lies */
export function hsgpBasis(spec: HsgpSpec, periods: number, fitted: number): HsgpBasis {
  const middle = (fitted - 1) / 2;
  // Periods after the fitted ones still lie inside the domain.
  const half = spec.boundary * Math.max(middle, periods - 1 - middle, 1);
  const frequencies = Float64Array.from({ length: spec.functions }, (_, j) => ((j + 1) * Math.PI) / (2 * half));
  const at = (index: number, t: number) =>
    Math.sin(frequencies[index]! * (Math.min(t - middle, half) + half)) / Math.sqrt(half);
  return { kernel: spec.kernel, at, frequencies };
}

/** Degrees of smoothness ν of the Matérn kernels; null for the squared exponential. */
const SMOOTHNESS = { 'squared-exponential': null, matern52: 2.5, matern32: 1.5 } as const;
/** `2 sqrt(pi) Γ(ν + 1/2) (2 ν)^ν / Γ(ν)` */
const FACTOR = { matern52: (16 / 3) * 5 ** 2.5, matern32: 4 * 3 ** 1.5 } as const;

/** Logarithm of the spectral density at a frequency, for variance 1. */
export function logSpectralDensity(kernel: HsgpSpec['kernel'], length: number, frequency: number): number {
  const smoothness = SMOOTHNESS[kernel];
  if (kernel === 'squared-exponential' || smoothness === null)
    return 0.5 * Math.log(2 * Math.PI) + Math.log(length) - 0.5 * (length * frequency) ** 2;
  const rate = (2 * smoothness) / (length * length);
  return (
    Math.log(FACTOR[kernel]) -
    2 * smoothness * Math.log(length) -
    (smoothness + 0.5) * Math.log(rate + frequency * frequency)
  );
}

/** Its derivative by log(length). */
export function logSpectralSlope(kernel: HsgpSpec['kernel'], length: number, frequency: number): number {
  const smoothness = SMOOTHNESS[kernel];
  if (smoothness === null) return 1 - (length * frequency) ** 2;
  const rate = (2 * smoothness) / (length * length);
  return -2 * smoothness + ((2 * smoothness + 1) * rate) / (rate + frequency * frequency);
}

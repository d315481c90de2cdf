import type { LogDensity } from '../log-density.js';

/** A model whose posterior is known from 10,000 independent draws. */
export interface ReferencePosterior {
  readonly density: LogDensity;
  /** Names of the parameters, as in the reference. */
  readonly names: readonly string[];
  /** Writes the parameters at a position. */
  parameters(position: Float64Array, out: Float64Array): void;
}

/** The data of a model, as in the reference file. */
export type PosteriorData = Readonly<Record<string, number | readonly number[] | readonly (readonly number[])[]>>;

/** @throws TypeError unless the data has a vector of this name */
export function vectorOf(data: PosteriorData, name: string): Float64Array {
  const value = data[name];
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'number'))
    throw new TypeError(`the data has no vector ${name}`);
  return Float64Array.from(value);
}

/** @throws TypeError unless the data has a number of this name */
export function numberOf(data: PosteriorData, name: string): number {
  const value = data[name];
  if (typeof value !== 'number') throw new TypeError(`the data has no number ${name}`);
  return value;
}

/** log density of a half-Cauchy distribution, without its constant. */
export const halfCauchyTerm = (x: number, scale: number) => -Math.log1p((x / scale) ** 2);

/** Derivative of {@link halfCauchyTerm} by x. */
export const halfCauchySlope = (x: number, scale: number) => (-2 * x) / (scale * scale + x * x);

import { RandomStream } from '@stellwerk/statistics';
import type { Market } from './market.js';

const VALIDATION_WEEKS = 26;
const TRIALS = 60;
const CARRY = [0, 0.2, 0.4, 0.6, 0.8] as const;
const EXPONENTS = [0.4, 0.6, 0.8, 1] as const;
const PENALTIES = [0.01, 0.1, 1, 10, 100] as const;
const BOOTSTRAPS = 200;
const BLOCK_WEEKS = 8;
const SWEEPS = 500;
const TOLERANCE = 1e-7;

export interface RidgeEstimate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/**
 * What is common practice beside a Bayesian model: ridge regression whose media coefficients are 0 or more, carry-over and saturation
 * by random search on the error of the last half year, intervals by a block bootstrap of the residuals with these held fixed.
 * @returns money added over all weeks, by channel
 */
export function ridgeEstimates({ panel, columns }: Market, seed: number): ReadonlyMap<string, RidgeEstimate> {
  const random = new RandomStream(seed);
  const weeks = panel.dates.length;
  const fixed = fixedColumns(market(panel, columns.means ?? []), weeks);
  const media = columns.channels.map(({ media: column }) => panel.columns.get(column) ?? new Float64Array(weeks));
  let best = { error: Number.POSITIVE_INFINITY, design: fixed, penalty: 1 };
  for (let trial = 0; trial < TRIALS; trial++) {
    const shapes = media.map((values) => shape(values, pick(random, CARRY), pick(random, EXPONENTS)));
    const design = [...shapes, ...fixed];
    for (const penalty of PENALTIES) {
      const train = weeks - VALIDATION_WEEKS;
      const fitted = solve(design, panel.outcome, penalty, media.length, train);
      const error = squaredError(design, fitted, panel.outcome, train, weeks);
      if (error < best.error) best = { error, design, penalty };
    }
  }
  const { design, penalty } = best;
  const ridge = solve(design, panel.outcome, penalty, media.length, weeks);
  const expected = predict(design, ridge, weeks);
  const residuals = panel.outcome.map((value, t) => value - expected[t]!);
  const repeated = Array.from({ length: BOOTSTRAPS }, () =>
    solve(design, blocks(expected, residuals, random), penalty, media.length, weeks),
  );
  return new Map(
    columns.channels.map(({ channel }, index) => {
      const total = design[index]!.reduce((sum, value) => sum + value, 0);
      const drawn = repeated.map(({ coefficients }) => coefficients[index]! * total).sort((a, b) => a - b);
      return [
        channel,
        {
          mean: ridge.coefficients[index]! * total,
          low: drawn[Math.floor(0.05 * BOOTSTRAPS)]!,
          high: drawn[Math.ceil(0.95 * BOOTSTRAPS) - 1]!,
        },
      ];
    }),
  );
}

const market = (panel: Market['panel'], names: readonly string[]) =>
  names.map((name) => panel.columns.get(name) ?? new Float64Array(panel.dates.length));

/** Trend, two yearly waves, and what the specification names beside media, standardised; the level is the mean of the outcome. */
function fixedColumns(others: readonly Float64Array[], weeks: number): readonly Float64Array[] {
  const at = (value: (t: number) => number) => Float64Array.from({ length: weeks }, (_, t) => value(t));
  const wave = (turn: number, phase: number) => at((t) => Math.cos((2 * Math.PI * turn * 7 * t) / 365.25 + phase));
  const columns = [at((t) => t), wave(1, 0), wave(1, Math.PI / 2), wave(2, 0), wave(2, Math.PI / 2), ...others];
  return columns.map(standardised);
}

function standardised(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) || 1;
  return values.map((value) => (value - mean) / sd);
}

/** Carried over and raised to a power, with a root mean square of 1. */
function shape(media: Float64Array, carry: number, exponent: number): Float64Array {
  let state = 0;
  const values = media.map((value) => {
    state = value + carry * state;
    return state ** exponent;
  });
  const size = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length) || 1;
  return values.map((value) => value / size);
}

interface Ridge {
  readonly level: number;
  readonly coefficients: Float64Array;
}

/**
 * Ridge by coordinate descent on centred columns, so that the level has no penalty; the first coefficients are 0 or more.
 * @param rows number of first weeks to fit
 */
function solve(
  design: readonly Float64Array[],
  outcome: Float64Array,
  penalty: number,
  positive: number,
  rows: number,
): Ridge {
  const coefficients = new Float64Array(design.length);
  const means = design.map((column) => meanOf(column.subarray(0, rows)));
  const centre = meanOf(outcome.subarray(0, rows));
  const columns = design.map((column, index) => column.slice(0, rows).map((value) => value - means[index]!));
  const rest = outcome.slice(0, rows).map((value) => value - centre);
  const squares = columns.map((column) => column.reduce((sum, value) => sum + value * value, 0));
  const size = Math.sqrt(rest.reduce((sum, value) => sum + value * value, 0));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let moved = 0;
    for (const [index, column] of columns.entries()) {
      const old = coefficients[index]!;
      let product = 0;
      for (let t = 0; t < rows; t++) product += column[t]! * rest[t]!;
      const free = (product + squares[index]! * old) / (squares[index]! + penalty);
      const next = index < positive ? Math.max(0, free) : free;
      if (next === old) continue;
      for (let t = 0; t < rows; t++) rest[t] = rest[t]! - (next - old) * column[t]!;
      coefficients[index] = next;
      moved = Math.max(moved, Math.abs(next - old) * Math.sqrt(squares[index]!));
    }
    if (moved < TOLERANCE * size) break;
  }
  const level = centre - means.reduce((sum, mean, index) => sum + mean * coefficients[index]!, 0);
  return { level, coefficients };
}

function predict(design: readonly Float64Array[], { level, coefficients }: Ridge, weeks: number): Float64Array {
  return Float64Array.from({ length: weeks }, (_, t) =>
    design.reduce((sum, column, index) => sum + column[t]! * coefficients[index]!, level),
  );
}

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function squaredError(
  design: readonly Float64Array[],
  ridge: Ridge,
  outcome: Float64Array,
  from: number,
  to: number,
): number {
  const expected = predict(design, ridge, to);
  let sum = 0;
  for (let t = from; t < to; t++) sum += (outcome[t]! - expected[t]!) ** 2;
  return sum;
}

/** Expected outcomes with residuals of other weeks, in blocks, so that what lasts over weeks stays together. */
function blocks(expected: Float64Array, residuals: Float64Array, random: RandomStream): Float64Array {
  const result = Float64Array.from(expected);
  for (let start = 0; start < result.length; start += BLOCK_WEEKS) {
    const from = Math.floor(random.uniform() * (result.length - BLOCK_WEEKS));
    for (let t = start; t < Math.min(start + BLOCK_WEEKS, result.length); t++)
      result[t] = result[t]! + residuals[from + t - start]!;
  }
  return result;
}

const pick = <T>(random: RandomStream, values: readonly T[]): T =>
  values[Math.floor(random.uniform() * values.length)]!;

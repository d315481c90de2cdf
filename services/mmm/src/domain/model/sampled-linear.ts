import { choleskyInPlace, solveLower, solveLowerTransposed } from '@stellwerk/statistics';
import { addColumn, type LinearColumn, type LinearDesign } from './linear-design.js';
import type { Parameters } from './parameters.js';

/** A linear effect whose coefficient is a parameter of the sampler, because its prior is not normal. */
export interface SampledTerm {
  readonly column: LinearColumn;
  readonly slot: number;
}

/** Adds coefficient × column of every term to a series of geos × periods. */
export function addTerms(
  terms: readonly SampledTerm[],
  values: Float64Array,
  periods: number,
  series: Float64Array,
): void {
  for (const { column, slot } of terms) {
    const factor = values[slot]!;
    const isTime = column.extent === 'time';
    for (let at = 0, t = 0; at < series.length; at++, t = t + 1 === periods ? 0 : t + 1)
      series[at]! += factor * column.values[isTime ? t : at]!;
  }
}

/** Adds the derivatives by the coefficients, given that by the series. */
export function addTermSlopes(
  terms: readonly SampledTerm[],
  slope: Float64Array,
  periods: number,
  adjoint: Float64Array,
): void {
  for (const { column, slot } of terms) {
    const isTime = column.extent === 'time';
    let sum = 0;
    for (let at = 0, t = 0; at < slope.length; at++, t = t + 1 === periods ? 0 : t + 1)
      sum += slope[at]! * column.values[isTime ? t : at]!;
    adjoint[slot]! += sum;
  }
}

/** Noise of the scaled outcome that the coordinates are laid out for; only the sampler's speed depends on it. */
const USUAL_NOISE = 0.3;

/**
 * All linear coefficients as parameters of the sampler, for likelihoods that are not normal. Common coefficients are sampled in
 * coordinates in which they would be independent with unit variance under a normal likelihood; those with a variance parameter
 * as multiples of their standard deviation.
 */
export class SampledLinear {
  /** Coefficients of the scaled columns: common ones, then the geos' own. */
  private readonly coefficients: Float64Array;
  private readonly slopes: Float64Array;
  private readonly factor: Float64Array;
  private readonly fixed: readonly number[];
  private readonly processed: readonly number[];
  private readonly fixedSlot: number;
  private readonly processSlot: number;
  private readonly ownSlots: readonly { readonly slot: number; readonly scale: number | null }[];
  private readonly byLogVariance: Float64Array;
  private readonly byLogGeoVariance: Float64Array;

  constructor(
    private readonly design: LinearDesign,
    outcome: Float64Array,
    parameters: Parameters,
  ) {
    const { geos, periods, fitted, processes, geo } = design.plan;
    const size = design.columns.length;
    this.coefficients = new Float64Array(size + geos * geo.length);
    this.slopes = new Float64Array(this.coefficients.length);
    this.byLogVariance = new Float64Array(size);
    this.byLogGeoVariance = new Float64Array(geo.length);
    const inProcess = new Set(processes.flatMap(({ columns }) => columns));
    const all = design.columns.map((_, at) => at);
    this.fixed = all.filter((at) => !inProcess.has(design.columns[at]!));
    this.processed = all.filter((at) => inProcess.has(design.columns[at]!));
    const precision = 1 / (USUAL_NOISE * deviation(outcome, periods, fitted)) ** 2;
    this.factor = precisionFactor(design, this.fixed, precision);
    this.fixedSlot = parameters.names.length;
    for (const at of this.fixed) parameters.addFree(`z[${design.columns[at]!.name}]`, 0);
    this.processSlot = parameters.addNormals(this.processed.map((at) => `z[${design.columns[at]!.name}]`));
    this.ownSlots = geo.map((column) => {
      const names = Array.from({ length: geos }, (_, at) => `z[${column.name}, ${at}]`);
      if ('slot' in column.sd) return { slot: parameters.addNormals(names), scale: null };
      const [slot = 0] = names.map((name) => parameters.addFree(name, 0));
      return { slot, scale: 1 / Math.sqrt(fitted * precision + 1 / column.sd.fixed ** 2) };
    });
  }

  /** Adds all linear effects to a series. @returns the log prior of the coefficients that are not standard normal */
  add(values: Float64Array, series: Float64Array): number {
    const { design, coefficients, fixed } = this;
    const { geos, periods, geo } = design.plan;
    const size = design.columns.length;
    const whitened = Float64Array.from(fixed, (_, at) => values[this.fixedSlot + at]!);
    solveLowerTransposed(this.factor, fixed.length, whitened);
    let log = 0;
    for (const [index, at] of fixed.entries()) {
      log -= (0.5 * whitened[index]! ** 2) / design.variances[at]!;
      coefficients[at] = design.means[at]! + whitened[index]!;
    }
    for (const [index, at] of this.processed.entries())
      coefficients[at] = Math.sqrt(design.variances[at]!) * values[this.processSlot + index]!;
    for (let at = 0; at < size; at++) addColumn(design, at, coefficients[at]!, series);
    for (const [column, { slot, scale }] of this.ownSlots.entries()) {
      const sd = Math.sqrt(design.geoVariances[column]!);
      for (let g = 0; g < geos; g++) {
        const coefficient = (scale ?? sd) * values[slot + g]!;
        if (scale !== null) log -= 0.5 * (coefficient / sd) ** 2;
        coefficients[size + g * geo.length + column] = coefficient;
        const own = design.geoValues[column]!;
        for (let t = g * periods; t < (g + 1) * periods; t++) series[t]! += coefficient * own[t]!;
      }
    }
    return log;
  }

  /** Adds the derivatives by the parameters, given that by the series. */
  addSlopes(slope: Float64Array, values: Float64Array, adjoint: Float64Array): void {
    const { design, coefficients, slopes, fixed } = this;
    const { geos, periods, geo } = design.plan;
    const size = design.columns.length;
    for (let at = 0; at < size; at++) slopes[at] = columnProduct(design, at, slope);
    const right = Float64Array.from(
      fixed,
      (at) => slopes[at]! - (coefficients[at]! - design.means[at]!) / design.variances[at]!,
    );
    solveLower(this.factor, fixed.length, right);
    for (let index = 0; index < fixed.length; index++) adjoint[this.fixedSlot + index]! += right[index]!;
    this.byLogVariance.fill(0);
    for (const [index, at] of this.processed.entries()) {
      adjoint[this.processSlot + index]! += slopes[at]! * Math.sqrt(design.variances[at]!);
      this.byLogVariance[at] = 0.5 * slopes[at]! * coefficients[at]!;
    }
    this.byLogGeoVariance.fill(0);
    for (const [column, { slot, scale }] of this.ownSlots.entries()) {
      const variance = design.geoVariances[column]!;
      const own = design.geoValues[column]!;
      for (let g = 0; g < geos; g++) {
        let sum = 0;
        for (let t = g * periods; t < (g + 1) * periods; t++) sum += slope[t]! * own[t]!;
        const coefficient = coefficients[size + g * geo.length + column]!;
        if (scale !== null) adjoint[slot + g]! += scale * (sum - coefficient / variance);
        else {
          adjoint[slot + g]! += Math.sqrt(variance) * sum;
          this.byLogGeoVariance[column]! += 0.5 * sum * coefficient;
        }
      }
    }
    design.addVarianceSlopes(this.byLogVariance, this.byLogGeoVariance, values, adjoint);
  }

  /** The coefficients of the original columns after the last evaluation: common ones, then the geos' own, geo after geo. */
  writeCoefficients(into: Float64Array): void {
    const { design, coefficients } = this;
    const size = design.columns.length;
    for (let at = 0; at < size; at++) into[at] = coefficients[at]! / design.units[at]!;
    for (let at = size; at < coefficients.length; at++)
      into[at] = coefficients[at]! / design.geoUnits[(at - size) % design.geoUnits.length]!;
  }
}

function columnProduct(design: LinearDesign, at: number, series: Float64Array): number {
  const { geos, periods } = design.plan;
  const column = design.values[at]!;
  const isTime = at < design.timeCount;
  let sum = 0;
  for (let g = 0; g < geos; g++)
    for (let t = 0; t < periods; t++) sum += series[g * periods + t]! * column[isTime ? t : g * periods + t]!;
  return sum;
}

/** Factor of `X'X precision + S0^-1` of some common columns. */
function precisionFactor(design: LinearDesign, columns: readonly number[], precision: number): Float64Array {
  const { geos, periods, fitted } = design.plan;
  const size = columns.length;
  const matrix = new Float64Array(size * size);
  for (let row = 0; row < size; row++)
    for (let at = 0; at <= row; at++) {
      const series = new Float64Array(geos * periods);
      addColumn(design, columns[at]!, 1, series);
      for (let g = 0; g < geos; g++) series.fill(0, g * periods + fitted, (g + 1) * periods);
      const prior = row === at ? 1 / design.variances[columns[row]!]! : 0;
      matrix[row * size + at] = columnProduct(design, columns[row]!, series) * precision + prior;
    }
  if (!choleskyInPlace(matrix, size)) throw new Error('a precision with its prior is positive definite');
  return matrix;
}

function deviation(outcome: Float64Array, periods: number, fitted: number): number {
  const values = outcome.filter((_, at) => at % periods < fitted);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) || 1;
}

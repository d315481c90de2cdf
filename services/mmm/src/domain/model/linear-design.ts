import type { ComponentKind } from '../fitted-model.js';
import type { Panel } from '../panel.js';
import type { Distribution } from '../spec/distribution.js';
import { type HsgpBasis, logSpectralDensity, logSpectralSlope } from './hsgp.js';

/** One linear effect: its column, what it is called, and which part of the outcome it belongs to. */
export interface LinearColumn {
  /** Name of the coefficient. */
  readonly name: string;
  readonly component: string;
  readonly kind: ComponentKind;
  /** `time`: one value per period, the same in every geo; otherwise geos × periods. */
  readonly extent: 'time' | 'panel';
  readonly values: Float64Array;
  /** The column on another panel of the same geos, with the scales of this one. */
  readonly on: (panel: Panel) => Float64Array;
}

/** A linear effect common to all geos. */
export interface SharedColumn extends LinearColumn {
  readonly prior: Distribution;
}

/** A linear effect that every geo has for itself, with mean 0. */
export interface GeoColumn extends LinearColumn {
  readonly extent: 'panel';
  /** Standard deviation: a number, or the slot of the parameter. */
  readonly sd: { readonly fixed: number } | { readonly slot: number };
}

/** Coefficients whose variance follows from a Gaussian process. */
export interface ProcessGroup {
  readonly columns: readonly LinearColumn[];
  readonly basis: HsgpBasis;
  readonly lengthSlot: number;
  readonly sdSlot: number;
}

/**
 * All that acts linearly on the scaled outcome. Coefficients with a normal prior can be integrated out; others are parameters
 * of the sampler.
 */
export interface LinearPlan {
  readonly geos: number;
  /** Periods of the arrays, of which the first `fitted` are in the likelihood. */
  readonly periods: number;
  readonly fitted: number;
  readonly shared: readonly SharedColumn[];
  readonly processes: readonly ProcessGroup[];
  readonly geo: readonly GeoColumn[];
}

/** Columns with normal priors in the order of the coefficients, divided by their root mean square so that all are of one size. */
export class LinearDesign {
  /** Common coefficients: first those of `time` columns, then those of `panel` columns. */
  readonly columns: readonly LinearColumn[];
  readonly timeCount: number;
  readonly values: readonly Float64Array[];
  readonly units: Float64Array;
  readonly means: Float64Array;
  /** Prior variances; those of processes are set by {@link setVariances}. */
  readonly variances: Float64Array;
  readonly geoValues: readonly Float64Array[];
  readonly geoUnits: Float64Array;
  readonly geoVariances: Float64Array;
  private readonly processes: readonly { readonly group: ProcessGroup; readonly at: readonly number[] }[];

  constructor(readonly plan: LinearPlan) {
    const normal = plan.shared.filter(isNormal);
    const inProcess = plan.processes.flatMap(({ columns }) => columns);
    const all: readonly LinearColumn[] = [...normal, ...inProcess];
    this.columns = [
      ...all.filter(({ extent }) => extent === 'time'),
      ...all.filter(({ extent }) => extent === 'panel'),
    ];
    this.timeCount = all.filter(({ extent }) => extent === 'time').length;
    const units = this.columns.map((column) => rootMeanSquare(column, plan));
    this.units = Float64Array.from(units);
    this.values = this.columns.map(({ values }, at) => values.map((value) => value / units[at]!));
    this.means = new Float64Array(this.columns.length);
    this.variances = new Float64Array(this.columns.length);
    for (const column of normal) {
      const at = this.columns.indexOf(column);
      const [mean = 0, sd = 1] = column.prior.parameters;
      this.means[at] = (mean + column.prior.shift) * units[at]!;
      this.variances[at] = (sd * units[at]!) ** 2;
    }
    this.processes = plan.processes.map((group) => ({
      group,
      at: group.columns.map((one) => this.columns.indexOf(one)),
    }));
    const geoUnits = plan.geo.map((column) => rootMeanSquare(column, plan));
    this.geoUnits = Float64Array.from(geoUnits);
    this.geoValues = plan.geo.map(({ values }, at) => values.map((value) => value / geoUnits[at]!));
    this.geoVariances = Float64Array.from(plan.geo, ({ sd }, at) =>
      'fixed' in sd ? (sd.fixed * geoUnits[at]!) ** 2 : 0,
    );
  }

  /** Prior variances that are parameters. @param values of the parameters by slot */
  setVariances(values: Float64Array): void {
    for (const [at, { sd }] of this.plan.geo.entries())
      if ('slot' in sd) this.geoVariances[at] = (values[sd.slot]! * this.geoUnits[at]!) ** 2;
    for (const { group, at } of this.processes) {
      const length = values[group.lengthSlot]!;
      const sd = values[group.sdSlot]!;
      for (const [index, column] of at.entries()) {
        const log = logSpectralDensity(group.basis.kernel, length, group.basis.frequencies[index]!);
        // Variances that underflow would leave a singular prior; such a coefficient is 0 either way.
        this.variances[column] = Math.max(sd * sd * Math.exp(log) * this.units[column]! ** 2, 1e-30);
      }
    }
  }

  /**
   * Adds to the adjoints of those parameters.
   * @param byLog derivative of the log density by the logarithm of each common variance
   * @param byGeoLog the same of each geo column, summed over geos
   */
  addVarianceSlopes(byLog: Float64Array, byGeoLog: Float64Array, values: Float64Array, adjoint: Float64Array): void {
    for (const [at, { sd }] of this.plan.geo.entries())
      if ('slot' in sd) adjoint[sd.slot]! += (2 * byGeoLog[at]!) / values[sd.slot]!;
    for (const { group, at } of this.processes) {
      const length = values[group.lengthSlot]!;
      for (const [index, column] of at.entries()) {
        const slope = logSpectralSlope(group.basis.kernel, length, group.basis.frequencies[index]!);
        adjoint[group.lengthSlot]! += (byLog[column]! * slope) / length;
        adjoint[group.sdSlot]! += (2 * byLog[column]!) / values[group.sdSlot]!;
      }
    }
  }
}

/** Whether a coefficient can be integrated out of a normal likelihood. */
export const isNormal = ({ prior }: SharedColumn): boolean => prior.family === 'Normal';

/** Over the fitted periods; 1 for a column of zeros. */
function rootMeanSquare({ extent, values }: LinearColumn, { geos, periods, fitted }: LinearPlan): number {
  let sum = 0;
  const rows = extent === 'time' ? 1 : geos;
  for (let geo = 0; geo < rows; geo++) for (let t = 0; t < fitted; t++) sum += values[geo * periods + t]! ** 2;
  return Math.sqrt(sum / (rows * fitted)) || 1;
}

/** Adds a multiple of a common column to a series of geos × periods. */
export function addColumn(design: LinearDesign, at: number, factor: number, series: Float64Array): void {
  const { geos, periods } = design.plan;
  const column = design.values[at]!;
  const isTime = at < design.timeCount;
  for (let geo = 0; geo < geos; geo++)
    for (let t = 0; t < periods; t++) series[geo * periods + t]! += factor * column[isTime ? t : geo * periods + t]!;
}

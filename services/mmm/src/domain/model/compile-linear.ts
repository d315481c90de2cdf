import type { ComponentKind } from '../fitted-model.js';
import type { Panel } from '../panel.js';
import { distributionOf } from '../spec/distribution.js';
import type { GeoSd, MmmSpec, Prior } from '../spec/mmm-spec.js';
import { columnOf } from './column-of.js';
import { hsgpBasis } from './hsgp.js';
import { chooseKnotCount } from './knot-count.js';
import { knotWeight } from './knots.js';
import type { GeoColumn, LinearPlan, ProcessGroup, SharedColumn } from './linear-design.js';
import type { Parameters } from './parameters.js';
import { median, type OutcomeScale, scaledOutcome } from './scaling.js';

const DAY_MS = 86_400_000;

/** What the linear part of one outcome's equation is made from. */
export interface LinearSource {
  readonly spec: MmmSpec;
  readonly panel: Panel;
  /** Number of first periods in the likelihood. */
  readonly fitted: number;
  readonly outcome: Float64Array;
  readonly scale: OutcomeScale;
  /** Scaled media, which the choice of knots allows for. */
  readonly media: readonly Float64Array[];
  readonly parameters: Parameters;
  /** In front of the names of parameters; empty for the first outcome. */
  readonly prefix: string;
}

/** Columns of everything linear: level, trend, seasons, holidays, controls, treatments, price and promotion. */
export function compileLinear(source: LinearSource): LinearPlan {
  const { panel, fitted } = source;
  const geo: GeoColumn[] = [];
  const processes: ProcessGroup[] = [];
  const explained = explanations(source, geo);
  const shared = [
    ...baseline(source, explained, geo, processes),
    ...seasons(source),
    ...holidays(source),
    ...explained,
  ];
  return { geos: panel.geos.length, periods: panel.dates.length, fitted, shared, processes, geo };
}

/** @param at value of a period, by its index and date */
function timeColumn(
  { panel }: LinearSource,
  name: string,
  [component, kind]: readonly [string, ComponentKind],
  at: (t: number, date: string) => number,
  prior: Prior,
): SharedColumn {
  const on = ({ dates }: Panel) => Float64Array.from(dates, (date, t) => at(t, date));
  return { name, component, kind, extent: 'time', values: on(panel), on, prior: distributionOf(prior) };
}

const BASELINE = ['baseline', 'baseline'] as const;

function baseline(
  source: LinearSource,
  explained: readonly SharedColumn[],
  geo: GeoColumn[],
  processes: ProcessGroup[],
): SharedColumn[] {
  const { spec, panel, fitted, parameters, prefix } = source;
  const { intercept, trend, knots, hsgp, geo: geoLevel } = spec.baseline;
  const periods = panel.dates.length;
  const columns: SharedColumn[] = [];
  if (knots) {
    const count = knots.count === 'auto' ? automaticKnots(source, explained) : Math.min(knots.count, fitted);
    for (let knot = 0; knot < count; knot++) {
      const at = (t: number) => knotWeight(count, fitted, knot, t);
      columns.push(timeColumn(source, `${prefix}knot[${knot + 1}]`, BASELINE, at, knots.prior));
    }
  } else columns.push(timeColumn(source, `${prefix}intercept`, BASELINE, () => 1, intercept));
  if (trend !== null) {
    const at = (t: number) => t / Math.max(1, fitted - 1);
    columns.push(timeColumn(source, `${prefix}trend`, BASELINE, at, trend));
  }
  if (hsgp) {
    const basis = hsgpBasis(hsgp, periods, fitted);
    processes.push({
      basis,
      columns: Array.from(basis.frequencies, (_, index) => {
        const on = ({ dates }: Panel) => Float64Array.from(dates, (_date, t) => basis.at(index, t));
        const name = `${prefix}process[${index + 1}]`;
        return { name, component: 'baseline', kind: 'baseline', extent: 'time', values: on(panel), on } as const;
      }),
      lengthSlot: parameters.add(`${prefix}processLength`, distributionOf(hsgp.lengthPeriods)),
      sdSlot: parameters.add(`${prefix}processSd`, distributionOf(hsgp.sd)),
    });
  }
  if (geoLevel !== null && panel.geos.length > 1) {
    // The largest geo is what others are compared with.
    const sizes = Array.from(panel.population ?? panel.geos.map((_, at) => -at));
    const largest = sizes.reduce((best, size, at) => (size > sizes[best]! ? at : best), 0);
    const on = ({ dates }: Panel) =>
      new Float64Array(panel.geos.length * dates.length).map((_, at) =>
        Math.floor(at / dates.length) === largest ? 0 : 1,
      );
    const [, sd = 1] = distributionOf(geoLevel).parameters;
    geo.push({
      name: `${prefix}level`,
      component: 'baseline',
      kind: 'baseline',
      extent: 'panel',
      values: on(panel),
      on,
      sd: { fixed: sd },
    });
  }
  return columns;
}

function automaticKnots(source: LinearSource, explained: readonly SharedColumn[]): number {
  const { panel, fitted, outcome, scale, media } = source;
  const periods = panel.dates.length;
  const cut = (values: Float64Array) => values.filter((_, at) => at % periods < fitted);
  const columns = [...explained.map(({ values }) => values), ...media].map(cut);
  return chooseKnotCount(cut(scaledOutcome(outcome, scale, periods)), columns, fitted);
}

/** Sines and cosines of the days since 1970, so that years of 365 and 366 days follow without a seam. */
function seasons(source: LinearSource): SharedColumn[] {
  const { spec, prefix } = source;
  return spec.seasonality.flatMap(({ periodDays, order, prior }, at) => {
    const component = [at === 0 ? 'seasonality' : `seasonality ${periodDays} days`, 'seasonality'] as const;
    return Array.from({ length: order }, (_, index) => index + 1).flatMap((turn) =>
      (['sin', 'cos'] as const).map((wave) => {
        const value = (_: number, date: string) => Math[wave]((2 * Math.PI * turn * dayOf(date)) / periodDays);
        return timeColumn(source, `${prefix}${wave}[${periodDays} days, ${turn}]`, component, value, prior);
      }),
    );
  });
}

/** The share of each holiday's days, with those before and after, that falls into a period. */
function holidays(source: LinearSource): SharedColumn[] {
  const { spec, panel, prefix } = source;
  const length = panel.grain === 'day' ? 1 : 7;
  return spec.holidays.map(({ name, dates, daysBefore, daysAfter, prior }) => {
    const days = daysBefore + daysAfter + 1;
    const firsts = dates.map((date) => dayOf(date) - daysBefore);
    const value = (_: number, date: string) => {
      const start = dayOf(date);
      const overlap = (first: number) => Math.max(0, Math.min(first + days, start + length) - Math.max(first, start));
      return firsts.reduce((sum, first) => sum + overlap(first) / days, 0);
    };
    return timeColumn(source, `${prefix}holiday[${name}]`, [name, 'holiday'], value, prior);
  });
}

const dayOf = (date: string): number => Date.parse(date) / DAY_MS;

/** Controls, treatments, price and promotion. Adds to `geo` what differs between geos. */
function explanations(source: LinearSource, geo: GeoColumn[]): SharedColumn[] {
  const { spec, panel, parameters, prefix } = source;
  const add = (
    [name, kind]: readonly [string, ComponentKind],
    from: string,
    value: (raw: number, geo: number) => number,
    prior: Prior,
    geoSd: GeoSd,
  ): SharedColumn => {
    const on = (other: Panel) =>
      columnOf(other, from).map((raw, at) => value(raw, Math.floor(at / other.dates.length)));
    const column = {
      name: `${prefix}gamma[${name}]`,
      component: name,
      kind,
      extent: 'panel',
      values: on(panel),
      on,
    } as const;
    if (geoSd !== null && panel.geos.length > 1)
      geo.push({ ...column, sd: { slot: parameters.add(`${prefix}gammaSd[${name}]`, distributionOf(geoSd)) } });
    return { ...column, prior: distributionOf(prior) };
  };
  const meanOutcomes = meanOutcomeByGeo(source);
  return [
    ...spec.controls.map(({ name, column, scale, prior, geoSd }) => {
      const { mean: centre, sd, largest } = spreadOf(columnOf(panel, column), source);
      const unit = scale === 'standard-deviation' ? sd : scale === 'maximum' ? largest : 1;
      const origin = scale === 'standard-deviation' ? centre : 0;
      return add([name, 'control'], column, (raw) => (raw - origin) / unit, prior, geoSd);
    }),
    ...spec.treatments.map(({ name, column, effect, without, geoSd }) => {
      const values = columnOf(panel, column);
      const { sd, low, high } = spreadOf(values, source);
      const base = without === 'minimum' ? low : without === 'maximum' ? high : without;
      const scaled = (raw: number) => (raw - base) / sd;
      // Divided by the share of the outcome that a coefficient of 1 adds, the coefficient is that share itself.
      const unit = effect.on === 'contribution' ? shareOf(values.map(scaled), source) : 1;
      return add([name, 'treatment'], column, (raw) => scaled(raw) / unit, effect.prior, geoSd);
    }),
    // A coefficient of a column times the geo's mean outcome is a share of it, that is an elasticity.
    ...spec.price.map(({ name, column, elasticity, reference }) => {
      const values = columnOf(panel, column);
      const usual =
        reference === 'first' ? values[0] : reference === 'median' ? median(values.slice().sort()) : reference;
      const value = (raw: number, at: number) => Math.log(raw / (usual ?? 1)) * meanOutcomes[at]!;
      return add([name, 'price'], column, value, elasticity, null);
    }),
    ...spec.promotion.map(({ name, column, elasticity }) =>
      add([name, 'price'], column, (raw, at) => raw * meanOutcomes[at]!, elasticity, null),
    ),
  ];
}

/** In units of the scaled outcome, not centred. */
function meanOutcomeByGeo({ panel, fitted, outcome, scale }: LinearSource): Float64Array {
  const periods = panel.dates.length;
  return Float64Array.from(panel.geos, (_, geo) => {
    const seen = outcome.subarray(geo * periods, geo * periods + fitted);
    return mean(seen) / (scale.heads[geo]! * scale.scale);
  });
}

const unitOf = (scale: OutcomeScale, at: number, periods: number) =>
  scale.heads[Math.floor(at / periods)]! * scale.scale;

function shareOf(values: Float64Array, { panel, fitted, outcome, scale }: LinearSource): number {
  const periods = panel.dates.length;
  let added = 0;
  let total = 0;
  for (let at = 0; at < values.length; at++) {
    if (at % periods >= fitted) continue;
    added += values[at]! * unitOf(scale, at, periods);
    total += outcome[at]!;
  }
  return added / total || 1;
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Over the fitted periods of all geos; a spread of 0 counts as 1. */
function spreadOf(values: Float64Array, { panel, fitted }: LinearSource) {
  const periods = panel.dates.length;
  const seen = values.filter((_, at) => at % periods < fitted);
  const centre = mean(seen);
  const variance = mean(seen.map((value) => (value - centre) ** 2));
  const low = seen.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = seen.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  return {
    mean: centre,
    sd: Math.sqrt(variance) || 1,
    low,
    high,
    largest: Math.max(Math.abs(low), Math.abs(high)) || 1,
  };
}

import type { ComponentKind } from '../fitted-model.js';
import type { Panel } from '../panel.js';
import { distributionOf } from '../spec/distribution.js';
import type { GeoSd, MmmSpec, Prior } from '../spec/mmm-spec.js';
import { columnOf } from './column-of.js';
import { hsgpBasis } from './hsgp.js';
import { chooseKnotCount } from './knot-count.js';
import { knotBasis, knotColumn } from './knots.js';
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

const timeColumn = (
  name: string,
  [component, kind]: readonly [string, ComponentKind],
  values: Float64Array,
  prior: Prior,
): SharedColumn => ({ name, component, kind, extent: 'time', values, prior: distributionOf(prior) });

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
    const basis = knotBasis(count, periods, fitted);
    for (let knot = 0; knot < count; knot++)
      columns.push(timeColumn(`${prefix}knot[${knot + 1}]`, BASELINE, knotColumn(basis, knot), knots.prior));
  } else columns.push(timeColumn(`${prefix}intercept`, BASELINE, new Float64Array(periods).fill(1), intercept));
  if (trend !== null) {
    const line = Float64Array.from({ length: periods }, (_, t) => t / Math.max(1, fitted - 1));
    columns.push(timeColumn(`${prefix}trend`, BASELINE, line, trend));
  }
  if (hsgp) {
    const basis = hsgpBasis(hsgp, periods, fitted);
    processes.push({
      basis,
      columns: basis.columns.map((values, at) => ({
        name: `${prefix}process[${at + 1}]`,
        component: 'baseline',
        kind: 'baseline',
        extent: 'time',
        values,
      })),
      lengthSlot: parameters.add(`${prefix}processLength`, distributionOf(hsgp.lengthPeriods)),
      sdSlot: parameters.add(`${prefix}processSd`, distributionOf(hsgp.sd)),
    });
  }
  if (geoLevel !== null && panel.geos.length > 1) {
    // The largest geo is what others are compared with.
    const sizes = Array.from(panel.population ?? panel.geos.map((_, at) => -at));
    const largest = sizes.reduce((best, size, at) => (size > sizes[best]! ? at : best), 0);
    const values = new Float64Array(panel.geos.length * periods).fill(1);
    values.fill(0, largest * periods, (largest + 1) * periods);
    const [, sd = 1] = distributionOf(geoLevel).parameters;
    geo.push({
      name: `${prefix}level`,
      component: 'baseline',
      kind: 'baseline',
      extent: 'panel',
      values,
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
function seasons({ spec, panel, prefix }: LinearSource): SharedColumn[] {
  const days = panel.dates.map((date) => Date.parse(date) / DAY_MS);
  return spec.seasonality.flatMap(({ periodDays, order, prior }, at) => {
    const component = [at === 0 ? 'seasonality' : `seasonality ${periodDays} days`, 'seasonality'] as const;
    return Array.from({ length: order }, (_, index) => index + 1).flatMap((turn) =>
      (['sin', 'cos'] as const).map((wave) =>
        timeColumn(
          `${prefix}${wave}[${periodDays} days, ${turn}]`,
          component,
          Float64Array.from(days, (day) => Math[wave]((2 * Math.PI * turn * day) / periodDays)),
          prior,
        ),
      ),
    );
  });
}

/** The share of each holiday's days, with those before and after, that falls into a period. */
function holidays({ spec, panel, prefix }: LinearSource): SharedColumn[] {
  const length = panel.grain === 'day' ? 1 : 7;
  const starts = panel.dates.map((date) => Date.parse(date) / DAY_MS);
  return spec.holidays.map(({ name, dates, daysBefore, daysAfter, prior }) => {
    const values = new Float64Array(starts.length);
    for (const date of dates) {
      const first = Date.parse(date) / DAY_MS - daysBefore;
      const days = daysBefore + daysAfter + 1;
      for (const [t, start] of starts.entries())
        values[t]! += Math.max(0, Math.min(first + days, start + length) - Math.max(first, start)) / days;
    }
    return timeColumn(`${prefix}holiday[${name}]`, [name, 'holiday'], values, prior);
  });
}

/** Controls, treatments, price and promotion. Adds to `geo` what differs between geos. */
function explanations(source: LinearSource, geo: GeoColumn[]): SharedColumn[] {
  const { spec, panel, parameters, prefix, scale } = source;
  const add = (name: string, kind: ComponentKind, values: Float64Array, prior: Prior, geoSd: GeoSd): SharedColumn => {
    const column = { name: `${prefix}gamma[${name}]`, component: name, kind, extent: 'panel', values } as const;
    if (geoSd !== null && panel.geos.length > 1)
      geo.push({ ...column, sd: { slot: parameters.add(`${prefix}gammaSd[${name}]`, distributionOf(geoSd)) } });
    return { ...column, prior: distributionOf(prior) };
  };
  const column = (name: string) => columnOf(panel, name);
  return [
    ...spec.controls.map(({ name, column: from, scale: unit, prior, geoSd }) => {
      const values = column(from);
      const { mean, sd, largest } = spreadOf(values, source);
      const scaled =
        unit === 'standard-deviation'
          ? values.map((value) => (value - mean) / sd)
          : values.map((value) => value / (unit === 'maximum' ? largest : 1));
      return add(name, 'control', scaled, prior, geoSd);
    }),
    ...spec.treatments.map(({ name, column: from, effect, without, geoSd }) => {
      const values = column(from);
      const { sd, low, high } = spreadOf(values, source);
      const base = without === 'minimum' ? low : without === 'maximum' ? high : without;
      const scaled = values.map((value) => (value - base) / sd);
      // Divided by the share that a coefficient of 1 adds, the coefficient is that share itself.
      const unit = effect.on === 'contribution' ? shareOf(scaled, source) : 1;
      return add(
        name,
        'treatment',
        scaled.map((value) => value / unit),
        effect.prior,
        geoSd,
      );
    }),
    ...spec.price.map(({ name, column: from, elasticity, reference }) => {
      const values = column(from);
      const start =
        reference === 'first' ? values[0] : reference === 'median' ? median(values.slice().sort()) : reference;
      return add(
        name,
        'price',
        timesMeanOutcome(
          values.map((value) => Math.log(value / (start ?? 1))),
          source,
        ),
        elasticity,
        null,
      );
    }),
    ...spec.promotion.map(({ name, column: from, elasticity }) =>
      add(name, 'price', timesMeanOutcome(column(from), source), elasticity, null),
    ),
  ];

  /** A coefficient of such a column is a share of the geo's mean outcome, that is an elasticity. */
  function timesMeanOutcome(values: Float64Array, { outcome, fitted }: LinearSource): Float64Array {
    const periods = panel.dates.length;
    return values.map((value, at) => {
      const start = Math.floor(at / periods) * periods;
      return (value * mean(outcome.subarray(start, start + fitted))) / unitOf(scale, at, periods);
    });
  }
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

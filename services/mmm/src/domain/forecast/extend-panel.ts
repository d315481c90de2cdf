import type { ChannelColumns } from '../data/data-columns.js';
import { isoDay, parseDay } from '../data/day.js';
import { daysOf } from '../data/grain.js';
import type { Panel } from '../panel.js';
import { invalidPlan, type MediaPlan } from './media-plan.js';

/** Periods after which a year repeats its weekdays. */
const YEAR = { week: 52, day: 364 } as const;

/** What was not planned, and what was taken in its place. */
export interface ForecastAssumption {
  readonly column: string;
  readonly taken: 'same periods last year' | 'last value' | 'none' | 'plan at the cost of the last year';
}

export interface FuturePanel {
  /** All periods: those of the data and those of the plan. Outcomes of the plan are NaN. */
  readonly panel: Panel;
  readonly assumptions: readonly ForecastAssumption[];
}

/**
 * A panel that goes on with a plan. Spend buys media at the cost of the last year; national amounts are shared between geos as they
 * were in the last year; what is not planned is as in the same periods of the last year, or keeps its last value where the data are
 * shorter than a year.
 * @throws StellwerkError MMM_PLAN_INVALID
 */
export function extendPanel(panel: Panel, plan: MediaPlan, channels: readonly ChannelColumns[]): FuturePanel {
  checkNames(panel, plan, channels);
  const assumptions: ForecastAssumption[] = [];
  const columns = new Map<string, Float64Array>();
  for (const channel of channels) {
    const planned = plan.spend?.[channel.channel];
    const isOff = planned === undefined && plan.otherChannels === 'off' && channel.kind !== 'organic';
    if (planned !== undefined && channel.spend !== undefined) {
      const spend = plannedSpend(panel, plan.periods, channel.spend, planned, `spend.${channel.channel}`);
      columns.set(channel.spend, spend);
      if (channel.media === channel.spend) continue;
      columns.set(channel.media, boughtMedia(panel, plan.periods, channel, spend));
      assumptions.push({ column: channel.media, taken: 'plan at the cost of the last year' });
    } else if (isOff) {
      for (const column of [channel.media, channel.spend]) {
        if (column === undefined) continue;
        columns.set(column, new Float64Array(panel.geos.length * plan.periods));
        assumptions.push({ column, taken: 'none' });
      }
    }
  }
  for (const [column, given] of Object.entries(plan.columns ?? {}))
    columns.set(column, byGeo(panel, plan.periods, given, `columns.${column}`));
  for (const [column, values] of panel.columns) {
    if (columns.has(column)) continue;
    columns.set(column, repeated(panel, values, plan.periods));
    assumptions.push({ column, taken: repetition(panel) });
  }
  const length = daysOf(panel.grain);
  const last = parseDay(panel.dates.at(-1) ?? '') ?? 0;
  const append = (known: Float64Array, more: Float64Array) => appended(panel, known, more, plan.periods);
  return {
    panel: {
      ...panel,
      dates: [...panel.dates, ...Array.from({ length: plan.periods }, (_, t) => isoDay(last + (t + 1) * length))],
      outcome: append(panel.outcome, new Float64Array(panel.geos.length * plan.periods).fill(Number.NaN)),
      valuePerUnit: panel.valuePerUnit && append(panel.valuePerUnit, repeated(panel, panel.valuePerUnit, plan.periods)),
      columns: new Map([...panel.columns].map(([name, known]) => [name, append(known, columns.get(name) ?? known)])),
    },
    assumptions,
  };
}

function checkNames(panel: Panel, plan: MediaPlan, channels: readonly ChannelColumns[]): void {
  for (const name of Object.keys(plan.spend ?? {})) {
    const channel = channels.find((one) => one.channel === name);
    if (!channel) throw invalidPlan(`spend.${name}`, `there is no channel ${name}`);
    if (channel.spend === undefined)
      throw invalidPlan(`spend.${name}`, `${name} has no spend; plan its column ${channel.media}`);
  }
  for (const name of Object.keys(plan.columns ?? {}))
    if (!panel.columns.has(name)) throw invalidPlan(`columns.${name}`, `there is no column ${name}`);
}

type Given = number | readonly number[];
type GivenByGeo = Given | Readonly<Record<string, Given>>;

/** Money per cell of the plan; national amounts by the shares of geos in the last year. */
function plannedSpend(panel: Panel, periods: number, column: string, given: GivenByGeo, field: string): Float64Array {
  if (isByGeo(given)) return byGeo(panel, periods, given, field);
  const shares = geoShares(panel, column);
  const national = listOf(given, periods, field);
  return cells(panel, periods, (geo, t) => (national[t] ?? 0) * (shares[geo] ?? 0));
}

function byGeo(panel: Panel, periods: number, given: GivenByGeo, field: string): Float64Array {
  if (!isByGeo(given)) {
    const list = listOf(given, periods, field);
    return cells(panel, periods, (_, t) => list[t] ?? 0);
  }
  for (const geo of Object.keys(given))
    if (!panel.geos.includes(geo)) throw invalidPlan(`${field}.${geo}`, `there is no geo ${geo} in the data`);
  const lists = panel.geos.map((geo) => {
    const own = given[geo];
    if (own === undefined) throw invalidPlan(`${field}.${geo}`, 'is missing: plan all geos or none');
    return listOf(own, periods, `${field}.${geo}`);
  });
  return cells(panel, periods, (geo, t) => lists[geo]?.[t] ?? 0);
}

const isByGeo = (given: GivenByGeo): given is Readonly<Record<string, Given>> =>
  typeof given === 'object' && !Array.isArray(given);

function listOf(given: Given, periods: number, field: string): readonly number[] {
  if (typeof given === 'number') return new Array<number>(periods).fill(given);
  if (given.length !== periods) throw invalidPlan(field, `has ${given.length} values for ${periods} periods`);
  return given;
}

/** Media that spend buys in each geo at the cost of the last year there, or everywhere where nothing was bought there. */
function boughtMedia(
  panel: Panel,
  periods: number,
  { media, spend }: ChannelColumns,
  money: Float64Array,
): Float64Array {
  const perGeo = (column: string) => lastYearTotals(panel, panel.columns.get(column) ?? new Float64Array());
  const [units, paid] = [perGeo(media), perGeo(spend ?? media)];
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const everywhere = sum(paid) > 0 ? sum(units) / sum(paid) : 0;
  const perMoney = paid.map((one, geo) => (one > 0 ? (units[geo] ?? 0) / one : everywhere));
  return cells(panel, periods, (geo, t) => (money[geo * periods + t] ?? 0) * (perMoney[geo] ?? 0));
}

function geoShares(panel: Panel, column: string): readonly number[] {
  const totals = lastYearTotals(panel, panel.columns.get(column) ?? new Float64Array());
  const all = totals.reduce((sum, value) => sum + value, 0);
  return totals.map((value) => (all > 0 ? value / all : 1 / totals.length));
}

function lastYearTotals({ geos, dates, grain }: Panel, values: Float64Array): readonly number[] {
  return geos.map((_, geo) => {
    const end = (geo + 1) * dates.length;
    const from = Math.max(geo * dates.length, end - YEAR[grain]);
    return values.subarray(from, end).reduce((sum, value) => sum + value, 0);
  });
}

const repetition = ({ dates, grain }: Panel): 'same periods last year' | 'last value' =>
  dates.length >= YEAR[grain] ? 'same periods last year' : 'last value';

function repeated(panel: Panel, values: Float64Array, periods: number): Float64Array {
  const year = YEAR[panel.grain];
  const known = panel.dates.length;
  return cells(panel, periods, (geo, t) => {
    const at = known >= year ? known - year + (t % year) : known - 1;
    return values[geo * known + at] ?? Number.NaN;
  });
}

const cells = ({ geos }: Panel, periods: number, value: (geo: number, t: number) => number): Float64Array =>
  Float64Array.from({ length: geos.length * periods }, (_, at) => value(Math.floor(at / periods), at % periods));

function appended({ geos, dates }: Panel, known: Float64Array, more: Float64Array, periods: number): Float64Array {
  const all = new Float64Array(geos.length * (dates.length + periods));
  for (let geo = 0; geo < geos.length; geo++) {
    const start = geo * (dates.length + periods);
    all.set(known.subarray(geo * dates.length, (geo + 1) * dates.length), start);
    all.set(more.subarray(geo * periods, (geo + 1) * periods), start + dates.length);
  }
  return all;
}

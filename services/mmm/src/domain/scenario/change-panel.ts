import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../errors.js';
import type { Panel } from '../panel.js';
import type { ScenarioChange, ScenarioColumns } from './scenario.js';

/**
 * The panel as it would be under all changes. Changes of the same column act one after the other: two factors multiply, and a value
 * replaces what was there.
 * @throws `MMM_SCENARIO_INVALID` naming the change that means nothing
 */
export function changePanel(panel: Panel, columns: ScenarioColumns, changes: readonly ScenarioChange[]): Panel {
  const changed = new Map(panel.columns);
  let valuePerUnit = panel.valuePerUnit;
  for (const [index, change] of changes.entries()) {
    const isTouched = cellsOf(panel, change, index);
    for (const [column, apply] of effectsOf(columns, change, index)) {
      const values = changed.get(column);
      if (values === undefined) throw invalid(index, `the data has no column ${column}`);
      changed.set(
        column,
        values.map((value, cell) => (isTouched(cell) ? apply(value) : value)),
      );
    }
    if (change.kind !== 'price' || change.passesToValue === 0) continue;
    if (valuePerUnit === null) throw invalid(index, 'the outcome has no value per unit that a price could pass on to');
    const factor = 1 + change.passesToValue * (change.factor - 1);
    valuePerUnit = valuePerUnit.map((value, cell) => (isTouched(cell) ? value * factor : value));
  }
  return { ...panel, columns: changed, valuePerUnit };
}

type Effect = [column: string, apply: (value: number) => number];

function effectsOf(columns: ScenarioColumns, change: ScenarioChange, index: number): Effect[] {
  if (change.kind === 'media') {
    const { channel, factor } = change;
    const found = known(columns.media, channel, 'channel', index);
    assertFactor(factor, index);
    const names = new Set(found.spend === null ? [found.exposure] : [found.spend, found.exposure]);
    return [...names].map((name) => [name, (value) => value * factor]);
  }
  if (change.kind === 'price') {
    const { price, factor, passesToValue } = change;
    if (!(factor > 0)) throw invalid(index, `a price cannot be multiplied by ${factor}`);
    if (!(passesToValue >= 0 && passesToValue <= 1))
      throw invalid(index, `passesToValue is ${passesToValue}, not from 0 to 1`);
    assertFactor(factor, index);
    return [[known(columns.price, price, 'price', index), (value) => value * factor]];
  }
  const { kind, name, factor, value } = change;
  const column = known(columns[kind], name, kind, index);
  if ((factor === undefined) === (value === undefined)) throw invalid(index, 'it needs either a factor or a value');
  if (factor !== undefined) {
    assertFactor(factor, index);
    return [[column, (before) => before * factor]];
  }
  if (!Number.isFinite(value)) throw invalid(index, `the value is ${value}`);
  return [[column, (before) => value ?? before]];
}

function cellsOf({ dates, geos }: Panel, change: ScenarioChange, index: number): (cell: number) => boolean {
  const periods = dates.length;
  const { from = 0, to = periods, geos: chosen } = change;
  if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && to <= periods && from < to))
    throw invalid(index, `the periods from ${from} to ${to} are not within 0 to ${periods}`);
  const unknown = chosen?.find((geo) => !Number.isInteger(geo) || geo < 0 || geo >= geos.length);
  if (unknown !== undefined) throw invalid(index, `there is no geo ${unknown}; there are ${geos.length}`);
  const isChosen = geos.map((_geo, geo) => chosen?.includes(geo) ?? true);
  return (cell) => {
    const period = cell % periods;
    return period >= from && period < to && isChosen[Math.floor(cell / periods)] === true;
  };
}

function known<T>(from: ReadonlyMap<string, T>, name: string, what: string, index: number): T {
  const found = from.get(name);
  if (found === undefined)
    throw invalid(index, `there is no ${what} ${name}; there are ${[...from.keys()].join(', ') || 'none'}`);
  return found;
}

function assertFactor(factor: number, index: number): void {
  if (!(Number.isFinite(factor) && factor >= 0)) throw invalid(index, `the factor is ${factor}`);
}

const invalid = (index: number, problem: string) =>
  new StellwerkError(errors.SCENARIO_INVALID, { change: index + 1, problem }, { field: `changes[${index}]` });

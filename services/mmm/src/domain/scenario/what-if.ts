import type { FittedModel } from '../fitted-model.js';
import { type Panel, sizeOf } from '../panel.js';
import { evenDraws, intervalOf } from '../results/interval.js';
import { valueOfCells } from '../results/run-facts.js';
import type { Interval } from '../run-summary.js';
import { changePanel } from './change-panel.js';
import type { Scenario, ScenarioChange, ScenarioColumns } from './scenario.js';

const DRAWS = 1_000;

/** What a component adds under the scenario less without it, as value. */
export interface ComponentDifference {
  readonly component: string;
  readonly difference: Interval;
}

/** A scenario against the plan as it is, draw by draw, so that what both share cancels out. Intervals are equal-tailed 90 %. */
export interface WhatIf {
  readonly name: string;
  /** Outcome over the window, in its own unit: as planned, under the scenario, and the difference. */
  readonly outcome: { readonly planned: Interval; readonly scenario: Interval; readonly difference: Interval };
  /** The same as value; equal to the outcome where it has none. */
  readonly value: { readonly planned: Interval; readonly scenario: Interval; readonly difference: Interval };
  /** Difference as a share of the planned outcome. */
  readonly relative: Interval;
  /** Money spent on media over the window. */
  readonly spend: { readonly planned: number; readonly scenario: number };
  /** Value gained less money spent more; null where the outcome has no value in money. */
  readonly profit: Interval | null;
  /** Probability that the value rises; that the profit rises where there is one. */
  readonly probabilityBetter: number;
  /** Value moved by each change alone, in their order; with saturation and price they need not add up to the whole. */
  readonly alone: readonly Interval[];
  /** Parts of the outcome that differ. */
  readonly components: readonly ComponentDifference[];
  /** Channels whose media leave, in some cell, what the fit has seen. */
  readonly extrapolated: readonly string[];
}

export interface WhatIfRequest {
  readonly scenario: Scenario;
  readonly columns: ScenarioColumns;
  /** Whether value and spend are in one unit of money. */
  readonly isMoney: boolean;
  /**
   * The plan to change: the panel of the fit, or one with planned periods after it. The window is that of the periods after the
   * data where there are any, else all.
   */
  readonly plan?: Panel | undefined;
}

/**
 * Answers "what if": the same draws on the plan and on the changed plan.
 * @throws `MMM_SCENARIO_INVALID` naming the change that means nothing
 */
export function whatIf(fitted: FittedModel, request: WhatIfRequest): WhatIf {
  const { scenario, columns, isMoney, plan = fitted.panel } = request;
  const from = plan.dates.length > fitted.panel.dates.length ? fitted.panel.dates.length : 0;
  const draws = evenDraws(fitted.draws, DRAWS);
  const changed = changePanel(plan, columns, scenario.changes);
  const planned = new Totals(fitted.over(plan), draws, from);
  const other = new Totals(fitted.over(changed), draws, from);
  const value = difference(other.value, planned.value);
  const spend = { planned: spendOf(plan, columns, from), scenario: spendOf(changed, columns, from) };
  const profit = isMoney ? value.map((more) => more - (spend.scenario - spend.planned)) : null;
  const better = profit ?? value;
  const alone = (change: ScenarioChange) =>
    difference(new Totals(fitted.over(changePanel(plan, columns, [change])), draws, from).value, planned.value);
  return {
    name: scenario.name,
    outcome: compared(planned.outcome, other.outcome),
    value: compared(planned.value, other.value),
    relative: intervalOf(
      difference(other.outcome, planned.outcome).map((more, draw) => more / (planned.outcome[draw] ?? 1)),
    ),
    spend,
    profit: profit && intervalOf(profit),
    probabilityBetter: better.filter((more) => more > 0).length / better.length,
    alone:
      scenario.changes.length === 1 ? [intervalOf(value)] : scenario.changes.map((change) => intervalOf(alone(change))),
    components: fitted.components.flatMap(({ name }, component) => {
      const moved = difference(other.components[component] ?? value, planned.components[component] ?? value);
      return moved.some((more) => more !== 0) ? [{ component: name, difference: intervalOf(moved) }] : [];
    }),
    extrapolated: extrapolatedOf(fitted.panel, changed, columns),
  };
}

/** Sums over all geos and the periods of the window, per draw. */
class Totals {
  readonly outcome: Float64Array;
  readonly value: Float64Array;
  /** Value per component. */
  readonly components: readonly Float64Array[];

  constructor(model: FittedModel, draws: readonly number[], from: number) {
    const periods = model.panel.dates.length;
    const worth = valueOfCells(model.panel);
    const cells = new Float64Array(sizeOf(model.panel));
    this.outcome = new Float64Array(draws.length);
    this.value = new Float64Array(draws.length);
    this.components = model.components.map(() => new Float64Array(draws.length));
    for (const [index, draw] of draws.entries()) {
      for (const [component, into] of this.components.entries()) {
        model.contribution(component, draw, cells);
        let [outcome, value] = [0, 0];
        for (let cell = 0; cell < cells.length; cell++) {
          if (cell % periods < from) continue;
          outcome += cells[cell] ?? 0;
          value += (cells[cell] ?? 0) * (worth[cell] ?? 1);
        }
        into[index] = value;
        this.outcome[index] = (this.outcome[index] ?? 0) + outcome;
        this.value[index] = (this.value[index] ?? 0) + value;
      }
    }
  }
}

const difference = (a: Float64Array, b: Float64Array) => a.map((value, draw) => value - (b[draw] ?? 0));

const compared = (planned: Float64Array, scenario: Float64Array) => ({
  planned: intervalOf(planned),
  scenario: intervalOf(scenario),
  difference: intervalOf(difference(scenario, planned)),
});

function spendOf(panel: Panel, { media }: ScenarioColumns, from: number): number {
  const periods = panel.dates.length;
  const columns = new Set([...media.values()].flatMap(({ spend }) => spend ?? []));
  let total = 0;
  for (const column of columns)
    for (const [cell, money] of (panel.columns.get(column) ?? new Float64Array()).entries())
      if (cell % periods >= from) total += money;
  return total;
}

/** A cell is extrapolated when it has more exposure than the same geo ever had in the data. */
function extrapolatedOf(seen: Panel, changed: Panel, { media }: ScenarioColumns): string[] {
  return [...media].flatMap(([channel, { exposure }]) => {
    const [before, after] = [seen.columns.get(exposure), changed.columns.get(exposure)];
    if (!before || !after) return [];
    const most = seen.geos.map((_geo, geo) =>
      before
        .subarray(geo * seen.dates.length, (geo + 1) * seen.dates.length)
        .reduce((high, one) => Math.max(high, one), 0),
    );
    const periods = changed.dates.length;
    return after.some((value, cell) => value > (most[Math.floor(cell / periods)] ?? 0) * (1 + 1e-9)) ? [channel] : [];
  });
}

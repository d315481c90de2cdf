import { daysBetween } from '../domain/budget/plan.js';
import { daysOf } from '../domain/data/grain.js';
import { type View, viewOf } from '../domain/optimiser/views.js';
import type { Panel } from '../domain/panel.js';
import type { ResponseCurves } from '../domain/response-curves.js';
import { meanOf } from '../domain/results/interval.js';
import type { CalibrationSummary } from '../domain/run-summary.js';
import type { OpenRun } from './open-run.js';
import { paidColumns, spentIn } from './plan-window.js';

/** Cells × draws up to which plans are looked for that no source finds bad. */
const MOST_CELLS = 1_000_000;

/**
 * What else is known of the channels of a run, as the model's curves brought to it: the experiments that it was calibrated by as they
 * were measured, and the credit of attribution as it stands, without what the model takes for its bias. None where nothing is known,
 * or where a search over all of them would take minutes: with S-shaped effects, and with very many cells.
 */
export function otherViews(run: OpenRun, curves: ResponseCurves, today: readonly number[]): readonly View[] {
  const { panel, summary } = run;
  const isQuick = curves.concave.every(Boolean) && curves.draws * panel.geos.length * panel.dates.length <= MOST_CELLS;
  if (!isQuick) return [];
  const said = {
    experiments: curves.channels.map((channel, index) => {
      const factor = measuredByModelled(summary.calibration.filter((one) => one.channel === channel));
      return factor === null ? null : factor * contributionOf(curves, index, today[index] ?? 0);
    }),
    attribution: curves.channels.map((channel, index) => {
      const returned = creditPerMoney(run, channel);
      return returned === null ? null : returned * (today[index] ?? 0);
    }),
  };
  return Object.entries(said).flatMap(([name, contributions]) =>
    contributions.every((one) => one === null) ? [] : [viewOf(name, curves, today, contributions)],
  );
}

/** The measured lift by the modelled one: least squares through the origin, weighted by the precision of each experiment. */
function measuredByModelled(experiments: readonly CalibrationSummary[]): number | null {
  let [both, own] = [0, 0];
  for (const { lift, standardError, modelled } of experiments) {
    both += (lift * modelled.mean) / standardError ** 2;
    own += (modelled.mean / standardError) ** 2;
  }
  return own > 0 ? both / own : null;
}

function contributionOf(curves: ResponseCurves, channel: number, budget: number): number {
  const [value, slope] = [new Float64Array(curves.draws), new Float64Array(curves.draws)];
  curves.evaluate(channel, budget, value, slope);
  return meanOf(value);
}

/** Value that attribution credits a channel with, by the money that it cost in the credited periods. */
function creditPerMoney({ panel, spec }: OpenRun, channel: string): number | null {
  const column = paidColumns(spec).find((one) => one.channel === channel)?.spend;
  const credits = spec.calibration.attribution?.credits.filter((credit) => credit.channel === channel) ?? [];
  if (column === undefined) return null;
  let [value, money] = [0, 0];
  for (const { from, to, attributed } of credits) {
    const length = daysOf(panel.grain);
    const begin = daysBetween(panel.dates[0] ?? from, from) / length;
    const end = (daysBetween(panel.dates[0] ?? from, to) + 1) / length;
    value += attributed * valuePerUnit(panel, begin, end);
    money += spentIn(panel, column, begin, end);
  }
  return money > 0 ? value / money : null;
}

/** Mean over some periods, weighted by the outcome; 1 where a unit has no value, or is money. */
function valuePerUnit({ valuePerUnit: values, outcome, geos, dates }: Panel, from: number, to: number): number {
  if (values === null) return 1;
  let [value, units] = [0, 0];
  for (let geo = 0; geo < geos.length; geo++)
    for (let at = geo * dates.length + from; at < geo * dates.length + to; at++) {
      value += (outcome[at] ?? 0) * (values[at] ?? 0);
      units += outcome[at] ?? 0;
    }
  return units > 0 ? value / units : 1;
}

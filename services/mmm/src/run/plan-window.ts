import { StellwerkError } from '@stellwerk/contracts';
import { type BudgetPlan, daysBetween, daysOf, weeklyOf } from '../domain/budget/plan.js';
import type { ChannelColumns } from '../domain/data/data-columns.js';
import { extendPanel } from '../domain/forecast/extend-panel.js';
import type { FittedMix } from '../domain/model/fitted-mix.js';
import type { Panel } from '../domain/panel.js';
import { errors } from '../errors.js';
import { channelColumns } from './evidence-of.js';
import type { OpenRun } from './open-run.js';

/** The periods that a plan is about, on a panel that reaches to their end. */
export interface PlanWindow {
  /** The model over that panel; in the future, media run evenly at today's level. */
  readonly fitted: FittedMix;
  /** Index of the first period, and after the last. */
  readonly from: number;
  readonly to: number;
  /** Money over the window as it is spent today, by channel; only channels of the model that cost money. */
  readonly today: ReadonlyMap<string, number>;
}

const DAYS = { day: 1, week: 7 } as const;
/** Most periods between the data and the end of a plan; beyond it nothing is known of seasons and prices. */
const MOST_AHEAD = { day: 730, week: 104 } as const;

/**
 * The window of a plan. Within the data it is the spend there that is shared out anew, with its flighting; after the data, the plan
 * in force or the spend of the last periods, spread evenly over the window and over geos as in the last year.
 * @throws StellwerkError MMM_PLAN_INVALID where the days are no whole periods, or lie partly in the data or too far ahead
 */
export function planWindow(
  run: OpenRun,
  { from, to }: Pick<BudgetPlan, 'from' | 'to'>,
  current: BudgetPlan | null,
): PlanWindow {
  const { panel } = run;
  const length = DAYS[panel.grain];
  const days = daysOf({ from, to });
  if (!(days >= 1 && days % length === 0)) throw invalid('to', `${days} days are no whole ${panel.grain}s`);
  const periods = days / length;
  const first = Math.floor(daysBetween(panel.dates[0] ?? from, from) / length);
  const known = panel.dates.length;
  if (first < 0) throw invalid('from', `the data begin on ${panel.dates[0]}`);
  if (first + periods <= known) return withinData(run, first, first + periods);
  if (first < known) throw invalid('from', `${from} lies in the data, which end before ${to}; plan what is to come`);
  if (first + periods - known > MOST_AHEAD[panel.grain]) {
    throw invalid('to', `${to} lies more than ${MOST_AHEAD[panel.grain]} ${panel.grain}s after the data`);
  }
  return afterData(run, first, periods, current);
}

function withinData({ panel, spec, fitted }: OpenRun, from: number, to: number): PlanWindow {
  const today = new Map(paidColumns(spec).map(({ channel, spend }) => [channel, spentIn(panel, spend, from, to)]));
  const resting = channelColumns(spec).filter(({ channel }) => today.get(channel) === 0);
  return { fitted: resting.length === 0 ? fitted : fitted.over(withUnits(panel, resting, from, to)), from, to, today };
}

/** Channels that rested get one unit of money, spread evenly at their usual cost: something that a budget can be a multiple of. */
function withUnits(panel: Panel, resting: readonly ChannelColumns[], from: number, to: number): Panel {
  const columns = new Map(panel.columns);
  const periods = panel.dates.length;
  const cell = 1 / (panel.geos.length * (to - from));
  const fill = (name: string, value: number) =>
    columns.set(
      name,
      (columns.get(name) ?? new Float64Array()).map((one, at) =>
        at % periods >= from && at % periods < to ? value : one,
      ),
    );
  for (const { media, spend = media } of resting) {
    const perMoney = spentIn(panel, media, 0, periods) / spentIn(panel, spend, 0, periods);
    fill(spend, cell);
    if (media !== spend) fill(media, cell * perMoney);
  }
  return { ...panel, columns };
}

function afterData(
  { panel, spec, fitted }: OpenRun,
  first: number,
  periods: number,
  current: BudgetPlan | null,
): PlanWindow {
  const known = panel.dates.length;
  const perPeriod = current && perPeriodOf(current, DAYS[panel.grain]);
  const today = new Map(
    paidColumns(spec).map(({ channel, spend }) => {
      const recent = spentIn(panel, spend, Math.max(0, known - periods), known) / Math.min(periods, known);
      return [channel, periods * (perPeriod ? (perPeriod.get(channel) ?? 0) : recent)] as const;
    }),
  );
  // A channel that has nothing gets one unit of money, so that there is something that a budget can be a multiple of.
  const spend = Object.fromEntries([...today].map(([channel, money]) => [channel, money > 0 ? money / periods : 1]));
  const future = extendPanel(panel, { name: 'plan', periods: first + periods - known, spend }, channelColumns(spec));
  return { fitted: fitted.over(future.panel), from: first, to: first + periods, today };
}

const perPeriodOf = (plan: BudgetPlan, days: number): ReadonlyMap<string, number> =>
  new Map([...weeklyOf(plan)].map(([channel, weekly]) => [channel, (weekly * days) / 7]));

/** Channels that cost money, with their column of it. */
export const paidColumns = (spec: OpenRun['spec']): { readonly channel: string; readonly spend: string }[] =>
  channelColumns(spec).flatMap(({ channel, spend }) => (spend === undefined ? [] : [{ channel, spend }]));

/** Money in some periods. @param geos by index; default all */
export function spentIn(
  { columns, geos: all, dates }: Panel,
  column: string,
  from: number,
  to: number,
  geos: readonly number[] = [...all.keys()],
): number {
  const values = columns.get(column) ?? new Float64Array();
  let money = 0;
  for (const geo of geos)
    for (let period = from; period < to; period++) money += values[geo * dates.length + period] ?? 0;
  return money;
}

const invalid = (field: string, problem: string) =>
  new StellwerkError(errors.PLAN_INVALID, { field, problem }, { field });

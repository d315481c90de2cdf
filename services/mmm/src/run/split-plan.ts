import { StellwerkError } from '@stellwerk/contracts';
import { responseCurves } from '../domain/model/media-curves.js';
import { joinCells } from '../domain/optimiser/cell-curves.js';
import { flight } from '../domain/optimiser/flighting.js';
import { MixSpread } from '../domain/optimiser/mix-spread.js';
import { optimise } from '../domain/optimiser/optimise.js';
import { OutcomeDraws } from '../domain/optimiser/outcome-draws.js';
import type { PlanSplit, SplitLine } from '../domain/plan-summary.js';
import { evenDraws, intervalOf } from '../domain/results/interval.js';
import { errors } from '../errors.js';
import { type PlanWindow, spentIn } from './plan-window.js';

/** How the money of each channel is to be spread. */
export interface SplitRequest {
  readonly by: PlanSplit['by'];
  /** `geo`: most by which the money of a geo may change, as a share of what it has. Default 0.5. */
  readonly geoStep?: number | undefined;
}

/** Draws that money is spread with: over weeks fewer where there are many cells, each week's gradient being one look at all of them. */
const DRAWS = 200;
const LEAST_DRAWS = 50;
const CELLS = 1_000_000;
const GEO_STEP = 0.5;
/** Share of all money up to which a channel gets nothing but for rounding. */
const NOTHING = 1e-9;
/** A year; beyond it the search takes long, and nobody books weeks so far ahead. */
const MOST_WEEKS = 52;

/** One channel's money, spread. */
interface Spread {
  readonly lines: readonly SplitLine[];
  /** Value in each draw: spread as today, and as proposed. */
  readonly today: Float64Array;
  readonly proposed: Float64Array;
  readonly kind: PlanSplit['certificate']['kind'];
  /** Of the proposed value to the best possible, relative; null where nothing is known. */
  readonly gap: number | null;
}

/**
 * Spreads the proposed money of each channel over geos or over weeks, so that it brings most; the money of channels stays.
 * @param channels of the model, with the money that they get over the window
 * @throws StellwerkError MMM_PLAN_INVALID where there is but one geo or week, or too many weeks
 */
export function splitPlan(
  window: PlanWindow,
  channels: readonly { readonly channel: string; readonly proposed: number }[],
  { by, geoStep = GEO_STEP }: SplitRequest,
): PlanSplit {
  assertSplittable(window, by);
  const all = channels.reduce((sum, { proposed }) => sum + proposed, 0);
  const spreads = channels
    .filter(({ proposed }) => proposed > NOTHING * all)
    .map(({ channel, proposed }) =>
      by === 'geo' ? overGeos(window, channel, proposed, geoStep) : overWeeks(window, channel, proposed),
    );
  const lift = spreads.reduce(
    (total, { today, proposed }) => total.map((value, draw) => value + (proposed[draw] ?? 0) - (today[draw] ?? 0)),
    new Float64Array(spreads[0]?.today.length ?? 0),
  );
  const gaps = spreads.map(({ gap }) => gap);
  return {
    by,
    lines: spreads.flatMap(({ lines }) => lines),
    lift: intervalOf(lift),
    probabilityBetter: lift.filter((more) => more > 0).length / lift.length,
    certificate: {
      kind: (['local', 'gap', 'kkt'] as const).find((kind) => spreads.some((one) => one.kind === kind)) ?? 'kkt',
      gap: gaps.every((gap) => gap !== null) ? Math.max(...gaps, 0) : null,
    },
  };
}

function assertSplittable({ fitted, from, to }: PlanWindow, by: PlanSplit['by']): void {
  const weeks = Math.ceil((to - from) / periodsPerWeek(fitted.panel.grain));
  const problem =
    by === 'geo'
      ? fitted.panel.geos.length < 2
        ? 'the model has one geo'
        : null
      : weeks < 2
        ? 'there is but one week'
        : weeks > MOST_WEEKS
          ? `${weeks} weeks are more than ${MOST_WEEKS}: name a shorter span with "from" and "to"`
          : null;
  if (problem !== null) throw new StellwerkError(errors.PLAN_INVALID, { field: 'by', problem }, { field: 'by' });
}

const periodsPerWeek = (grain: 'day' | 'week'): number => (grain === 'week' ? 1 : 7);

/** Geos without money today stay without: what they would bring has not been seen. */
function overGeos({ fitted, from, to }: PlanWindow, channel: string, money: number, step: number): Spread {
  const { panel } = fitted;
  const column = fitted.spendColumn(channel);
  const spent = panel.geos.map((_, geo) => spentIn(panel, column, from, to, [geo]));
  const all = spent.reduce((sum, one) => sum + one, 0);
  const active = spent.flatMap((one, geo) => (one > 0 ? [geo] : []));
  const today = active.map((geo) => (money * (spent[geo] ?? 0)) / all);
  const { curves } = joinCells(
    active.map((geo) => ({
      geo: panel.geos[geo] ?? '',
      curves: responseCurves(fitted, { from, to, geos: [geo], channels: [channel], draws: DRAWS }),
    })),
  );
  const limits = active.map(() => ({ lowest: Math.max(0, 1 - step), highest: 1 + step }));
  const { budgets, certificate } = optimise({ curves, today, limits, goal: { kind: 'budget' } });
  const outcomes = new OutcomeDraws(curves);
  return {
    lines: active.map((geo, at) => ({
      ...{ channel, geo: panel.geos[geo] ?? '', current: today[at] ?? 0, proposed: budgets[at] ?? 0 },
    })),
    today: outcomes.total(today),
    proposed: outcomes.total(budgets),
    kind: certificate.kind,
    gap: certificate.gap,
  };
}

function overWeeks({ fitted, from, to }: PlanWindow, channel: string, money: number): Spread {
  const { panel } = fitted;
  const perWeek = periodsPerWeek(panel.grain);
  const window = { from, to, periodsPerWeek: perWeek };
  const cells = panel.geos.length * (to - from) * Math.ceil((to - from) / perWeek);
  const draws = Math.min(DRAWS, Math.max(LEAST_DRAWS, Math.floor(CELLS / cells)));
  const spread = new MixSpread(fitted, channel, window, evenDraws(fitted.draws, draws));
  const all = spread.usual.reduce((sum, one) => sum + one, 0);
  const today = spread.usual.map((one) => (money * one) / all);
  const { weekly, value, upperBound, kind } = flight(spread, money, {}, today);
  return {
    lines: weekly.map((proposed, week) => ({
      ...{ channel, week: panel.dates[from + week * perWeek] ?? '', current: today[week] ?? 0, proposed },
    })),
    today: spread.byDraw(today),
    proposed: spread.byDraw(Float64Array.from(weekly)),
    kind,
    gap: upperBound === null ? null : (upperBound - value) / Math.abs(value),
  };
}

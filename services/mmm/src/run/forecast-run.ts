import { RandomStream } from '@stellwerk/statistics';
import { extendPanel, type ForecastAssumption } from '../domain/forecast/extend-panel.js';
import { comparePlans, type Forecast, forecast, type PlanDifference } from '../domain/forecast/forecast.js';
import { type MediaPlan, readMediaPlan } from '../domain/forecast/media-plan.js';
import { channelColumns } from './evidence-of.js';
import type { OpenRun } from './open-run.js';

/** What is to be forecast. */
export interface ForecastQuestion {
  /** Periods after the data; media, prices and promotions as planned, else as in the last year. */
  readonly plan: unknown;
}

export interface ForecastAnswer {
  readonly runId: string;
  readonly plan: MediaPlan;
  readonly forecast: Forecast;
  /** What was not planned, and what was taken in its place. */
  readonly assumptions: readonly ForecastAssumption[];
  /** Against the same periods without a plan, as in the last year; null where nothing was planned. */
  readonly difference: PlanDifference | null;
}

/** Stream of the seed: the same run and plan give the same forecast. */
const STREAM = 3_000_000;

/** @throws StellwerkError MMM_PLAN_INVALID naming the field */
export function forecastRun(
  { summary, panel, spec, fitted }: OpenRun,
  { plan: given }: ForecastQuestion,
): ForecastAnswer {
  const plan = readMediaPlan(given);
  const channels = channelColumns(spec);
  const future = extendPanel(panel, plan, channels);
  const stream = new RandomStream(summary.seed).split(STREAM);
  const isPlanned = plan.spend !== undefined || plan.columns !== undefined || plan.otherChannels === 'off';
  const usual = isPlanned ? extendPanel(panel, { name: 'as last year', periods: plan.periods }, channels).panel : null;
  return {
    runId: summary.runId,
    plan,
    forecast: forecast(fitted, future.panel, () => stream.uniform()),
    assumptions: future.assumptions,
    difference: usual && comparePlans(fitted, future.panel, usual),
  };
}

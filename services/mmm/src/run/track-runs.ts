import { RandomStream } from '@stellwerk/statistics';
import { type DriftReport, watchDrift } from '../domain/forecast/drift.js';
import { forecast } from '../domain/forecast/forecast.js';
import { type ForecastPoint, type ForecastRecord, trackForecasts } from '../domain/forecast/tracking.js';
import type { Panel } from '../domain/panel.js';
import { type OpenRun, openRun } from './open-run.js';

/** How well the runs of a model said what came after their data, and whether that has changed. */
export interface TrackedRuns extends ForecastRecord {
  /** Runs that had something to say of the newest data, the oldest first. */
  readonly runs: readonly string[];
  readonly drift: DriftReport;
}

/** Stream of the seed: the same run and data give the same record. */
const STREAM = 4_000_000;

/**
 * Holds runs against data that came after theirs, with the media that then ran. A run of other geos, of another grain or of another
 * beginning cannot be compared and is left out.
 * @param folders run folders of one model, the oldest first
 * @throws StellwerkError MMM_RUN_DAMAGED, MMM_POSTERIOR_DAMAGED
 */
export async function trackRuns(folders: readonly string[], newest: Panel): Promise<TrackedRuns> {
  const runs: string[] = [];
  const points: ForecastPoint[] = [];
  for (const folder of folders) {
    const run = await openRun(folder);
    if (!isContinuedBy(run.panel, newest)) continue;
    runs.push(run.summary.runId);
    points.push(...pointsOf(run, newest));
  }
  const record = trackForecasts(points, observedByPeriod(newest));
  return { ...record, runs, drift: watchDrift(record.tracked) };
}

function isContinuedBy(earlier: Panel, later: Panel): boolean {
  const isSame = earlier.grain === later.grain && earlier.geos.join('\n') === later.geos.join('\n');
  const hasColumns = [...earlier.columns.keys()].every((name) => later.columns.has(name));
  return isSame && hasColumns && earlier.dates[0] === later.dates[0] && later.dates.length > earlier.dates.length;
}

function pointsOf({ summary, fitted }: OpenRun, newest: Panel): ForecastPoint[] {
  const stream = new RandomStream(summary.seed).split(STREAM);
  const { dates, predicted, quantiles } = forecast(fitted, newest, () => stream.uniform());
  return dates.map((date, at) => ({
    ...{ runId: summary.runId, madeAt: summary.at, date, horizon: at + 1 },
    ...{ mean: predicted.mean[at] ?? Number.NaN, low: predicted.low[at] ?? Number.NaN },
    ...{ high: predicted.high[at] ?? Number.NaN, quantiles: quantiles[at] ?? [] },
  }));
}

/** The outcome of all geos together. */
function observedByPeriod({ dates, geos, outcome }: Panel): Map<string, number> {
  const sums = dates.map((_, period) =>
    geos.reduce((sum, _geo, geo) => sum + (outcome[geo * dates.length + period] ?? 0), 0),
  );
  return new Map(dates.map((date, period) => [date, sums[period] ?? 0]));
}

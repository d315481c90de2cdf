import { type ClickHouseOptions, createClickHouse } from '@stellwerk/clickhouse';
import type { PlannedBudget, PlanTask } from '../budget/planner.js';
import type { CarriedError } from '../carried-error.js';
import type { Panel } from '../domain/panel.js';
import { fillDefaults } from '../domain/spec/fill-defaults.js';
import type { TenantPanel, TenantQuery } from '../fits.js';
import { type ForecastAnswer, type ForecastQuestion, forecastRun } from '../run/forecast-run.js';
import { openRun } from '../run/open-run.js';
import { planRun } from '../run/plan-run.js';
import { type ScenarioAnswer, type ScenarioQuestion, scenarioRun } from '../run/scenario-run.js';
import { type TrackedRuns, trackRuns } from '../run/track-runs.js';
import { readClickHousePanel } from './clickhouse-panel.js';

/** What takes seconds or much memory, and so is done beside the thread that answers. */
export type Task =
  | {
      readonly kind: 'read';
      readonly clickHouse: ClickHouseOptions;
      readonly query: TenantQuery & { readonly today: string };
    }
  | { readonly kind: 'plan'; readonly folder: string; readonly task: PlanTask }
  | { readonly kind: 'forecast'; readonly folder: string; readonly question: ForecastQuestion }
  | { readonly kind: 'track'; readonly folders: readonly string[]; readonly newest: Panel }
  | { readonly kind: 'scenario'; readonly folder: string; readonly question: ScenarioQuestion };

/** What each task answers. */
export interface TaskResults {
  readonly read: TenantPanel;
  readonly plan: PlannedBudget;
  readonly forecast: ForecastAnswer;
  readonly scenario: ScenarioAnswer;
  readonly track: TrackedRuns;
}

export type ThreadAnswer = { readonly result: TaskResults[Task['kind']] } | { readonly refusal: CarriedError };

export async function runTask(task: Task): Promise<TaskResults[Task['kind']]> {
  switch (task.kind) {
    case 'read':
      return readTenant(task.clickHouse, task.query);
    case 'plan':
      return planRun(await openRun(task.folder), task.task);
    case 'forecast':
      return forecastRun(await openRun(task.folder), task.question);
    case 'track':
      return trackRuns(task.folders, task.newest);
    case 'scenario':
      return scenarioRun(await openRun(task.folder), task.question);
  }
}

async function readTenant(
  clickHouse: ClickHouseOptions,
  { tenant, specification: spec, today }: TenantQuery & { readonly today: string },
): Promise<TenantPanel> {
  const client = createClickHouse(clickHouse);
  try {
    const { panel, warnings } = await readClickHousePanel(client, { tenant, spec, today });
    return { panel, specification: fillDefaults(spec, panel), warnings };
  } finally {
    await client.close();
  }
}

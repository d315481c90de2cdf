import type { PlannedBudget, Planner, PlanTask } from '../budget/planner.js';
import type { Panel } from '../domain/panel.js';
import type { FitRegistry } from '../registry/registry.js';
import type { ForecastAnswer, ForecastQuestion } from '../run/forecast-run.js';
import type { ScenarioAnswer, ScenarioQuestion } from '../run/scenario-run.js';
import type { TrackedRuns } from '../run/track-runs.js';
import type { TaskThreads } from './task-threads.js';

/** Asks runs of the registry what would be. */
export class RunQuestions implements Planner {
  constructor(
    private readonly threads: TaskThreads,
    private readonly registry: Pick<FitRegistry, 'folderOf'>,
  ) {}

  plan(runId: string, task: PlanTask): Promise<PlannedBudget> {
    return this.threads.run({ kind: 'plan', folder: this.#folder(runId), task });
  }

  forecast(runId: string, question: ForecastQuestion): Promise<ForecastAnswer> {
    return this.threads.run({ kind: 'forecast', folder: this.#folder(runId), question });
  }

  scenario(runId: string, question: ScenarioQuestion): Promise<ScenarioAnswer> {
    return this.threads.run({ kind: 'scenario', folder: this.#folder(runId), question });
  }

  track(runIds: readonly string[], newest: Panel): Promise<TrackedRuns> {
    return this.threads.run({ kind: 'track', folders: runIds.map(this.#folder), newest });
  }

  #folder = (runId: string): string => this.registry.folderOf(runId).run;
}

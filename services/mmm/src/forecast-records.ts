import type { ControlTable } from '@stellwerk/bus';
import { StellwerkError } from '@stellwerk/contracts';
import type { RunQuestions } from './adapters/run-questions.js';
import { readSpec } from './domain/spec/parse-spec.js';
import { errors } from './errors.js';
import type { TenantData } from './fits.js';
import type { FitRegistry } from './registry/registry.js';
import type { TrackedRuns } from './run/track-runs.js';

export interface ForecastRecordsDeps {
  readonly data: TenantData;
  readonly registry: Pick<FitRegistry, 'list'>;
  readonly questions: Pick<RunQuestions, 'track'>;
  readonly control: Pick<ControlTable, 'get'>;
}

/** Runs that are held against the newest data: the last ones, as each of them is sampled anew. */
const MOST_RUNS = 12;

/** Holds what the published runs of a model said against what has come since. */
export class ForecastRecords {
  constructor(private readonly deps: ForecastRecordsDeps) {}

  /** @throws StellwerkError MMM_MODEL_UNKNOWN, and those of the data */
  async of(tenant: string, model: string): Promise<TrackedRuns> {
    const document = this.deps.control.get('mmm-spec', tenant, model);
    if (!document) throw new StellwerkError(errors.MODEL_UNKNOWN, { tenant, model }, { field: 'model' });
    const { panel } = await this.deps.data.read({ tenant, specification: readSpec(document.spec.specification) });
    const runs = this.deps.registry
      .list()
      .filter((run) => run.tenant === tenant && run.model === model && run.state === 'published')
      .slice(0, MOST_RUNS)
      .map(({ runId }) => runId)
      .reverse();
    return this.deps.questions.track(runs, panel);
  }
}

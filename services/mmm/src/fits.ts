import type { ControlTable } from '@stellwerk/bus';
import { StellwerkError } from '@stellwerk/contracts';
import { inSpan } from '@stellwerk/service';
import { DataError } from './domain/data/data-error.js';
import { type DataCheck, type DataProblem, describeData } from './domain/data/describe-data.js';
import type { Panel } from './domain/panel.js';
import type { MmmSpec } from './domain/spec/mmm-spec.js';
import { readSpec } from './domain/spec/parse-spec.js';
import type { SpecInput } from './domain/spec/schema.js';
import { errors } from './errors.js';
import type { FitQueue } from './jobs/fit-queue.js';
import type { FitRecord } from './registry/fit-record.js';
import { runIdOf } from './registry/run-id.js';
import { type SamplingChoice, withExperiments, withSampling } from './run/choices.js';

/** A tenant's data, checked and on a grid. */
export interface TenantPanel {
  readonly panel: Panel;
  readonly specification: MmmSpec;
  readonly warnings: readonly { readonly code: string; readonly text: string }[];
}

export interface TenantQuery {
  readonly tenant: string;
  readonly specification: SpecInput;
}

/** Reads what a specification needs of a tenant. */
export interface TenantData {
  /** @throws StellwerkError of the catalogue for data that do not fit; CLK_UNAVAILABLE */
  read(query: TenantQuery): Promise<TenantPanel>;
}

export interface FitAsked {
  readonly tenant: string;
  readonly model: string;
  /** Absent: the tenant's `mmm-spec` document of the model's name. */
  readonly specification?: object | undefined;
  /** Measured lifts beside those of the specification. */
  readonly experiments?: readonly object[] | undefined;
  readonly sampling: SamplingChoice;
  /** What becomes of it once it has passed. Default: a person promotes it. */
  readonly promotion?: FitRecord['promotion'];
}

export interface FitsDeps {
  readonly data: TenantData;
  readonly queue: FitQueue;
  readonly control: Pick<ControlTable, 'get'>;
  readonly clock: () => Date;
  readonly modelVersion: string;
}

/** Takes requests for fits: what is asked for, with which data, and whether it is there already. */
export class Fits {
  constructor(private readonly deps: FitsDeps) {}

  /**
   * Reads the data and asks for the fit. The same tenant, model, specification and data are the same fit, which is not
   * run twice.
   * @throws StellwerkError MMM_MODEL_UNKNOWN, MMM_FIT_BUSY, and those of the specification and the data
   */
  async ask(asked: FitAsked, by: string): Promise<{ readonly record: FitRecord; readonly isNew: boolean }> {
    const { tenant, model } = asked;
    const { queue, data, clock, modelVersion } = this.deps;
    const attributes = { 'stellwerk.tenant': tenant, 'stellwerk.model': model };
    return inSpan('mmm.ask', { attributes }, async (span) => {
      const { panel, specification, warnings } = await data.read({ tenant, specification: this.#specOf(asked) });
      const { dataHash } = panel;
      const runId = runIdOf({ tenant, model, specification, dataHash, modelVersion });
      span.setAttribute('stellwerk.run', runId);
      return queue.submit(
        {
          ...{ runId, tenant, model, dataHash },
          specification: { ...specification },
          warnings: [...warnings],
          command: commandOf(asked, runId, specification),
          requestedBy: by,
          requestedAt: clock().toISOString(),
          state: 'queued',
          attempts: 0,
          startedAt: null,
          endedAt: null,
          failedChecks: [],
          error: null,
          promotion: asked.promotion ?? 'by-person',
          isTold: false,
        },
        panel,
      );
    });
  }

  /**
   * Reads the data as for a fit and asks for none. All that is wrong with them at once is an answer.
   * @throws StellwerkError MMM_MODEL_UNKNOWN, those of the specification, and what prevents reading
   */
  async check(asked: FitAsked): Promise<DataCheck> {
    const specification = this.#specOf(asked);
    try {
      const { panel, warnings } = await this.deps.data.read({ tenant: asked.tenant, specification });
      return { data: describeData(panel, warnings), problems: [] };
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      return { data: null, problems: error.problems.map(problemOf) };
    }
  }

  /** @throws StellwerkError MMM_MODEL_UNKNOWN, MMM_SPEC_INVALID, MMM_EXPERIMENT_INVALID */
  #specOf({ tenant, model, specification, experiments, sampling }: FitAsked): SpecInput {
    const given = specification ?? this.deps.control.get('mmm-spec', tenant, model)?.spec.specification;
    if (!given) throw new StellwerkError(errors.MODEL_UNKNOWN, { tenant, model }, { field: 'model' });
    return withExperiments(withSampling(readSpec(given), sampling), experiments ?? []);
  }
}

const problemOf = ({ code, message, fix, field }: StellwerkError): DataProblem => ({
  ...{ code, detail: message, fix },
  ...(field !== undefined && { field }),
});

/** A specification that came with the request is nobody's document: the run itself has it. */
function commandOf(
  { tenant, model, specification, experiments }: FitAsked,
  runId: string,
  { sampling }: MmmSpec,
): string {
  const fit = `stellwerk mmm fit --tenant ${tenant} --model ${model}`;
  if (specification !== undefined || experiments !== undefined)
    return `stellwerk mmm show ${runId} --specification > spec.json && ${fit} --spec spec.json`;
  const { seed, chains, warmup, draws } = sampling;
  return `${fit} --seed ${seed} --chains ${chains} --warmup ${warmup} --draws ${draws}`;
}

import { join } from 'node:path';
import { StellwerkError } from '@stellwerk/contracts';
import { NumericalError } from '@stellwerk/statistics';
import { type Progress, readCheckpoint, runChains, writeCheckpoint } from '@stellwerk/statistics/threads';
import { DENSITY_MODULE } from '../domain/model/density-factory.js';
import { fitModel, type MixFit, type MixSampler } from '../domain/model/fit-model.js';
import { diagnosticsOf } from '../domain/model/sampler-facts.js';
import type { Panel } from '../domain/panel.js';
import { summariseDraws } from '../domain/results/summarise-draws.js';
import type { Diagnostics, ParameterSummary } from '../domain/run-summary.js';
import type { MmmSpec } from '../domain/spec/mmm-spec.js';
import { errors } from '../errors.js';
import { evidenceOf } from './evidence-of.js';

export interface PosteriorTask {
  readonly spec: MmmSpec;
  /** The model is fitted to all of its periods. */
  readonly panel: Panel;
  /** Threads; they do not change the draws. */
  readonly workers: number;
  /** Folder and name of the checkpoint; it is taken up where it is there. */
  readonly checkpoint: { readonly folder: string; readonly name: string; readonly fingerprint: string };
  readonly progress: (progress: Pick<Progress, 'done' | 'timeLeftMs'>) => void;
  readonly signal?: AbortSignal | undefined;
}

/** A model with the draws of its posterior and what the sampler says of them. */
export interface PosteriorFit extends MixFit {
  readonly parameters: readonly ParameterSummary[];
  readonly diagnostics: Diagnostics;
}

/** Iterations of a chain between its checkpoints. */
const CHECKPOINT_EVERY = 100;

/**
 * Samples a model in threads. The same inputs and seed give the same draws for any number of threads and after any interruption.
 * @throws StellwerkError MMM_SAMPLING_FAILED, MMM_CHECKPOINT_UNFIT, those of a model that cannot be built; the reason of the signal
 */
export async function fitPosterior(task: PosteriorTask): Promise<PosteriorFit> {
  const { spec, panel, signal } = task;
  const startedMs = performance.now();
  try {
    const periods = panel.dates.length;
    const fit = await fitModel(spec, panel, { periods, evidence: evidenceOf(spec, panel), sampler: inThreads(task) });
    const parameters = summariseDraws(fit.table);
    const seconds = (performance.now() - startedMs) / 1_000;
    return { ...fit, parameters, diagnostics: diagnosticsOf(fit.sampling, parameters, seconds) };
  } catch (error) {
    throw named(error, signal);
  }
}

function inThreads({ workers, checkpoint, progress, signal }: PosteriorTask): MixSampler {
  const file = join(checkpoint.folder, `${checkpoint.name}.checkpoint`);
  return async (recipe, options) => {
    const resume = await readCheckpoint(file);
    return runChains(
      { module: DENSITY_MODULE, factory: 'createDensity', data: recipe },
      {
        ...options,
        threads: workers,
        fingerprint: checkpoint.fingerprint,
        onProgress: progress,
        onCheckpoint: (state) => writeCheckpoint(file, state),
        checkpointEvery: CHECKPOINT_EVERY,
        ...(resume && { resume }),
        ...(signal && { signal }),
      },
    );
  };
}

function named(error: unknown, signal: AbortSignal | undefined): unknown {
  if (!(error instanceof NumericalError)) return error;
  if (error.code === 'CANCELLED') return signal?.reason ?? error;
  const problem = error.message;
  const entry = error.code === 'CHECKPOINT_MISMATCH' ? errors.CHECKPOINT_UNFIT : errors.SAMPLING_FAILED;
  return new StellwerkError(entry, { problem }, { cause: error });
}

import type { RunSummary } from '../domain/run-summary.js';
import { runIdOf } from '../registry/run-id.js';
import type { SamplingChoice } from './choices.js';
import { type FitWatch, fitRun } from './fit-run.js';
import { type RunFiles, readRunFiles } from './read-inputs.js';
import { shellWord } from './shell-word.js';
import { MODEL_VERSION } from './version.js';

export interface FitFilesOptions {
  /** Run folder. */
  readonly folder: string;
  readonly sampling: SamplingChoice;
  readonly workers: number;
  readonly resume: boolean;
}

/** Tenant of runs on files: they belong to nobody. */
const NOBODY = 'file';

/** Fits a model to files, as the service fits one to a tenant's data. @throws as `readRunFiles` and `fitRun` do */
export async function fitFiles(files: RunFiles, options: FitFilesOptions, watch: FitWatch): Promise<RunSummary> {
  const { folder, sampling, workers, resume } = options;
  watch.progress?.({ phase: 'checks', share: 0, secondsLeft: null });
  const today = watch.now().toISOString().slice(0, 10);
  const { panel, specification, warnings } = await readRunFiles(files, today, sampling);
  const { dataHash } = panel;
  const runId = runIdOf({ tenant: NOBODY, model: NOBODY, specification, dataHash, modelVersion: MODEL_VERSION });
  const command = commandOf(files, folder, specification.sampling);
  return fitRun({ runId, command, specification, panel, warnings, folder, workers, resume }, watch);
}

function commandOf(
  { data, specification, experiments }: RunFiles,
  folder: string,
  sampling: Required<SamplingChoice>,
): string {
  const { seed, chains, warmup, draws } = sampling;
  const options = [
    ...['--spec', shellWord(specification)],
    ...(experiments === undefined ? [] : ['--experiments', shellWord(experiments)]),
    ...['--out', shellWord(folder)],
    `--seed ${seed} --chains ${chains} --warmup ${warmup} --draws ${draws}`,
  ];
  return `stellwerk mmm fit ${shellWord(data)} ${options.join(' ')}`;
}

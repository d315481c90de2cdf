import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RandomStream } from '@stellwerk/statistics';
import type { Panel } from '../domain/panel.js';
import { fitReport } from '../domain/report/fit-report.js';
import { languages } from '../domain/report/language.js';
import { firstPeriods, holdoutQuality } from '../domain/results/fit-quality.js';
import { encodePosterior } from '../domain/results/posterior-file.js';
import { summariseRun } from '../domain/results/summarise-run.js';
import type { FitQuality, RunSummary } from '../domain/run-summary.js';
import type { MmmSpec } from '../domain/spec/mmm-spec.js';
import type { FitProgress } from '../jobs/fit-runner.js';
import { encodePanel } from '../registry/panel-file.js';
import { writeWhole } from '../registry/whole-file.js';
import { evidenceOf, knowingBefore } from './evidence-of.js';
import { fitPosterior, type PosteriorTask } from './fit-posterior.js';
import { CHECKPOINT_FOLDER, DRAWS_FILE, PANEL_FILE, REPORT_FILES, SUMMARY_FILE } from './run-files.js';
import { versions } from './version.js';

export interface FitInput {
  readonly runId: string;
  /** The command that gives the same bytes again. */
  readonly command: string;
  readonly specification: MmmSpec;
  readonly panel: Panel;
  readonly warnings: RunSummary['warnings'];
  /** Run folder; made where it is not there. */
  readonly folder: string;
  /** Threads: they change how long a fit takes and not what it says. */
  readonly workers: number;
  /** Whether to go on from the checkpoints in the folder. */
  readonly resume: boolean;
}

export interface FitWatch {
  readonly now: () => Date;
  readonly progress?: (progress: FitProgress) => void;
  /** Ends the fit; its checkpoints stay. */
  readonly signal?: AbortSignal | undefined;
}

/** Streams of the seed: what is simulated for the results does not depend on how the sampler used its own. */
const STREAMS = { fit: 2_000_000, holdout: 2_000_001 } as const;
/** Ends of the phases as shares of a fit with a first fit that does not see the last periods, and without one. */
const ENDS = { holdout: 0.4, sampling: 0.9, results: 0.98 } as const;
/** A first fit needs fewer draws: it is asked for intervals, not for their tails. */
const HOLDOUT_DRAWS = 0.5;
const LEAST_HOLDOUT_DRAWS = 200;

/**
 * Fits a model and writes the run: a first fit that does not see the last periods, the fit itself, what it found, the reports. The
 * summary is written last, so a folder with one is complete. The same input gives the same figures, to the last bit.
 * @throws StellwerkError of the catalogue for a model that cannot be built or sampled; the reason of the signal
 */
export async function fitRun(input: FitInput, watch: FitWatch): Promise<RunSummary> {
  const { specification: spec, panel, folder, resume } = input;
  const checkpoints = join(folder, CHECKPOINT_FOLDER);
  if (!resume) await rm(checkpoints, { recursive: true, force: true });
  await mkdir(checkpoints, { recursive: true });
  await rm(join(folder, SUMMARY_FILE), { force: true });
  const holdout = spec.holdout.periods > 0 ? await fitHoldout(input, watch) : null;
  const progress = telling(watch, 'sampling', holdout === null ? 0 : ENDS.holdout, ENDS.sampling);
  const whole = await fitPosterior({ spec, panel, ...samplingOf(input, watch, 'fit'), progress });
  watch.progress?.({ phase: 'results', share: ENDS.sampling, secondsLeft: null });
  const stream = new RandomStream(spec.sampling.seed).split(STREAMS.fit);
  const summary = summariseRun({
    runId: input.runId,
    at: watch.now().toISOString(),
    command: input.command,
    seed: spec.sampling.seed,
    versions,
    warnings: input.warnings,
    spec,
    fitted: whole.fitted,
    diagnostics: whole.diagnostics,
    parameters: whole.parameters,
    holdout,
    lifts: evidenceOf(spec, panel).lifts,
    uniform: () => stream.uniform(),
  });
  watch.progress?.({ phase: 'report', share: ENDS.results, secondsLeft: null });
  await writeFile(join(folder, PANEL_FILE), encodePanel(panel));
  await writeFile(join(folder, DRAWS_FILE), encodePosterior(whole.table));
  for (const language of languages) await writeFile(join(folder, REPORT_FILES[language]), fitReport(summary, language));
  await writeWhole(join(folder, SUMMARY_FILE), `${JSON.stringify(summary, null, 2)}\n`);
  await rm(checkpoints, { recursive: true, force: true });
  return summary;
}

/** How a fit without the last periods says what it has not seen. Kept beside the checkpoints, so that it is not fitted again. */
async function fitHoldout(input: FitInput, watch: FitWatch): Promise<readonly FitQuality[]> {
  const { specification: spec, panel, folder } = input;
  const file = join(folder, CHECKPOINT_FOLDER, 'holdout.json');
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept !== null) return JSON.parse(kept, (_key, value) => value ?? Number.NaN);
  const seen = firstPeriods(panel, panel.dates.length - spec.holdout.periods);
  const { draws } = spec.sampling;
  const fewer = Math.min(draws, Math.max(LEAST_HOLDOUT_DRAWS, Math.round(HOLDOUT_DRAWS * draws)));
  const known = knowingBefore(spec, panel.dates[seen.dates.length] ?? '');
  const { fitted } = await fitPosterior({
    spec: { ...known, sampling: { ...spec.sampling, draws: fewer } },
    panel: seen,
    ...samplingOf(input, watch, 'holdout'),
    progress: telling(watch, 'holdout', 0, ENDS.holdout),
  });
  const stream = new RandomStream(spec.sampling.seed).split(STREAMS.holdout);
  const quality = holdoutQuality(fitted, panel, () => stream.uniform());
  await writeWhole(file, JSON.stringify(quality));
  return quality;
}

function samplingOf(
  { runId, folder, workers }: FitInput,
  { signal }: FitWatch,
  name: string,
): Pick<PosteriorTask, 'workers' | 'checkpoint' | 'signal'> {
  return { workers, signal, checkpoint: { folder: join(folder, CHECKPOINT_FOLDER), name, fingerprint: runId } };
}

/** The progress of one sampling as that of the whole fit; the time left is that of both fits while the first one runs. */
function telling(
  { progress }: FitWatch,
  phase: 'holdout' | 'sampling',
  from: number,
  to: number,
): PosteriorTask['progress'] {
  return ({ done, timeLeftMs }) => {
    const factor = phase === 'holdout' ? 1 + (ENDS.sampling - to) / ((to - from) * Math.max(1 - done, 0.05)) : 1;
    progress?.({
      phase,
      share: from + (to - from) * done,
      secondsLeft: timeLeftMs === null ? null : (factor * timeLeftMs) / 1_000,
    });
  };
}

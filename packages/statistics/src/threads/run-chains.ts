import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { NumericalError } from '../errors.js';
import { Chain, drawsOf } from '../sampler/chain.js';
import type { Checkpoint } from '../sampler/checkpoint.js';
import { type SamplerOptions, type SamplerSettings, samplerSettings } from '../sampler/options.js';
import type { Posterior } from '../sampler/posterior.js';
import { advance } from './advance.js';
import { type DensitySource, densityFrom } from './density-source.js';
import { type Progress, RunMonitor } from './run-monitor.js';
import { runInThreads } from './thread-pool.js';

const PROGRESS_MS = 100;

/** How to run chains, beside how to sample. */
export interface RunOptions extends SamplerOptions {
  /** Threads, each running one chain at a time; 0 for this thread. As many as there are cores by default. Draws do not depend on it. */
  readonly threads?: number;
  /** Stops the run between two iterations; the last checkpoint is handed on, then the run fails with CANCELLED. */
  readonly signal?: AbortSignal;
  /** Called about ten times per second and chain. What it throws fails the run. */
  readonly onProgress?: (progress: Progress) => void;
  /** Called with the state of the whole run; while it writes, the run goes on. What it throws fails the run. */
  readonly onCheckpoint?: (checkpoint: Checkpoint) => void | Promise<void>;
  /** Iterations of a chain between its checkpoints; 100 by default. */
  readonly checkpointEvery?: number;
  /** Where to go on. Settings and fingerprint must be those of the checkpoint. */
  readonly resume?: Checkpoint;
  /** What identifies model and data, e.g. a hash; goes into checkpoints. Empty by default. */
  readonly fingerprint?: string;
}

/**
 * Samples a density in threads. The draws are the same bytes for any number of threads, and after any interruption.
 * @throws RangeError for options out of range; NumericalError NO_FINITE_START, NO_STEP_SIZE, CANCELLED, THREAD_FAILED,
 * CHECKPOINT_MISMATCH
 */
export async function runChains(source: DensitySource, options: RunOptions): Promise<Posterior> {
  const settings = samplerSettings(options);
  const threads = options.threads ?? availableParallelism();
  const checkpointEvery = options.checkpointEvery ?? 100;
  if (!(Number.isInteger(threads) && threads >= 0))
    throw new RangeError(`threads must be an integer from 0 on, got ${threads}`);
  if (!(Number.isInteger(checkpointEvery) && checkpointEvery >= 1))
    throw new RangeError(`checkpointEvery must be an integer from 1 on, got ${checkpointEvery}`);
  const { signal = null, resume = null, onProgress = () => {}, onCheckpoint = null, fingerprint = '' } = options;
  if (resume !== null) requireSameRun(resume, settings, fingerprint);

  const monitor = new RunMonitor(settings, { fingerprint, onProgress, onCheckpoint }, resume);
  const every = onCheckpoint === null ? Number.POSITIVE_INFINITY : checkpointEvery;
  const stop = AbortSignal.any(signal === null ? [monitor.failing] : [signal, monitor.failing]);
  try {
    if (threads === 0) await runHere(source, settings, monitor, every, stop);
    else {
      const start = { source, settings, checkpointEvery: every, progressEveryMs: PROGRESS_MS };
      await runInThreads(threads, start, monitor, stop);
    }
  } finally {
    await monitor.settled();
  }
  monitor.throwFailure();
  if (monitor.unfinished().length > 0)
    throw new NumericalError('CANCELLED', 'the run was cancelled', { cause: signal?.reason });
  return { draws: settings.draws, maxDepth: settings.maxDepth, ...drawsOfAll(monitor.states) };
}

function drawsOfAll(states: Checkpoint['chains']): Pick<Posterior, 'dimension' | 'chains'> {
  const finished = states.filter((state) => state !== null);
  return { dimension: finished[0]?.position.length ?? 0, chains: finished.map(drawsOf) };
}

/** Runs the chains in this thread, which answers in between, until all are finished or the run is stopped. */
async function runHere(
  source: DensitySource,
  settings: SamplerSettings,
  monitor: RunMonitor,
  checkpointEvery: number,
  stop: AbortSignal,
): Promise<void> {
  const density = await densityFrom(source);
  for (const task of monitor.unfinished()) {
    if (stop.aborted) return;
    const chain = new Chain(density, settings, task.chain, task.state ?? undefined);
    for (;;) {
      await setImmediate();
      const pause = advance(chain, PROGRESS_MS, checkpointEvery, () => stop.aborted);
      if (pause === 'time is up') monitor.progress(task.chain, chain.done);
      else monitor.checkpoint(chain.state());
      if (pause === 'stopped') return;
      if (pause === 'finished') break;
    }
  }
}

function requireSameRun(checkpoint: Checkpoint, settings: SamplerSettings, fingerprint: string): void {
  if (checkpoint.fingerprint !== fingerprint)
    throw new NumericalError('CHECKPOINT_MISMATCH', 'the checkpoint belongs to another model or other data');
  for (const [name, value] of Object.entries(settings)) {
    const stored = Object.entries(checkpoint.settings).find(([other]) => other === name)?.[1];
    if (stored !== value)
      throw new NumericalError('CHECKPOINT_MISMATCH', `the checkpoint was made with ${name} ${stored}, not ${value}`);
  }
}

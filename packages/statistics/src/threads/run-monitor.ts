import type { ChainState } from '../sampler/chain.js';
import type { Checkpoint } from '../sampler/checkpoint.js';
import type { SamplerSettings } from '../sampler/options.js';
import type { ChainTask } from './messages.js';

/** How far a run is. */
export interface Progress {
  /** The chain that this report comes from. */
  readonly chain: number;
  /** Its iterations done, warm-up included, of {@link total}. */
  readonly iteration: number;
  readonly total: number;
  readonly phase: 'warm-up' | 'sampling';
  /** Share of the iterations of all chains that is done, from 0 to 1. */
  readonly done: number;
  /** Estimate for the whole run, from the pace so far; null before there is one. */
  readonly timeLeftMs: number | null;
}

export interface MonitorOptions {
  readonly fingerprint: string;
  readonly onProgress: (progress: Progress) => void;
  readonly onCheckpoint: ((checkpoint: Checkpoint) => void | Promise<void>) | null;
}

/** Puts the reports of chains together: progress with time left, and checkpoints of the whole run. */
export class RunMonitor {
  /** The latest known state of each chain. */
  readonly states: (ChainState | null)[];

  private readonly iterations: number[];
  private readonly startedAt = performance.now();
  private readonly doneAtStart: number;
  private readonly total: number;
  private writing: Promise<void> | null = null;
  private isStale = false;
  private readonly failed = new AbortController();
  private failure: { readonly error: unknown } | null = null;

  constructor(
    private readonly settings: SamplerSettings,
    private readonly options: MonitorOptions,
    resumed: Checkpoint | null,
  ) {
    this.states = Array.from({ length: settings.chains }, (_, chain) => resumed?.chains[chain] ?? null);
    this.iterations = this.states.map((state) => state?.iteration ?? 0);
    this.total = settings.warmup + settings.draws;
    this.doneAtStart = this.sum();
  }

  /** Chains that are not finished. */
  unfinished(): ChainTask[] {
    return this.states.flatMap((state, chain) => ((state?.iteration ?? 0) < this.total ? [{ chain, state }] : []));
  }

  progress(chain: number, iteration: number): void {
    this.iterations[chain] = iteration;
    const { total } = this;
    const all = total * this.iterations.length;
    const sum = this.sum();
    const since = sum - this.doneAtStart;
    const elapsedMs = performance.now() - this.startedAt;
    try {
      this.options.onProgress({
        chain,
        iteration,
        total,
        phase: iteration < this.settings.warmup ? 'warm-up' : 'sampling',
        done: sum / all,
        timeLeftMs: since === 0 ? null : (elapsedMs / since) * (all - sum),
      });
    } catch (error) {
      this.fail(error);
    }
  }

  /** Takes a chain's state, and hands on a checkpoint of the run; while one is being written, the next waits and may be skipped. */
  checkpoint(state: ChainState): void {
    this.states[state.chain] = state;
    this.progress(state.chain, state.iteration);
    const { onCheckpoint } = this.options;
    if (onCheckpoint === null) return;
    this.isStale = true;
    this.writing ??= this.writeAll(onCheckpoint).catch((error: unknown) => this.fail(error));
  }

  /** Aborted as soon as a function of the caller has thrown. */
  get failing(): AbortSignal {
    return this.failed.signal;
  }

  /** Waits until the last checkpoint is handed on. */
  async settled(): Promise<void> {
    await this.writing;
  }

  /** @throws what a function of the caller threw */
  throwFailure(): void {
    if (this.failure !== null) throw this.failure.error;
  }

  private fail(error: unknown): void {
    this.failure ??= { error };
    this.failed.abort();
  }

  private async writeAll(onCheckpoint: (checkpoint: Checkpoint) => void | Promise<void>): Promise<void> {
    while (this.isStale) {
      this.isStale = false;
      const { settings, states } = this;
      await onCheckpoint({ settings, fingerprint: this.options.fingerprint, chains: [...states] });
    }
    this.writing = null;
  }

  private sum(): number {
    return this.iterations.reduce((sum, one) => sum + one, 0);
  }
}

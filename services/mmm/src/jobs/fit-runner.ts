import type { RunSummary } from '../domain/run-summary.js';
import type { FitRecord } from '../registry/fit-record.js';
import type { FitFolder } from '../registry/registry.js';

/** How far a fit is. */
export interface FitProgress {
  readonly phase: 'checks' | 'holdout' | 'sampling' | 'results' | 'report';
  /** Share done of the whole fit, 0..1. */
  readonly share: number;
  /** Seconds that it will still take; null where nothing is known yet. */
  readonly secondsLeft: number | null;
}

export interface FitTask {
  readonly record: FitRecord;
  readonly folder: FitFolder;
}

export interface FitWatch {
  readonly progress: (progress: FitProgress) => void;
  /** Ends the fit; what it has sampled stays for a later start. */
  readonly signal: AbortSignal;
}

/** Fits one model and leaves its run in the folder; goes on from a checkpoint where one is there. */
export interface FitRunner {
  /** @throws StellwerkError of the catalogue for input that does not fit, and MMM_FIT_TOO_COSTLY beyond its limits */
  run(task: FitTask, watch: FitWatch): Promise<RunSummary>;
}

import type { NumericalErrorCode } from '../errors.js';
import type { ChainState } from '../sampler/chain.js';
import type { SamplerSettings } from '../sampler/options.js';
import type { DensitySource } from './density-source.js';

/** What a thread is started with. */
export interface ThreadStart {
  readonly source: DensitySource;
  readonly settings: SamplerSettings;
  /** Iterations between checkpoints; Infinity for none. */
  readonly checkpointEvery: number;
  readonly progressEveryMs: number;
  /** One 32-bit word; not 0 as soon as the run is to stop. */
  readonly stop: SharedArrayBuffer;
}

/** To a thread: run this chain, from its start or from a state. */
export interface ChainTask {
  readonly chain: number;
  readonly state: ChainState | null;
}

/** From a thread. */
export type ThreadMessage =
  | { readonly kind: 'progress'; readonly chain: number; readonly iteration: number }
  | { readonly kind: 'checkpoint' | 'stopped' | 'finished'; readonly state: ChainState }
  | { readonly kind: 'failed'; readonly code: NumericalErrorCode | null; readonly message: string };

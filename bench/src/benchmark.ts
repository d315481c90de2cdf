import type { Aim, Figure } from './result.js';

/** A figure as a benchmark promises it: its unit, and what it should reach where that is stated. */
export interface FigurePlan {
  readonly unit: string;
  readonly aim: Aim | null;
}

/** A figure as a benchmark measured it. */
export type Measurement = Pick<Figure, 'name' | 'value' | 'n' | 'low' | 'high' | 'peer'>;

/** What the harness gives a running benchmark. */
export interface BenchmarkContext {
  /** Measure less: for trying the script out. Say what is left out with {@link cut}. */
  readonly short: boolean;
  readonly seed: number;
  /** Empty folder that is removed afterwards. */
  readonly folder: string;
  /** One line of progress for people. */
  readonly log: (message: string) => void;
  /** Something a reader of the figures must know. */
  readonly note: (text: string) => void;
  /** What a shortened run left out. */
  readonly cut: (text: string) => void;
  /**
   * Path of a file below the data folder (`STELLWERK_DATA_DIR`); its hash goes into the result.
   * @throws when the file is not there.
   */
  readonly data: (file: string) => string;
}

/** One published measurement. `bench/src/<name>.ts` exports it as default. */
export interface Benchmark {
  /** `<area>.<what>`; equals the file name. */
  readonly name: string;
  readonly describe: string;
  /** Seed of everything random; null where nothing is. */
  readonly seed: number | null;
  /** What produces the load, and on how many cores beside the measured processes it runs. */
  readonly load: { readonly generator: string; readonly cores: number };
  /** Every figure that `run` returns, by name. */
  readonly figures: Readonly<Record<string, FigurePlan>>;
  readonly run: (context: BenchmarkContext) => Promise<Measurement[]>;
}

/** Aim "at least". */
export const atLeast = (value: number): Aim => ({ op: '>=', value });
/** Aim "at most". */
export const atMost = (value: number): Aim => ({ op: '<=', value });
/** Aim "exactly". */
export const exactly = (value: number): Aim => ({ op: '=', value });

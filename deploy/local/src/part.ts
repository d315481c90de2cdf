import type { StellwerkError } from '@stellwerk/contracts';
import type { PortName } from './ports.js';
import type { ProcessSpec } from './process/part-process.js';

/** One supervised program of the stack: what to run, when it is ready, and what its last words mean. */
export interface Part {
  readonly name: string;
  /** The port that clients use. */
  readonly port: number;
  /** Every port it opens, for the check before the start. */
  readonly portNames: readonly PortName[];
  readonly startTimeoutMs: number;
  /** Work before each start: files, formats. Must be repeatable. */
  prepare(): Promise<void>;
  process(): ProcessSpec;
  /** True only when clients would be served now. Never throws; bounded in time. */
  ready(): Promise<boolean>;
  /** A known cause in the last lines of a program that ended, else undefined. */
  explain(lastLines: readonly string[]): StellwerkError | undefined;
  /** The cause to end a program at once, in a line that it prints while it starts: going on would destroy data. */
  alarm(line: string): StellwerkError | undefined;
  /** A filter for one run's output: what may be kept of each line, if anything. Some programs quote rows in errors. */
  logFilter(): LogFilter;
}

export type LogFilter = (line: string) => string | undefined;

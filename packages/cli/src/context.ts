import type { CliEnvironment } from './config.js';

/** What commands need of the world; tests pass their own. */
export interface CliContext {
  readonly environment: CliEnvironment;
  /** One line of result, on stdout. */
  readonly write: (line: string) => void;
  /** Bytes on stdout as they are, for what is no text. */
  readonly writeBytes: (bytes: Uint8Array) => Promise<void>;
  /** Bytes on stdin. */
  readonly input: AsyncIterable<Uint8Array>;
  /** One line of progress, on stderr, so that stdout stays machine-readable. */
  readonly report: (line: string) => void;
  readonly now: () => Date;
  /** Ends long commands on Ctrl-C. */
  readonly signal: AbortSignal;
}

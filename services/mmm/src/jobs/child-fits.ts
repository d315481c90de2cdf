import { type ChildProcess, fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { StellwerkError } from '@stellwerk/contracts';
import { restored } from '../carried-error.js';
import type { RunSummary } from '../domain/run-summary.js';
import { errors } from '../errors.js';
import type { ProcessMessage } from './fit-process.js';
import type { FitProgress, FitRunner, FitTask, FitWatch } from './fit-runner.js';

export interface FitLimits {
  /** Longest fit, seconds. */
  readonly maxSeconds: number;
  /** Memory that the process of a fit may hold, MB; draws lie outside the heap, so it is the whole process that counts. */
  readonly maxMegabytes: number;
  /** Threads of a fit. */
  readonly workers: number;
}

export interface ChildFitsOptions extends FitLimits {
  readonly readSummary: (runId: string) => Promise<RunSummary>;
  /** Module that a child runs. Default the fit process of this service. */
  readonly module?: URL;
}

const MODULE = new URL('./fit-process.js', import.meta.url);
const MEBIBYTE = 1_048_576;

/**
 * Runs each fit in a process of its own, below the priority of everything else: the service keeps answering, a fit that asks for
 * too much time or memory ends alone, and one whose service dies ends with it.
 */
export class ChildFits implements FitRunner {
  constructor(private readonly options: ChildFitsOptions) {}

  async run({ record, folder }: FitTask, { progress, signal }: FitWatch): Promise<RunSummary> {
    signal.throwIfAborted();
    const { maxSeconds, maxMegabytes, workers, module = MODULE, readSummary } = this.options;
    const child = fork(module, [folder.record, folder.panel, folder.run, String(workers)], {
      execArgv: ['--enable-source-maps', `--max-old-space-size=${maxMegabytes}`],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'json',
    });
    lowerPriority(child);
    await new Promise<void>((resolve, reject) => {
      const tooCostly = () =>
        new StellwerkError(errors.FIT_TOO_COSTLY, { seconds: maxSeconds, megabytes: maxMegabytes });
      const end = (error: unknown) => {
        reject(error);
        child.kill('SIGKILL');
      };
      const timer = setTimeout(() => end(tooCostly()), maxSeconds * 1_000);
      const abort = () => end(signal.reason);
      signal.addEventListener('abort', abort, { once: true });
      child.on('message', (message: ProcessMessage) => {
        if (message.kind === 'progress') progress(message.progress satisfies FitProgress);
        else if (message.kind === 'memory' && message.bytes > maxMegabytes * MEBIBYTE) end(tooCostly());
        else if (message.kind === 'done') resolve();
        else if (message.kind === 'refused') reject(restored(message.error));
      });
      child.once('error', reject);
      child.once('exit', (code, signalName) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
        // A heap that is full ends the process with SIGABRT.
        if (signalName === 'SIGABRT') reject(tooCostly());
        else reject(new Error(`the process of the fit ended by ${signalName ?? `code ${code}`}`));
      });
    });
    return readSummary(record.runId);
  }
}

function lowerPriority({ pid }: ChildProcess): void {
  // Courtesy alone: a process that has ended already, or a system that does not allow it, is no reason to stop.
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {}
}

import { Worker } from 'node:worker_threads';
import { NumericalError } from '../errors.js';
import type { ChainTask, ThreadMessage, ThreadStart } from './messages.js';
import type { RunMonitor } from './run-monitor.js';

const THREAD = new URL('./chain-thread.js', import.meta.url);
/** How long a stopped thread may take to finish its iteration. */
const STOP_MS = 30_000;

/**
 * Runs chains in threads, each thread one chain after the other, until all are finished or the run is stopped.
 * @throws NumericalError of a chain, or THREAD_FAILED
 */
export async function runInThreads(
  threads: number,
  start: Omit<ThreadStart, 'stop'>,
  monitor: RunMonitor,
  signal: AbortSignal,
): Promise<void> {
  const stop = new SharedArrayBuffer(4);
  const waiting = monitor.unfinished();
  const workers: Worker[] = [];
  let timer: NodeJS.Timeout | undefined;
  const onAbort = () => {
    Atomics.store(new Int32Array(stop), 0, 1);
    timer = setTimeout(() => void endAll(workers), STOP_MS);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    await Promise.all(
      Array.from({ length: Math.min(threads, waiting.length) }, () => {
        const worker = new Worker(THREAD, { workerData: { ...start, stop } satisfies ThreadStart });
        workers.push(worker);
        return untilDone(worker, waiting, monitor, () => signal.aborted);
      }),
    );
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    await endAll(workers);
  }
}

/** Gives a thread one chain after the other. */
function untilDone(worker: Worker, waiting: ChainTask[], monitor: RunMonitor, isStopped: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const next = () => {
      const task = isStopped() ? undefined : waiting.shift();
      if (task === undefined) resolve();
      else worker.postMessage(task);
    };
    worker.on('message', (message: ThreadMessage) => {
      switch (message.kind) {
        case 'progress':
          monitor.progress(message.chain, message.iteration);
          break;
        case 'checkpoint':
          monitor.checkpoint(message.state);
          break;
        case 'stopped':
        case 'finished':
          monitor.checkpoint(message.state);
          next();
          break;
        case 'failed':
          reject(
            message.code === null
              ? new NumericalError('THREAD_FAILED', message.message)
              : new NumericalError(message.code, message.message),
          );
      }
    });
    worker.on('error', (error) => {
      reject(new NumericalError('THREAD_FAILED', `a chain's thread failed: ${String(error)}`, { cause: error }));
    });
    worker.on('exit', (code) => {
      if (isStopped()) resolve();
      else reject(new NumericalError('THREAD_FAILED', `a chain's thread ended with code ${code} before its chain`));
    });
    next();
  });
}

async function endAll(workers: readonly Worker[]): Promise<void> {
  await Promise.all(workers.map((worker) => worker.terminate()));
}

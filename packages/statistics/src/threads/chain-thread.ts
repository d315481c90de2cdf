import { parentPort, workerData } from 'node:worker_threads';
import { NumericalError } from '../errors.js';
import type { LogDensity } from '../log-density.js';
import { Chain } from '../sampler/chain.js';
import { advance } from './advance.js';
import { densityFrom } from './density-source.js';
import type { ChainTask, ThreadMessage, ThreadStart } from './messages.js';

// One thread, one chain after the other: see `thread-pool.ts`.

if (parentPort === null) throw new Error('chain-thread runs as a worker thread only');
const port = parentPort;
const { source, settings, checkpointEvery, progressEveryMs, stop }: ThreadStart = workerData;
const stopWord = new Int32Array(stop);
const isStopped = () => Atomics.load(stopWord, 0) !== 0;
const send = (message: ThreadMessage) => port.postMessage(message);
const density = densityFrom(source);

// A density that cannot be made is reported with the first task.
density.catch(() => {});

port.on('message', async (task: ChainTask) => {
  try {
    run(await density, task);
  } catch (error) {
    fail(error);
  }
});

function run(made: LogDensity, task: ChainTask): void {
  const chain = new Chain(made, settings, task.chain, task.state ?? undefined);
  for (;;) {
    const pause = advance(chain, progressEveryMs, checkpointEvery, isStopped);
    if (pause === 'time is up') send({ kind: 'progress', chain: task.chain, iteration: chain.done });
    else send({ kind: pause, state: chain.state() });
    if (pause === 'stopped' || pause === 'finished') return;
  }
}

function fail(error: unknown): void {
  const code = error instanceof NumericalError ? error.code : null;
  send({ kind: 'failed', code, message: error instanceof Error ? error.message : String(error) });
}

import { parentPort, workerData } from 'node:worker_threads';
import { StellwerkError } from '@stellwerk/contracts';
import { carried } from '../carried-error.js';
import { runTask, type Task, type ThreadAnswer } from './tasks.js';

// One thread, one task: see `task-threads.ts`.
try {
  answer({ result: await runTask(workerData as Task) });
} catch (error) {
  // A defect ends the thread as it is.
  if (!(error instanceof StellwerkError)) throw error;
  answer({ refusal: carried(error) });
}

function answer(message: ThreadAnswer): void {
  parentPort?.postMessage(message);
}

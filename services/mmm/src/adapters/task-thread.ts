import { parentPort, workerData } from 'node:worker_threads';
import { StellwerkError } from '@stellwerk/contracts';
import { runTask, type Task, type ThreadAnswer } from './tasks.js';

// One thread, one task: see `task-threads.ts`.
try {
  answer({ result: await runTask(workerData as Task) });
} catch (error) {
  // An error loses its class between threads, so its parts travel; a defect ends the thread as it is.
  if (!(error instanceof StellwerkError)) throw error;
  const { entry, details, field } = error;
  answer({ refusal: { entry, details, ...(field !== undefined && { field }) } });
}

function answer(message: ThreadAnswer): void {
  parentPort?.postMessage(message);
}

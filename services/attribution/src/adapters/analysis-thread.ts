import { parentPort, workerData } from 'node:worker_threads';
import { createClickHouse } from '@stellwerk/clickhouse';
import { StellwerkError } from '@stellwerk/contracts';
import { analyseTenant } from '../tenant-analysis.js';
import type { ThreadAnswer, ThreadInput } from './analysis-threads.js';

// One thread, one analysis: see `analysis-threads.ts`.
const { clickHouse, task } = workerData as ThreadInput;
const client = createClickHouse(clickHouse);
try {
  answer({ attribution: await analyseTenant(client, task) });
} catch (error) {
  // An error loses its class between threads, so its parts travel; a defect ends the thread as it is.
  if (!(error instanceof StellwerkError)) throw error;
  const { entry, details, field } = error;
  answer({ refusal: { entry, details, ...(field !== undefined && { field }) } });
} finally {
  await client.close();
}

function answer(message: ThreadAnswer): void {
  parentPort?.postMessage(message);
}

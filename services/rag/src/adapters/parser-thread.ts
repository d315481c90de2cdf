import { parentPort } from 'node:worker_threads';
import { StellwerkError } from '@stellwerk/contracts';
import { parseDocument } from '../domain/documents/parse-document.js';
import { errors } from '../errors.js';
import type { ParserAnswer, ParserTask } from './parser-threads.js';

// One document after the other: see `parser-threads.ts`.
parentPort?.on('message', async ({ incoming, options }: ParserTask) => {
  const answer = await answerTo(incoming, options);
  if (answer !== undefined) parentPort?.postMessage(answer);
});

// Everything of ours is awaited, so this is a promise that a library left alone; it fails because of the file.
process.on('unhandledRejection', (cause) => {
  const problem = cause instanceof Error ? cause.name : 'a part of it is missing';
  const refusal = { entry: errors.DOCUMENT_BROKEN, details: { format: 'document', problem }, field: 'bytes' };
  parentPort?.postMessage({ refusal, isSpent: true } satisfies ParserAnswer);
});

async function answerTo(
  incoming: ParserTask['incoming'],
  options: ParserTask['options'],
): Promise<ParserAnswer | undefined> {
  try {
    return { parsed: await parseDocument(incoming, options) };
  } catch (error) {
    if (error instanceof StellwerkError) {
      // An error loses its class between threads, so its parts travel.
      const { entry, details, field } = error;
      return { refusal: { entry, details, ...(field !== undefined && { field }) } };
    }
    // A defect ends the thread as it is.
    setImmediate(() => {
      throw error;
    });
    return undefined;
  }
}

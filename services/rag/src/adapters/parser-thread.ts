import { parentPort } from 'node:worker_threads';
import { StellwerkError } from '@stellwerk/contracts';
import { parseDocument } from '../domain/documents/parse-document.js';
import type { ParserAnswer, ParserTask } from './parser-threads.js';

// One document after the other: see `parser-threads.ts`. A defect is an unhandled rejection and ends the thread.
parentPort?.on('message', async ({ incoming, options }: ParserTask) => {
  parentPort?.postMessage(await answerTo(incoming, options));
});

async function answerTo(incoming: ParserTask['incoming'], options: ParserTask['options']): Promise<ParserAnswer> {
  try {
    return { parsed: await parseDocument(incoming, options) };
  } catch (error) {
    // An error loses its class between threads, so its parts travel.
    if (!(error instanceof StellwerkError)) throw error;
    const { entry, details, field } = error;
    return { refusal: { entry, details, ...(field !== undefined && { field }) } };
  }
}

import { type BatchHandler, type DeadLetter, type MessageBatch, UnavailableError } from '../port.js';

export interface DeliveryOptions {
  readonly handle: BatchHandler;
  /** Attempts for defects before a message is dead. */
  readonly maxAttempts: number;
  /** Waits, or rejects when the batch is aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Told what the batch waits for, `null` when it goes on. */
  readonly stalled: (resource: string | null) => void;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Delivers a batch to its handler until every message is done or dead, and returns the dead.
 * Unavailable infrastructure repeats the identical batch for as long as it takes. A defect is repeated a bounded number of
 * times; then the batch is halved until the messages that fail stand alone, so that one poison message costs only itself.
 * @throws when the batch's signal is aborted.
 */
export async function deliver(batch: MessageBatch, options: DeliveryOptions): Promise<readonly DeadLetter[]> {
  let failures = 0;
  for (let attempt = 0; ; attempt++) {
    batch.signal.throwIfAborted();
    try {
      const outcome = await options.handle(batch);
      options.stalled(null);
      return outcome?.dead ?? [];
    } catch (error) {
      batch.signal.throwIfAborted();
      if (error instanceof UnavailableError) {
        options.stalled(error.resource);
      } else if (++failures >= options.maxAttempts) {
        return isolate(batch, options, error);
      }
      await options.pause(pauseMs(attempt), batch.signal);
    }
  }
}

async function isolate(batch: MessageBatch, options: DeliveryOptions, error: unknown): Promise<readonly DeadLetter[]> {
  const [first] = batch.messages;
  if (batch.messages.length === 1 && first) {
    const detail = error instanceof Error ? error.name : typeof error;
    return [{ message: first, code: 'HANDLER_FAILED', step: options.handle.name || 'handler', detail }];
  }
  const middle = Math.ceil(batch.messages.length / 2);
  const dead: DeadLetter[] = [];
  for (const messages of [batch.messages.slice(0, middle), batch.messages.slice(middle)]) {
    dead.push(...(await deliver({ ...batch, messages }, { ...options, maxAttempts: 1 })));
  }
  return dead;
}

/** Doubles from 100 ms to 5 s. */
function pauseMs(attempt: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS);
}

import { type BatchHandler, type BatchOutcome, type DeadLetter, type MessageBatch, UnavailableError } from '../port.js';
import { backoffMs } from './backoff.js';
import { describeFailure } from './failure.js';

/** A message given up, and how often it was tried. */
export interface GivenUp extends DeadLetter {
  readonly attempts: number;
}

export interface DeliveryOptions {
  readonly handle: BatchHandler;
  /** Attempts for defects before a batch is halved, or a single message is dead. */
  readonly maxAttempts: number;
  /** Makes the dead durable before their batch counts as done. */
  readonly bury: (dead: readonly GivenUp[]) => Promise<void>;
  /** Waits between attempts; rejects when nobody should wait any longer: the partition is lost or the service stops. */
  readonly pause: (ms: number) => Promise<void>;
  /** Told what the batch waits for, `null` when it goes on. */
  readonly stalled: (resource: string | null) => void;
}

/**
 * Delivers a batch until every message of it is done or durably dead.
 *
 * Unavailable infrastructure repeats the identical batch for as long as it takes. A defect is repeated a bounded number
 * of times; then the batch is halved until the messages that fail stand alone, so that a poison message costs only itself
 * and everything else keeps its order.
 * @throws what `pause` rejects with, and the batch's abort reason: then nothing more may be committed.
 */
export async function deliver(batch: MessageBatch, options: DeliveryOptions): Promise<void> {
  await attempt(batch, options, { maxAttempts: options.maxAttempts, attemptsBefore: 0 });
}

interface Trial {
  readonly maxAttempts: number;
  /** Attempts as part of a larger batch. */
  readonly attemptsBefore: number;
}

async function attempt(batch: MessageBatch, options: DeliveryOptions, trial: Trial): Promise<void> {
  for (let failures = 1, defects = 1; ; failures++) {
    const attempts = trial.attemptsBefore + defects;
    const result = await handleOnce(batch, options.handle);
    batch.signal.throwIfAborted();
    if ('outcome' in result) {
      const dead = (result.outcome?.dead ?? []).map((letter) => ({ ...letter, attempts }));
      return buryAll(dead, batch, options);
    }
    const { error } = result;
    if (error instanceof UnavailableError) options.stalled(error.resource);
    else if (defects >= trial.maxAttempts) return isolate(batch, options, { error, attempts });
    else defects++;
    await options.pause(backoffMs(failures));
    batch.signal.throwIfAborted();
  }
}

type Handled = { readonly outcome: BatchOutcome | undefined } | { readonly error: unknown };

/** A handler that does not notice the abort is not waited for; its store keeps out what it may still write. */
async function handleOnce(batch: MessageBatch, handle: BatchHandler): Promise<Handled> {
  const { signal } = batch;
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return { outcome: await Promise.race([handle(batch), aborted.promise]) };
  } catch (error) {
    return { error };
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

async function isolate(
  batch: MessageBatch,
  options: DeliveryOptions,
  { error, attempts }: { error: unknown; attempts: number },
): Promise<void> {
  const [first] = batch.messages;
  if (batch.messages.length === 1 && first) {
    return buryAll([{ message: first, ...describeFailure(error), attempts }], batch, options);
  }
  const middle = Math.ceil(batch.messages.length / 2);
  for (const messages of [batch.messages.slice(0, middle), batch.messages.slice(middle)]) {
    await attempt({ ...batch, messages }, options, { maxAttempts: 1, attemptsBefore: attempts });
  }
}

/** Repeats until the dead are durable: the effect on the others stands, so the handler is not asked again. */
async function buryAll(dead: readonly GivenUp[], batch: MessageBatch, options: DeliveryOptions): Promise<void> {
  for (let failures = 1; dead.length > 0; failures++) {
    try {
      await options.bury(dead);
      break;
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      options.stalled(error.resource);
      await options.pause(backoffMs(failures));
      batch.signal.throwIfAborted();
    }
  }
  options.stalled(null);
}

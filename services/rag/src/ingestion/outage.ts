import { UnavailableError } from '@stellwerk/bus';
import { StellwerkError } from '@stellwerk/contracts';
import type { Clock } from './ports.js';

/** Waits between attempts; an outage that is longer is an outcome. */
const WAITS_MS = [100, 400, 1_600];

/** Whether the same again may succeed later: something was away, not wrong. */
export const isOutage = (error: unknown): boolean =>
  error instanceof UnavailableError || (error instanceof StellwerkError && error.entry.retry === 'after');

/** Runs work that may be repeated until it succeeds, fails for another reason than an outage, or has failed often enough. */
export async function persist<Result>(
  clock: Clock,
  signal: AbortSignal | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  for (const waitMs of WAITS_MS) {
    try {
      return await work();
    } catch (error) {
      if (!isOutage(error)) throw error;
      await clock.sleep(waitMs, signal);
    }
  }
  return await work();
}

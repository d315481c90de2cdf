import { setTimeout as sleep } from 'node:timers/promises';
import { StellwerkError } from '@stellwerk/contracts';

export interface Patience {
  /** How long a service that does not answer is asked again, ms. */
  readonly patienceMs: number;
  readonly signal: AbortSignal;
  /** Told why nothing goes on meanwhile. */
  readonly waiting: (problem: string) => void;
  /** Codes besides those of a service that is away or busy after which another attempt may work. */
  readonly passing?: readonly string[];
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;

/** Repeats what a service that starts again or is busy could not do. @throws the last error after the time of patience */
export async function patiently<Value>(
  attempt: (isFirst: boolean) => Promise<Value>,
  { patienceMs, signal, waiting, passing = [] }: Patience,
): Promise<Value> {
  const deadline = performance.now() + patienceMs;
  for (let pauseMs = FIRST_PAUSE_MS, isFirst = true; ; isFirst = false) {
    try {
      return await attempt(isFirst);
    } catch (error) {
      const mayWork = error instanceof StellwerkError && (isAwayOrBusy(error) || passing.includes(error.code));
      if (!mayWork || performance.now() > deadline) throw error;
      waiting(error.message);
    }
    await sleep(pauseMs, undefined, { signal });
    pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
  }
}

const isAwayOrBusy = ({ entry: { status } }: StellwerkError): boolean => status === 429 || status >= 500;

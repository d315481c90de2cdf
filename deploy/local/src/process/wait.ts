import { setTimeout as sleep } from 'node:timers/promises';

/** Waits, but no longer than until the signal; leaves no timer behind. */
export async function pause(ms: number, until: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal: until });
  } catch (error) {
    if ((error as Error).name !== 'AbortError') throw error;
  }
}

import type { LogEntry } from 'kafkajs';

const LOG_INTERVAL_MS = 1_000;

/** An outage makes kafkajs print hundreds of lines a second; one a second says as much, with the number left out. */
export function rateLimitedLog(log: ((line: string) => void) | undefined, now: () => Date): (entry: LogEntry) => void {
  let lastMs = Number.NEGATIVE_INFINITY;
  let leftOut = 0;
  return ({ label, log: { message } }) => {
    const nowMs = now().getTime();
    if (!log || nowMs - lastMs < LOG_INTERVAL_MS) {
      leftOut += 1;
      return;
    }
    log(`kafka ${label}: ${message}${leftOut > 0 ? ` (${leftOut} lines left out)` : ''}`);
    lastMs = nowMs;
    leftOut = 0;
  };
}

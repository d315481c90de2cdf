import type { Issue } from './issue.js';

const MAX_BACK_DATING_MS = 72 * 3_600_000;
/** Clocks may be ahead of ours by this much. */
const MAX_AHEAD_MS = 15 * 60_000;

/** A time in microseconds, at most 72 hours back. `path` and `event` = where it stands. */
export function validateTime(micros: unknown, path: string, nowMs: number, event?: number): Issue[] {
  if (micros === undefined || micros === null) return [];
  const fault = (problem: string): Issue[] => [
    { code: 'VALUE_INVALID', path, problem, isFatal: true, ...(event !== undefined && { event }) },
  ];
  const ms = millisecondsOf(micros);
  if (ms === undefined) return fault('A timestamp is the number of microseconds since 1970.');
  if (ms < nowMs - MAX_BACK_DATING_MS) return fault('Events may be backdated by up to 72 hours.');
  return ms > nowMs + MAX_AHEAD_MS ? fault('The timestamp is in the future.') : [];
}

/** Milliseconds of a time in microseconds, as a number or as its text. */
export function millisecondsOf(micros: unknown): number | undefined {
  if (typeof micros !== 'number' && !(typeof micros === 'string' && /^\d{1,17}$/.test(micros))) return undefined;
  const ms = Math.floor(Number(micros) / 1_000);
  return Number.isSafeInteger(ms) && ms >= 0 ? ms : undefined;
}

import { daysBetween } from './plan.js';
import type { RecalibrationRule } from './policy.js';

export interface CalibrationState {
  /** Last day of the data of the champion, ISO date; null where there is none. */
  readonly fittedUntil: string | null;
  /** Whether the forecasts have drifted from what came. */
  readonly hasDrifted: boolean;
}

/** Why a refit is due. */
export interface DueRefit {
  readonly reason: 'never' | 'age' | 'drift';
  /** Days since the last; infinite where there was none. */
  readonly days: number;
}

/** Whether a refit is due today: the first one, by the age of the last, or by a drift; null = it is not. */
export function dueToday(
  { everyDays }: RecalibrationRule,
  { fittedUntil, hasDrifted }: CalibrationState,
  today: string,
): DueRefit | null {
  if (fittedUntil === null) return { reason: 'never', days: Number.POSITIVE_INFINITY };
  const days = daysBetween(fittedUntil, today);
  if (days >= everyDays) return { reason: 'age', days };
  return hasDrifted ? { reason: 'drift', days } : null;
}

/** An experiment by what it tested and the last day on which it did, an ISO date. */
export interface PastTest {
  readonly channel: string;
  readonly to: string;
}

/** Channels that were never tested, or not for as long as the rule allows; none where it asks for no tests. */
export function channelsToTest(
  { testEveryDays }: RecalibrationRule,
  channels: readonly string[],
  tests: readonly PastTest[],
  today: string,
): string[] {
  if (testEveryDays === undefined) return [];
  const isFresh = ({ to }: PastTest) => daysBetween(to, today) < testEveryDays;
  return channels.filter((channel) => !tests.some((test) => test.channel === channel && isFresh(test)));
}

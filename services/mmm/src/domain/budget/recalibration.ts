import { daysBetween } from './plan.js';
import type { RecalibrationRule } from './policy.js';

export interface CalibrationState {
  /** Last day of the data of the champion, ISO date; null where there is none. */
  readonly fittedUntil: string | null;
  /** Day at which the last experiment of each channel ended, ISO dates; a channel without one is not in it. */
  readonly lastTest: ReadonlyMap<string, string>;
  /** Whether the forecasts have drifted from what came. */
  readonly hasDrifted: boolean;
}

/** What is due, and why. */
export interface Due {
  readonly what: 'refit' | 'test';
  /** The channel of a test. */
  readonly channel?: string;
  readonly reason: 'never' | 'age' | 'drift';
  /** Days since the last; infinite where there was none. */
  readonly days: number;
}

/** What of the schedule is due today. A refit is due at its age or at a drift; a channel's test at its age alone. */
export function dueToday(
  rule: RecalibrationRule,
  channels: readonly string[],
  { fittedUntil, lastTest, hasDrifted }: CalibrationState,
  today: string,
): Due[] {
  const due: Due[] = [];
  const age = fittedUntil === null ? Number.POSITIVE_INFINITY : daysBetween(fittedUntil, today);
  if (age >= rule.everyDays) due.push({ what: 'refit', reason: fittedUntil === null ? 'never' : 'age', days: age });
  else if (hasDrifted) due.push({ what: 'refit', reason: 'drift', days: age });
  if (rule.testEveryDays === undefined) return due;
  for (const channel of channels) {
    const last = lastTest.get(channel);
    const days = last === undefined ? Number.POSITIVE_INFINITY : daysBetween(last, today);
    if (days >= rule.testEveryDays)
      due.push({ what: 'test', channel, reason: last === undefined ? 'never' : 'age', days });
  }
  return due;
}

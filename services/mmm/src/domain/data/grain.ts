import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../errors.js';
import type { DataProblems } from './data-error.js';
import { isoDay, weekdayName, weekdayOf } from './day.js';
import type { Observations, RowName } from './observations.js';

export type Grain = 'day' | 'week';

export const daysOf = (grain: Grain): number => (grain === 'day' ? 1 : 7);

/**
 * What one row stands for: what most neighbouring dates differ by. Single gaps do not change it.
 * @throws StellwerkError MMM_GRAIN_UNKNOWN naming the first row that is neither a day nor a week after the one before;
 *   MMM_TOO_FEW_PERIODS where there is one date only
 */
export function detectGrain({ day, row, count }: Observations): Grain {
  const firstRow = new Map<number, RowName>();
  for (let at = 0; at < count; at++) {
    const one = day[at] ?? 0;
    if (!firstRow.has(one)) firstRow.set(one, row[at] ?? 0);
  }
  const dates = [...firstRow.keys()].sort((a, b) => a - b);
  if (dates.length < 2) throw new StellwerkError(errors.TOO_FEW_PERIODS, { periods: dates.length, parameters: 1 });
  const steps = dates.slice(1).map((date, index) => date - (dates[index] ?? 0));
  const daily = steps.filter((step) => step === 1).length;
  // A week dated by another weekday has a step below and one above seven.
  const weekly = steps.filter((step) => step >= 5 && step <= 9).length;
  if (daily * 2 >= steps.length) return 'day';
  if (weekly * 2 >= steps.length) return 'week';
  const at = Math.max(
    steps.findIndex((step) => step !== 1 && step !== 7),
    0,
  );
  const date = dates[at + 1] ?? 0;
  throw new StellwerkError(errors.GRAIN_UNKNOWN, {
    row: firstRow.get(date) ?? 0,
    date: isoDay(date),
    previous: isoDay(dates[at] ?? 0),
    days: steps[at] ?? 0,
  });
}

/** Adds MMM_DATE_OFF_GRID for every row of weekly data whose weekday is not that of most rows. */
export function checkWeekdays({ day, row, count }: Observations, problems: DataProblems): void {
  const counts = new Array<number>(7).fill(0);
  for (const one of day.subarray(0, count)) counts[weekdayOf(one)] = (counts[weekdayOf(one)] ?? 0) + 1;
  const usual = counts.indexOf(Math.max(...counts));
  for (let at = 0; at < count; at++) {
    const weekday = weekdayOf(day[at] ?? 0);
    if (weekday === usual) continue;
    problems.add(errors.DATE_OFF_GRID, {
      row: row[at] ?? 0,
      date: isoDay(day[at] ?? 0),
      weekday: weekdayName(weekday),
      expected: weekdayName(usual),
    });
  }
}

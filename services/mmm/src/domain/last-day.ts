import { isoDay, parseDay } from './data/day.js';
import { daysOf } from './data/grain.js';
import type { RunSummary } from './run-summary.js';

/** Last day of the data of a run: that on which its last period ends. ISO date. */
export const lastDayOf = ({ to, grain }: Pick<RunSummary['data'], 'to' | 'grain'>): string =>
  isoDay((parseDay(to) ?? 0) + daysOf(grain) - 1);

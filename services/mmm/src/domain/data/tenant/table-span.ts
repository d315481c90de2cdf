import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../../errors.js';
import { isoDay, weekdayName, weekdayOf } from '../day.js';
import { daysOf, type Grain } from '../grain.js';
import type { OutcomeRow } from './tenant-rows.js';

/** Geo of tracked outcomes, which belong to no region. */
const ALL = 'all';
/** The one geo of a table that is not by geo. */
export const NATIONAL = 'national';

export interface TenantTableOptions {
  /** The outcome to explain: its first and last day are those of the table. */
  readonly outcome: string;
  readonly byGeo: boolean;
  /** Day before which the table ends, as days since 1970-01-01: a week that is not over by then is cut there. */
  readonly before: number;
}

/** Days and geos of a table. */
export interface Span {
  readonly from: number;
  /** Day after the last. */
  readonly to: number;
  readonly geos: readonly string[];
  readonly reportedBy: Grain;
}

/**
 * Where the outcome to explain begins and ends, and what one report of it stands for.
 * @throws StellwerkError MMM_OUTCOME_MISSING, MMM_OUTCOME_WEEK_SHIFTED
 */
export function spanOf(outcomes: readonly OutcomeRow[], { outcome, byGeo, before }: TenantTableOptions): Span {
  const own = outcomes.filter((row) => row.outcome === outcome);
  if (own.length === 0) {
    const found = [...new Set(outcomes.map((row) => row.outcome))].sort().join(', ') || 'none';
    const known = outcomes.map(({ day }) => day).sort((a, b) => a - b);
    throw new StellwerkError(errors.OUTCOME_MISSING, {
      outcome,
      from: known.length > 0 ? isoDay(known[0] ?? 0) : 'the beginning',
      to: known.length > 0 ? isoDay(known.at(-1) ?? 0) : 'today',
      found,
    });
  }
  const days = [...new Set(own.map(({ day }) => day))].sort((a, b) => a - b);
  const [from = 0, last = 0] = [days[0], days.at(-1)];
  const geos = new Set(own.flatMap(({ geo }) => (byGeo && geo !== ALL ? [geo] : [])));
  const reportedBy = isWeekly(days) ? 'week' : 'day';
  if (reportedBy === 'week' && weekdayOf(from) !== 0)
    throw new StellwerkError(errors.OUTCOME_WEEK_SHIFTED, {
      outcome,
      date: isoDay(from),
      weekday: weekdayName(weekdayOf(from)),
    });
  return {
    from,
    to: Math.min(last + daysOf(reportedBy), Math.max(before, last + 1)),
    // Tracked orders alone have no geo: their model is national, or has the one geo "all".
    geos: byGeo ? (geos.size > 0 ? [...geos].sort() : [ALL]) : [NATIONAL],
    reportedBy,
  };
}

/** Whether every report comes whole weeks after the one before. Of two reports nobody can tell. */
const isWeekly = (days: readonly number[]): boolean =>
  days.length > 2 && days.every((day, at) => (day - (days[at - 1] ?? day)) % 7 === 0);

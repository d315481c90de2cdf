import type { Tick } from './axis.js';

/** Firsts of a month among the dates, at most `most`: of every month, quarter, half or whole year. */
export const monthTicks = (
  dates: readonly string[],
  most: number,
  label: (date: string) => string,
): readonly Tick[] => {
  const firsts = dates
    .map((date, value) => ({ value, date, month: monthOf(date), before: monthOf(dates[value - 1] ?? '') }))
    .filter(({ month, before }, i) => i > 0 && month !== before);
  for (const every of [1, 3, 6, 12, 24, 60]) {
    const kept = firsts.filter(({ month }) => month % every === 0);
    if (kept.length <= most) return kept.map(({ value, date }) => ({ value, label: label(date) }));
  }
  return [];
};

/** Months since the year 0. */
const monthOf = (date: string): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;

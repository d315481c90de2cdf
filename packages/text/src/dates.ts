/** A calendar date, or the part of one that was written. Months and days count from 1. */
export interface DateParts {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
}

const MONTHS: readonly (readonly string[])[] = [
  ['januar', 'january', 'jan', 'janner'],
  ['februar', 'february', 'feb'],
  ['marz', 'march', 'mar'],
  ['april', 'apr'],
  ['mai', 'may'],
  ['juni', 'june', 'jun'],
  ['juli', 'july', 'jul'],
  ['august', 'aug'],
  ['september', 'sept', 'sep'],
  ['oktober', 'october', 'okt', 'oct'],
  ['november', 'nov'],
  ['dezember', 'december', 'dez', 'dec'],
];
const months = new Map(MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));

/** Number of the month with this folded German or English name. */
export const monthOf = (name: string): number | undefined => months.get(name);

/** Whether everything a claimed date says stands in the other. */
export const dateCovers = (stated: DateParts, claimed: DateParts): boolean =>
  (claimed.year === undefined || claimed.year === stated.year) &&
  (claimed.month === undefined || claimed.month === stated.month) &&
  (claimed.day === undefined || claimed.day === stated.day);

/** Reads `2024-03-12`, `12.03.2024`, `12.3.24` and `12/03/2024` (day first); nothing where no such day exists. */
export function numericDate(text: string): DateParts | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const other = /^(\d{1,2})([./])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text);
  const [year, month, day] = iso
    ? [Number(iso[1]), Number(iso[2]), Number(iso[3])]
    : other
      ? [Number(other[4]) + (other[4]?.length === 2 ? 2_000 : 0), Number(other[3]), Number(other[1])]
      : [0, 0, 0];
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 ? { year, month, day } : undefined;
}

/** Whether a number without unit reads as a year. */
export const isYear = (value: number): boolean => Number.isInteger(value) && value >= 1_000 && value < 2_100;

import { dayNumber } from '../days.js';
import { geos } from './geos.js';
import { blackFridayOf } from './prices.js';

/** A day that is special in some geos. */
export interface SpecialDay {
  readonly day: number;
  readonly kind: 'holiday' | 'event';
  readonly name: string;
  readonly geos: readonly string[];
}

const everywhere = geos.map(({ code }) => code);

/** Public holidays of a year in the shop's geos by the laws of the states, and the shop's own day. */
export function specialDaysOf(year: number): SpecialDay[] {
  const easter = easterSunday(year);
  const holiday = (day: number, name: string, where: readonly string[] = everywhere): SpecialDay => ({
    day,
    kind: 'holiday',
    name,
    geos: where,
  });
  return [
    holiday(dayNumber(year, 1, 1), 'Neujahr'),
    holiday(dayNumber(year, 1, 6), 'Heilige Drei Könige', ['BY', 'BW']),
    holiday(dayNumber(year, 3, 8), 'Internationaler Frauentag', ['BE']),
    holiday(easter - 2, 'Karfreitag'),
    holiday(easter + 1, 'Ostermontag'),
    holiday(dayNumber(year, 5, 1), 'Tag der Arbeit'),
    holiday(easter + 39, 'Christi Himmelfahrt'),
    holiday(easter + 50, 'Pfingstmontag'),
    holiday(easter + 60, 'Fronleichnam', ['NW', 'BY', 'BW', 'HE', 'RP']),
    holiday(dayNumber(year, 10, 3), 'Tag der Deutschen Einheit'),
    holiday(dayNumber(year, 10, 31), 'Reformationstag', ['NI', 'SN', 'SH', 'BB']),
    holiday(dayNumber(year, 11, 1), 'Allerheiligen', ['NW', 'BY', 'BW', 'RP']),
    { day: blackFridayOf(year), kind: 'event', name: 'Black Friday', geos: everywhere },
    holiday(dayNumber(year, 12, 25), 'Erster Weihnachtstag'),
    holiday(dayNumber(year, 12, 26), 'Zweiter Weihnachtstag'),
  ];
}

/** Easter Sunday of the Gregorian calendar (anonymous algorithm, published in Nature 1876; Meeus, Astronomical Algorithms, ch. 8). */
export function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const l = (32 + 2 * (b % 4) + 2 * i - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const shifted = h + l - 7 * m + 114;
  return dayNumber(year, Math.floor(shifted / 31), (shifted % 31) + 1);
}

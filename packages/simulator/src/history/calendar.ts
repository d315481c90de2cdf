import type { calendarDay, PayloadOf } from '@stellwerk/contracts';
import { isoDay, yearOf } from '../days.js';
import type { Shop } from '../shop.js';
import { specialDaysOf } from '../world/calendar.js';

export type CalendarPayload = PayloadOf<typeof calendarDay>;

/** Holidays and own events per geo, from the first day of the history to the end of the year of the last: a calendar is known ahead. */
export function* calendarHistory({ settings: { tenant, historyStart, end } }: Shop): Generator<CalendarPayload> {
  for (let year = yearOf(historyStart); year <= yearOf(end); year++) {
    for (const { day, kind, name, geos } of specialDaysOf(year)) {
      if (day < historyStart) continue;
      for (const geo of geos) yield { tenant, day: isoDay(day), geo, kind, name };
    }
  }
}

import { isoDay, weekdayOf, weekOf, yearOf } from '../days.js';
import { type Draw, purposes } from '../random.js';
import { specialDaysOf } from '../world/calendar.js';
import { geos } from '../world/geos.js';
import { priceIndex } from '../world/prices.js';

/** Probability per day that a person of usual interest comes to a decision; demand multiplies it. */
export const DECISIONS_PER_PERSON_DAY = 0.01;
/** Share of decisions that end in an order. */
export const ORDERS_PER_DECISION = 0.38;
/** A decision is preceded by 1 to this many days in the market, all equally likely; the day of decision counts. */
export const MAX_MARKET_DAYS = 9;

/** Monday to Sunday, mean 1. */
const WEEKDAY = [1.05, 1.0, 0.97, 0.97, 0.92, 0.95, 1.14] as const;
const SEASON_AMPLITUDE = 0.25;
const SEASON_PEAK_DAY_OF_YEAR = 345;
const GROWTH_PER_YEAR = 0.06;
const GROWTH_BASE_DAY = 20_089; // 2025-01-01
const PRICE_ELASTICITY = 1.6;
const HOLIDAY_FACTOR = 0.8;
const EVENT_FACTOR = 1.2;
const WOBBLE = 0.2;

/** What people want without any advertising, per geo and day. 1 = a usual day of 2025 at list prices. */
export interface Demand {
  /** Demand of a geo, by its index, on a day within the range asked for. */
  of(geo: number, day: number): number;
}

/** Demand from `first` to before `end`: season × weekday × growth × prices × calendar × a wobble per geo and week. */
export function createDemand(draw: Draw, first: number, end: number): Demand {
  const length = end - first;
  const values = new Float64Array(geos.length * length);
  const calendar = calendarFactors(first, end);
  for (let day = first; day < end; day++) {
    const national = nationalDemand(day);
    geos.forEach(({ code }, geo) => {
      const wobble = 1 + WOBBLE * (draw(purposes.demand, weekOf(day), geo) - 0.5);
      values[geo * length + day - first] = national * wobble * (calendar.get(`${day}/${code}`) ?? 1);
    });
  }
  return {
    of(geo, day) {
      const value = day >= first && day < end ? values[geo * length + day - first] : undefined;
      if (value === undefined) throw new RangeError(`demand of ${isoDay(day)} was not prepared`);
      return value;
    },
  };
}

/** Expected share of people in the market on a day: those whose decision lies on it or on one of the days after it. */
export function inMarketShare(demand: Demand, geo: number, day: number): number {
  let rate = 0;
  for (let ahead = 0; ahead < MAX_MARKET_DAYS; ahead++) {
    const longEnough = (MAX_MARKET_DAYS - ahead) / MAX_MARKET_DAYS;
    rate += DECISIONS_PER_PERSON_DAY * demand.of(geo, day + ahead) * longEnough;
  }
  return 1 - Math.exp(-rate);
}

function nationalDemand(day: number): number {
  const dayOfYear = day - Date.UTC(yearOf(day), 0, 1) / 86_400_000;
  const season = 1 + SEASON_AMPLITUDE * Math.cos((2 * Math.PI * (dayOfYear - SEASON_PEAK_DAY_OF_YEAR)) / 365.25);
  const growth = Math.exp((GROWTH_PER_YEAR * (day - GROWTH_BASE_DAY)) / 365.25);
  const prices = priceIndex(day) ** -PRICE_ELASTICITY;
  return season * growth * prices * (WEEKDAY[weekdayOf(day)] as number);
}

function calendarFactors(first: number, end: number): Map<string, number> {
  const factors = new Map<string, number>();
  for (let year = yearOf(first); year <= yearOf(end); year++) {
    for (const { day, kind, geos: where } of specialDaysOf(year)) {
      for (const geo of where) factors.set(`${day}/${geo}`, kind === 'holiday' ? HOLIDAY_FACTOR : EVENT_FACTOR);
    }
  }
  return factors;
}

import { DAY_MS, isoDay } from '../days.js';
import type { Shop } from '../shop.js';
import { channels, isPaid } from '../world/channels.js';
import { geos } from '../world/geos.js';
import { priceIndex } from '../world/prices.js';
import { calendarHistory } from './calendar.js';
import { outcomeHistory } from './outcomes.js';
import { spendHistory } from './spend.js';

/** What a paid channel cost and delivered in a week, all geos together. */
export interface ChannelWeek {
  readonly channel: string;
  /** Euro. */
  readonly spend: number;
  readonly impressions: number;
}

/** One week of the whole shop: a row of the table that a media mix model is fitted on. */
export interface ShopWeek {
  /** First day, as an ISO date. */
  readonly date: string;
  readonly orders: number;
  /** Euro per order; 0 where nobody ordered. */
  readonly revenuePerOrder: number;
  /** Mean price level against list prices: 1 = nothing is reduced. */
  readonly priceIndex: number;
  /** Share of days and geos with a public holiday, 0–1. */
  readonly holiday: number;
  /** The same of the shop's own days. */
  readonly event: number;
  /** Paid channels that ran, in the order of `channelNames`. */
  readonly media: readonly ChannelWeek[];
}

const DAYS = 7;

/** The history week by week, oldest first, counted from its first day. Days of single calls count what was simulated. */
export function weeklyHistory(shop: Shop): ShopWeek[] {
  const { historyStart, end, without } = shop.settings;
  const names = channels.filter((channel) => isPaid(channel) && !without.has(channel.name)).map(({ name }) => name);
  const weeks = Array.from({ length: Math.floor((end - historyStart) / DAYS) }, (_, week) => ({
    first: historyStart + week * DAYS,
    orders: 0,
    revenue: 0,
    holiday: 0,
    event: 0,
    media: new Map(names.map((name) => [name, { spend: 0, impressions: 0 }])),
  }));
  const weekOf = (day: string) => weeks[Math.floor((Date.parse(day) / DAY_MS - historyStart) / DAYS)];
  for (const { day, outcome, value } of outcomeHistory(shop)) {
    const week = weekOf(day);
    if (week) week[outcome === 'orders' ? 'orders' : 'revenue'] += Number(value);
  }
  for (const { day, channel, cost, impressions = 0 } of spendHistory(shop)) {
    const media = weekOf(day)?.media.get(channel);
    if (!media) continue;
    media.spend += Number(cost.amount);
    media.impressions += impressions;
  }
  // The calendar goes on to the end of the year, beyond the last week.
  for (const { day, kind } of calendarHistory(shop)) {
    const week = weekOf(day);
    if (week && (kind === 'holiday' || kind === 'event')) week[kind] += 1 / (DAYS * geos.length);
  }
  return weeks.map(({ first, orders, revenue, holiday, event, media }) => ({
    date: isoDay(first),
    orders,
    revenuePerOrder: orders === 0 ? 0 : revenue / orders,
    priceIndex: meanPriceIndex(first),
    holiday,
    event,
    media: [...media].map(([channel, sums]) => ({ channel, ...sums })),
  }));
}

function meanPriceIndex(first: number): number {
  const days = Array.from({ length: DAYS }, (_, day) => priceIndex(first + day));
  return days.reduce((sum, index) => sum + index, 0) / DAYS;
}

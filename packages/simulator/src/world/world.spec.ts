import { isoDay } from '../days.js';
import { easterSunday, specialDaysOf } from './calendar.js';
import { channels, isPaid } from './channels.js';
import { geos } from './geos.js';
import { blackFridayOf, priceIndex, priceOn } from './prices.js';
import { products } from './products.js';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('the calendar', () => {
  it.each([
    [2024, '2024-03-31', '2024-11-29'],
    [2025, '2025-04-20', '2025-11-28'],
    [2026, '2026-04-05', '2026-11-27'],
    [2027, '2027-03-28', '2027-11-26'],
  ])('of %d has Easter on %s and Black Friday on %s', (year, easter, blackFriday) => {
    expect(isoDay(easterSunday(year))).toBe(easter);
    expect(isoDay(blackFridayOf(year))).toBe(blackFriday);
  });

  it.each([2023, 2024, 2025, 2026])('of %d names no day of a geo twice: day and geo are its key', (year) => {
    const keys = specialDaysOf(year).flatMap(({ day, geos: where }) => where.map((geo) => `${day}/${geo}`));
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('prices', () => {
  const lamp = products[0] as (typeof products)[number];
  const day = (text: string) => Date.parse(text) / 86_400_000;

  it.each([
    ['a usual day', '2024-03-01', { cents: 4_990, listCents: 4_990, promotion: null }],
    ['after two rises', '2026-03-01', { cents: 5_290, listCents: 5_290, promotion: null }],
    ['black week', '2026-11-23', { cents: 3_968, listCents: 5_290, promotion: 'black-week' }],
    ['the day after black week', '2026-12-01', { cents: 5_290, listCents: 5_290, promotion: null }],
  ])('on %s', (_title, text, expected) => {
    expect(priceOn(lamp, day(text))).toEqual(expected);
  });

  it('have the index 1 where nothing is reduced, and the whole reduction where everything is', () => {
    expect(priceIndex(day('2026-03-01'))).toBe(1);
    expect(priceIndex(day('2026-11-23'))).toBeCloseTo(0.75, 3);
  });
});

describe('the channels', () => {
  it('include ads that sell, ads that harvest, and visits that nobody pays for', () => {
    expect(channels.filter((channel) => isPaid(channel) && channel.response !== null).length).toBeGreaterThanOrEqual(4);
    expect(channels.filter((channel) => isPaid(channel) && channel.response === null).length).toBeGreaterThanOrEqual(1);
    expect(channels.filter((channel) => !isPaid(channel)).length).toBeGreaterThanOrEqual(2);
  });

  it('can be told apart by campaign medium, else by referrer', () => {
    const marks = channels.map(({ campaign, referrer }) => campaign?.medium ?? referrer);
    expect(new Set(marks).size).toBe(channels.length);
  });
});

it('the geos hold everybody', () => {
  expect(geos).toHaveLength(10);
  expect(sum(geos.map(({ share }) => share))).toBeCloseTo(1, 12);
});

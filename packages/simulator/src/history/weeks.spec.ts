import { simulateShop } from '../shop.js';
import { outcomeHistory } from './outcomes.js';
import { spendHistory } from './spend.js';
import { weeklyHistory } from './weeks.js';

const options = { seed: 3, now: new Date('2026-11-24T12:00:00.000Z'), people: 300, days: 7, weeks: 60 };
const shop = simulateShop(options);
const weeks = weeklyHistory(shop);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('the history by week', () => {
  it('has a row for each week, in order and without a gap', () => {
    expect(weeks).toHaveLength(60);
    expect(weeks.at(-1)?.date).toBe('2026-11-17');
    const days = weeks.map(({ date }) => Date.parse(date) / 86_400_000);
    expect(days.slice(1).map((day, at) => day - (days[at] ?? 0))).toEqual(new Array(59).fill(7));
  });

  it('adds up to what the days say', () => {
    const outcomes = [...outcomeHistory(shop)];
    const total = (name: string) =>
      sum(outcomes.filter(({ outcome }) => outcome === name).map(({ value }) => Number(value)));
    expect(sum(weeks.map(({ orders }) => orders))).toBe(total('orders'));
    expect(sum(weeks.map(({ orders, revenuePerOrder }) => orders * revenuePerOrder))).toBeCloseTo(total('revenue'), 4);
    const spend = [...spendHistory(shop)].filter(({ channel }) => channel === 'Paid Social');
    const social = weeks.flatMap(({ media }) => media.filter(({ channel }) => channel === 'Paid Social'));
    expect(sum(social.map(({ impressions }) => impressions))).toBe(sum(spend.map((row) => row.impressions ?? 0)));
    expect(sum(social.map((week) => week.spend))).toBeCloseTo(sum(spend.map(({ cost }) => Number(cost.amount))), 4);
  });

  it('marks special days and reduced prices in their weeks alone', () => {
    const blackFriday = weeks.find(({ date }) => date === '2025-11-25');
    expect(blackFriday?.event).toBeCloseTo(1 / 7, 12);
    expect(blackFriday?.priceIndex).toBeLessThan(0.9);
    expect(weeks.filter(({ event }) => event > 0)).toHaveLength(1);
    const spring = weeks.find(({ date }) => date === '2026-03-03');
    expect(spring).toMatchObject({ event: 0, priceIndex: 1 });
  });

  it('leaves out a channel that never ran', () => {
    const without = weeklyHistory(simulateShop({ ...options, without: ['Display'] }));
    expect(without[0]?.media.map(({ channel }) => channel)).not.toContain('Display');
  });
});

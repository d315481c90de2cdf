import {
  calendarDay,
  campaignSpend,
  type EventContract,
  eventContracts,
  outcomeReported,
  productPrice,
} from '@stellwerk/contracts';
import { isoDay } from '../days.js';
import { simulateShop } from '../shop.js';
import { channelNames, channels, isPaid } from '../world/channels.js';
import { geos } from '../world/geos.js';
import { calendarHistory } from './calendar.js';
import { expectedOrders, outcomeHistory } from './outcomes.js';
import { priceHistory } from './prices.js';
import { spendHistory } from './spend.js';
import { historyTruth } from './truth.js';

const options = { seed: 1, now: new Date('2026-11-24T13:00:00.000Z') };
const shop = simulateShop(options);
const spend = [...spendHistory(shop)];
const outcomes = [...outcomeHistory(shop)];
const truths = historyTruth(shop);
const { historyStart, callsStart, end } = shop.settings;

const histories: [string, EventContract, readonly unknown[], (payload: never) => string][] = [
  ['spend', campaignSpend, spend, campaignSpend.key],
  ['outcomes', outcomeReported, outcomes, outcomeReported.key],
  [
    'prices',
    productPrice,
    [...priceHistory(shop)],
    (row: { productId: string; validFrom: string }) => `${row.productId}/${row.validFrom}`,
  ],
  ['calendar', calendarDay, [...calendarHistory(shop)], calendarDay.key],
];

describe.each(histories)('the history of %s', (_name, contract, rows, keyOf) => {
  it('fits its contract, field by field', () => {
    expect(eventContracts).toContain(contract);
    const misfits = rows.filter((row) => {
      const parsed = contract.schema.safeParse(row);
      return !parsed.success || JSON.stringify(parsed.data) !== JSON.stringify(sorted(row, parsed.data));
    });
    expect(misfits.slice(0, 3)).toEqual([]);
    expect(rows.length).toBeGreaterThan(100);
  });

  it('says nothing twice', () => {
    expect(new Set(rows.map((row) => keyOf(row as never))).size).toBe(rows.length);
  });
});

/** The fields of a row in the order of its parsed copy: a field that the contract does not know stays behind and shows. */
function sorted(row: unknown, parsed: unknown): unknown {
  if (typeof row !== 'object' || row === null || typeof parsed !== 'object' || parsed === null) return row;
  const given = row as Record<string, unknown>;
  const known = parsed as Record<string, unknown>;
  const names = [...new Set([...Object.keys(known), ...Object.keys(given)])];
  return Object.fromEntries(names.map((name) => [name, sorted(given[name], known[name])]));
}

describe('spend', () => {
  it('covers 156 weeks, all paid channels and ten geos', () => {
    expect(spend[0]?.day).toBe(isoDay(historyStart));
    expect(spend.at(-1)?.day).toBe(isoDay(end - 1));
    expect(new Set(spend.map(({ channel }) => channel))).toEqual(
      new Set(channels.filter(isPaid).map(({ name }) => name)),
    );
    expect(new Set(spend.map(({ geo }) => geo))).toEqual(new Set(geos.map(({ code }) => code)));
    expect(end - historyStart).toBe(156 * 7);
  });

  it('has frequency = impressions / reach, and no more clicks than people reached', () => {
    const odd = spend.filter(({ impressions = 0, reach = 0, clicks = 0, frequency }) => {
      const isAverage = Math.abs(Number(frequency) - impressions / reach) < 1e-4;
      return !isAverage || clicks > reach || reach > impressions;
    });
    expect(odd).toEqual([]);
  });

  it('on the days of single calls counts the visits that were simulated', () => {
    const clicks = spend
      .filter(({ day, channel }) => day >= isoDay(callsStart) && channel === 'Paid Social')
      .reduce((sum, row) => sum + (row.clicks ?? 0), 0);
    const visits = shop.visitsByDay.flat().filter(({ channel }) => channel.name === 'Paid Social').length;
    expect(clicks).toBe(visits);
  });

  it('is the same after a change of one channel, but for that channel', () => {
    const without = [...spendHistory(simulateShop({ ...options, without: ['Paid Social'] }))];
    const past = (rows: typeof spend) =>
      rows.filter(({ day, channel }) => day < isoDay(callsStart) && channel !== 'Paid Social');
    expect(JSON.stringify(without.filter(({ day }) => day < isoDay(callsStart))) === JSON.stringify(past(spend))).toBe(
      true,
    );
  });
});

describe('outcomes', () => {
  const orders = (rows: typeof outcomes) =>
    rows.filter(({ outcome }) => outcome === 'orders').reduce((sum, { value }) => sum + Number(value), 0);

  it('have orders and revenue for every day and geo', () => {
    expect(outcomes).toHaveLength(2 * geos.length * (end - historyStart));
  });

  it('scatter around what demand and media explain', () => {
    let expected = 0;
    for (let day = historyStart; day < end; day++) {
      for (let geo = 0; geo < geos.length; geo++) expected += expectedOrders(shop, geo, day);
    }
    expect(Math.abs(orders(outcomes) - expected)).toBeLessThan(4.5 * Math.sqrt(expected));
  });

  it('are the same bytes for the same seed', () => {
    expect(JSON.stringify([...outcomeHistory(simulateShop(options))]) === JSON.stringify(outcomes)).toBe(true);
  });

  it.each(channelNames)('lose without %s what the truth of the history says', (name) => {
    const truth = truths.find(({ channel }) => channel === name);
    const lost = orders(outcomes) - orders([...outcomeHistory(simulateShop({ ...options, without: [name] }))]);
    const planted = truth?.incrementalOrders ?? Number.NaN;
    // Poisson numbers of the same draw rise with their mean, so the difference scatters less than the orders do.
    expect(Math.abs(lost - planted)).toBeLessThanOrEqual(4.5 * Math.sqrt(planted));
  });

  it('hold a trap: brand search follows demand, so its spend moves with orders that it does not cause', () => {
    const demand: number[] = [];
    const brand: number[] = [];
    const at = channelNames.indexOf('Paid Search Brand');
    for (let day = historyStart; day < end; day++) {
      demand.push(shop.market.demand.of(0, day));
      brand.push(shop.market.media.pressure(at, 0, day));
    }
    expect(correlation(demand, brand)).toBeGreaterThan(0.7);
  });
});

function correlation(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const product = (a: readonly number[], ma: number, b: readonly number[], mb: number) =>
    a.reduce((sum, value, index) => sum + (value - ma) * ((b[index] as number) - mb), 0);
  return product(x, mx, y, my) / Math.sqrt(product(x, mx, x, mx) * product(y, my, y, my));
}

describe('the truth of the history', () => {
  it('names spend and effect per channel; harvesting channels cost and cause little', () => {
    const table = Object.fromEntries(truths.map(({ channel, ...row }) => [channel, row]));
    expect(table.Affiliate).toMatchObject({ incrementalOrders: 0, incrementalRevenue: '0.00' });
    expect(Number(table.Affiliate?.spend)).toBeGreaterThan(1_000);
    const returnOf = (name: string) => Number(table[name]?.incrementalRevenue) / Number(table[name]?.spend);
    expect(returnOf('Paid Search Brand')).toBeLessThan(1);
    expect(returnOf('Paid Social')).toBeGreaterThan(2);
  });
});

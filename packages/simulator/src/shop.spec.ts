import { isoDay } from './days.js';
import { simulateShop } from './shop.js';
import { truth } from './truth.js';
import { channelNames } from './world/channels.js';
import { geos } from './world/geos.js';

const options = { seed: 1, now: new Date('2026-11-24T13:00:00.000Z') };
const shop = simulateShop(options);
const visits = shop.visitsByDay.flat();
const days = shop.visitsByDay.map((_, index) => shop.settings.callsStart + index);

describe('the shop', () => {
  it('has the same visits, whatever the time of the day it is asked for', () => {
    const again = simulateShop({ ...options, now: new Date('2026-11-24T00:00:00.000Z') });
    expect(JSON.stringify(again.visitsByDay) === JSON.stringify(shop.visitsByDay)).toBe(true);
  });

  it('continues on the next day with the same past', () => {
    const tomorrow = simulateShop({ ...options, now: new Date('2026-11-25T13:00:00.000Z') });
    expect(JSON.stringify(tomorrow.visitsByDay.slice(0, -1)) === JSON.stringify(shop.visitsByDay.slice(1))).toBe(true);
    expect(tomorrow.visitsByDay.at(-1)?.length).toBeGreaterThan(0);
  });

  it('with more people holds the smaller shop', () => {
    const small = simulateShop({ ...options, people: 200 });
    const part = visits.filter(({ person }) => person.id < 200);
    expect(JSON.stringify(small.visitsByDay.flat()) === JSON.stringify(part)).toBe(true);
  });

  it('is another one with another seed', () => {
    const other = simulateShop({ ...options, seed: 2, people: 200 });
    expect(other.visitsByDay.flat().map(({ startMs }) => startMs)).not.toEqual(
      visits.filter(({ person }) => person.id < 200).map(({ startMs }) => startMs),
    );
  });

  it('has every channel, and orders that end the last visit of their day', () => {
    expect(new Set(visits.map(({ channel }) => channel.name))).toEqual(new Set(channelNames));
    for (const { person, day, startMs } of visits.filter(({ basket }) => basket !== null)) {
      const later = visits.filter((other) => other.person === person && other.day === day && other.startMs > startMs);
      expect(later).toEqual([]);
    }
  });

  it('writes into its books what happened: clicks are visits, orders are orders', () => {
    for (const day of days) {
      geos.forEach((_, geo) => {
        const here = visits.filter((visit) => visit.day === day && visit.person.geo === geo);
        channelNames.forEach((name, channel) => {
          const { clicks, reach, impressions } = shop.ledger.delivery(channel, geo, day);
          expect(clicks).toBe(here.filter((visit) => visit.channel.name === name).length);
          expect(reach).toBeGreaterThanOrEqual(clicks);
          expect(impressions).toBeGreaterThanOrEqual(reach);
        });
        const cents = here.map(({ basket }) => basket?.totalCents ?? 0).reduce((sum, value) => sum + value, 0);
        expect(shop.ledger.sales(geo, day)).toEqual({ orders: here.filter(({ basket }) => basket).length, cents });
      });
    }
  });

  it('without a channel has no visit from it', () => {
    const without = simulateShop({ ...options, people: 500, without: ['Paid Search Brand', 'Display'] });
    const found = new Set(without.visitsByDay.flat().map(({ channel }) => channel.name));
    expect(found).toEqual(new Set(channelNames.filter((name) => name !== 'Paid Search Brand' && name !== 'Display')));
  });
});

describe('the truth', () => {
  const table = truth(options);

  it('is what the shop loses without the channel', () => {
    const withAll = totals(simulateShop(options));
    for (const { channel, incrementalOrders, incrementalRevenue, tracked } of table) {
      const without = totals(simulateShop({ ...options, without: [channel] }));
      expect(incrementalOrders).toBe(withAll.orders - without.orders);
      expect(incrementalRevenue).toBe(((withAll.cents - without.cents) / 100).toFixed(2));
      expect(tracked.incrementalOrders).toBe(withAll.trackedOrders - without.trackedOrders);
      expect(Number(tracked.incrementalRevenue)).toBeLessThanOrEqual(Number(incrementalRevenue));
    }
  });

  it('differs from the last touch: brand search and affiliates get credit for orders that they did not cause', () => {
    const caused = new Map(table.map(({ channel, incrementalOrders }) => [channel, incrementalOrders]));
    const lastTouch = (name: string) => visits.filter(({ channel, basket }) => basket && channel.name === name).length;
    for (const name of ['Paid Search Brand', 'Affiliate']) {
      expect(lastTouch(name)).toBeGreaterThan(5 * (caused.get(name) ?? 0));
    }
    for (const name of ['Paid Social', 'Email']) expect(lastTouch(name)).toBeLessThan(caused.get(name) ?? 0);
  });
});

function totals({ visitsByDay }: typeof shop) {
  const orders = visitsByDay.flat().filter(({ basket }) => basket !== null);
  return {
    orders: orders.length,
    cents: orders.reduce((sum, { basket }) => sum + (basket?.totalCents ?? 0), 0),
    trackedOrders: orders.filter(({ person }) => person.analyticsConsent).length,
  };
}

it('days are complete: the last one is the day before now', () => {
  expect(isoDay(shop.settings.end - 1)).toBe('2026-11-23');
  expect(shop.visitsByDay).toHaveLength(30);
});

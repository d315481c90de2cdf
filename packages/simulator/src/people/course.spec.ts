import { dayNumber } from '../days.js';
import { createMarket } from '../market/market.js';
import { readOptions } from '../options.js';
import { type Channel, channelNames, channels } from '../world/channels.js';
import { geos } from '../world/geos.js';
import { runCourse } from './course.js';
import { createPerson } from './person.js';

const settings = readOptions({ seed: 5, now: new Date('2026-11-24T00:00:00.000Z'), people: 12_000, days: 30 });
const period = { start: settings.callsStart, end: settings.end };
const market = createMarket(settings, period.start);
const people = Array.from({ length: settings.people }, (_, id) => createPerson(market.draw, id));
const run = (removed: string | null) =>
  people.map((person) =>
    runCourse(
      person,
      market,
      period,
      channelNames.map((name) => name !== removed),
    ),
  );
const withAll = run(null);
const ordersOf = (courses: typeof withAll) =>
  new Set(courses.flatMap(({ orderDays }, id) => orderDays.map((day) => `${id}/${day}`)));
const allOrders = ordersOf(withAll);

const peopleByGeo = geos.map((_, geo) => people.filter((person) => person.geo === geo).length);

/** Σ over people and days of a figure of the geo and day: what is planted. */
function planted(figure: (geo: number, day: number) => number): number {
  let sum = 0;
  for (let day = period.start; day < period.end; day++) {
    peopleByGeo.forEach((count, geo) => {
      sum += count * figure(geo, day);
    });
  }
  return sum;
}

describe.each(channels.map((channel, at) => [channel.name, channel, at] as const))(
  'without %s',
  (name, channel, at) => {
    const without = run(name);
    const orders = ordersOf(without);
    const lost = allOrders.size - orders.size;

    it('no order appears that was not there with it', () => {
      expect([...orders].filter((order) => !allOrders.has(order))).toEqual([]);
    });

    it('exactly its planted effect is lost: within 4.5 standard errors, and nothing where nothing is planted', () => {
      const expected = planted((geo, day) => market.media.extraOrders(at, geo, day));
      if (channel.response === null) expect(lost).toBe(0);
      // Two causes of one order on one day and saturation of a single day take a few per cent away.
      else expect(Math.abs(lost - 0.98 * expected)).toBeLessThan(4.5 * Math.sqrt(expected));
    });

    it('all contacts with other channels stay as they are', () => {
      const others = (courses: typeof withAll) =>
        courses.map(({ contacts }) =>
          contacts
            .filter((contact) => contact.channel !== at)
            .map(({ day, channel: met }) => `${day}/${met}`)
            .join(' '),
        );
      expect(others(without).join('\n') === others(withAll).join('\n')).toBe(true);
    });

    it('it had the contacts that its pressure says', () => {
      const expected = planted((geo, day) => market.media.pressure(at, geo, day));
      const met = withAll.flatMap(({ contacts }) => contacts.filter((contact) => contact.channel === at)).length;
      // Contacts of one person come in clusters, so five per cent of room besides the sampling error.
      expect(Math.abs(met - expected)).toBeLessThan(0.06 * expected + 4 * Math.sqrt(expected));
    });
  },
);

describe('channels that harvest', () => {
  const share = (name: string) => {
    const at = channelNames.indexOf(name);
    const contacts = withAll.flatMap((course) =>
      course.contacts.filter(({ channel }) => channel === at).map(({ day }) => course.stateOn(day) !== 0),
    );
    return contacts.filter(Boolean).length / contacts.length;
  };

  it.each(['Paid Search Brand', 'Affiliate', 'Display'])('%s meets people who are in the market anyway', (name) => {
    expect(share(name)).toBeGreaterThan(0.6);
  });

  it.each(['Paid Social', 'Email'])('%s meets everybody alike', (name) => {
    expect(share(name)).toBeLessThan(0.12);
  });
});

it('decisions that no advertising makes come as often as demand says', () => {
  const off = people.map((person) =>
    runCourse(
      person,
      market,
      period,
      channels.map((_: Channel) => false),
    ),
  );
  const expected = planted((geo, day) => 0.01 * 0.38 * market.demand.of(geo, day));
  expect(Math.abs(ordersOf(off).size - expected)).toBeLessThan(4.5 * Math.sqrt(expected) + 0.01 * expected);
  expect(off.every(({ contacts }) => contacts.length === 0)).toBe(true);
});

it('a course continues: a period that ends a day later has the same days before', () => {
  const later = { start: period.start, end: period.end - 1 };
  const on = channels.map(() => true);
  for (const person of people.slice(0, 500)) {
    const shorter = runCourse(person, market, later, on);
    const longer = withAll[person.id];
    expect(shorter.orderDays).toEqual(longer?.orderDays.filter((day) => day < later.end));
    expect(shorter.contacts).toEqual(longer?.contacts.filter(({ day }) => day < later.end));
  }
  expect(dayNumber(2026, 11, 24)).toBe(period.end);
});

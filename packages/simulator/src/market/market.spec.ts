import { dayNumber, isoDay, weekdayOf } from '../days.js';
import { createDraw } from '../random.js';
import { channelNames, channels } from '../world/channels.js';
import { geos } from '../world/geos.js';
import { createDemand } from './demand.js';
import { adstockWeights, CARRY_OVER_DAYS, createMedia, states } from './media.js';

const first = dayNumber(2026, 1, 1);
const end = dayNumber(2026, 12, 1);
const draw = createDraw(3);
const demand = createDemand(draw, first - CARRY_OVER_DAYS, end + 9);
const media = createMedia(draw, demand, first, end);
const index = (name: string) => channelNames.indexOf(name);
const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const days = Array.from({ length: end - first }, (_, i) => first + i);

describe('demand', () => {
  it('has a weekly rhythm: Sunday is the strongest day, Friday the weakest', () => {
    const byWeekday = Array.from({ length: 7 }, (_, weekday) =>
      average(days.filter((day) => weekdayOf(day) === weekday).map((day) => demand.of(0, day))),
    );
    expect(byWeekday.indexOf(Math.max(...byWeekday))).toBe(6);
    expect(byWeekday.indexOf(Math.min(...byWeekday))).toBe(4);
  });

  it('rises when everything is reduced', () => {
    const sunday = dayNumber(2026, 11, 15);
    expect(demand.of(0, sunday + 14) / demand.of(0, sunday)).toBeGreaterThan(1.25);
  });

  it('is refused for a day that was not prepared', () => {
    expect(() => demand.of(0, end + 9)).toThrow(`demand of ${isoDay(end + 9)} was not prepared`);
  });
});

describe('media', () => {
  it.each(channels.map((channel, at) => [channel.name, channel, at] as const))(
    'has the planned number of contacts: %s',
    (_name, channel, at) => {
      const { driver } = channel;
      const pressure = average(geos.flatMap((_, geo) => days.map((day) => media.pressure(at, geo, day))));
      if (driver.kind === 'planned') {
        expect(pressure / driver.contactsPerPersonDay).toBeGreaterThan(0.85);
        expect(pressure / driver.contactsPerPersonDay).toBeLessThan(1.15);
      } else {
        expect(pressure).toBeGreaterThan(driver.perOtherDay);
        expect(pressure).toBeLessThan(driver.perDecisionDay);
      }
    },
  );

  it('reaches people in the market first where it is targeted, and decides nothing where it is not', () => {
    const day = first + 100;
    const [far, near] = [states.other, states.inMarket].map((state) =>
      media.contactProbability(index('Display'), 0, day, state, false),
    ) as [number, number];
    expect(near).toBeGreaterThan(10 * far);
    expect(media.contactProbability(index('Paid Social'), 0, day, states.inMarket, false)).toBeCloseTo(
      media.contactProbability(index('Paid Social'), 0, day, states.other, false),
      12,
    );
  });

  it('sends e-mail to customers only, on Tuesdays and Fridays', () => {
    for (const day of days.slice(0, 14)) {
      expect(media.contactProbability(index('Email'), 0, day, states.other, false)).toBe(0);
      const sent = media.contactProbability(index('Email'), 0, day, states.other, true) > 0;
      expect(sent).toBe([1, 4].includes(weekdayOf(day)));
    }
  });

  it('has dark weeks in single geos, from which its effect can be told', () => {
    const dark = geos.map(
      (_, geo) => days.filter((day) => media.pressure(index('Paid Social'), geo, day) === 0).length,
    );
    expect(Math.max(...dark)).toBeGreaterThan(0);
    expect(Math.min(...dark)).toBe(0);
  });

  it('saturates: twice the pressure gives less than twice the orders', () => {
    const social = channels[index('Paid Social')];
    const response = social?.response;
    if (!response) throw new Error('paid social has a response');
    for (const day of days.slice(0, 50)) {
      const extra = media.extraOrders(index('Paid Social'), 0, day);
      const adstock = extra / media.effectiveness(index('Paid Social'), 0, day);
      const { maxOrdersPerPersonDay: max, halfSaturation: half } = response;
      expect(extra).toBeCloseTo((max * adstock) / (adstock + half), 12);
      expect((max * 2 * adstock) / (2 * adstock + half)).toBeLessThan(2 * extra);
    }
  });

  it('causes nothing where nothing is planted', () => {
    channels.forEach(({ response }, at) => {
      if (response === null) for (const day of days) expect(media.extraOrders(at, 0, day)).toBe(0);
    });
  });
});

describe('adstock weights', () => {
  it.each([0.3, 0.5, 0.8])('sum to 1 and fall by the retention %d', (retention) => {
    const weights = adstockWeights(retention);
    expect(weights).toHaveLength(CARRY_OVER_DAYS);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect((weights[5] as number) / (weights[4] as number)).toBeCloseTo(retention, 12);
  });
});

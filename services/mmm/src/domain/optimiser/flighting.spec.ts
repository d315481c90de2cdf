import { type FlightedChannel, FlightResponse } from './flight-response.js';
import { flight } from './flighting.js';
import { ascend, project } from './projected-ascent.js';
import { seeded, sum } from './testing.js';

/** Geometric carry-over of three weeks, three draws. */
const channel = (slope: number, weeks: number, worth = (_week: number) => 1): FlightedChannel => ({
  ...{ form: 'hill', weeks, draws: 3, lags: 3 },
  carryOver: Float64Array.from([0.2, 0.5, 0.7].flatMap((a) => [1, a, a * a].map((one) => one / (1 + a + a * a)))),
  exposure: new Float64Array(weeks).fill(1),
  worth: Float64Array.from({ length: weeks + 2 }, (_, week) => worth(week)),
  scale: Float64Array.of(10, 12, 8),
  shape: Float64Array.of(30, 20, 40),
  slope: Float64Array.of(slope, slope, slope),
});
const worthOf = (of: FlightedChannel, weekly: ArrayLike<number>) =>
  new FlightResponse(of).evaluate(Float64Array.from(weekly), new Float64Array(weekly.length));
/** All plans in steps of an eighth of the money, over four weeks. */
const plans = Array.from({ length: 9 ** 3 }, (_, code) => [
  code % 9,
  Math.floor(code / 9) % 9,
  Math.floor(code / 81),
]).flatMap((steps) => (sum(steps) <= 8 ? [[...steps, 8 - sum(steps)].map((step) => step * 10)] : []));

describe('the response to a flight', () => {
  it('has the gradient that central differences have', () => {
    const of = { ...channel(1.7, 6, (week) => 1 + 0.2 * week), before: Float64Array.of(5, 20) };
    const weekly = Float64Array.of(10, 0, 25, 3, 40, 8);
    const gradient = new Float64Array(6);
    new FlightResponse(of).evaluate(weekly, gradient);
    for (const [week, slope] of gradient.entries()) {
      const moved = (by: number) =>
        worthOf(
          of,
          weekly.map((money, index) => money + (index === week ? by : 0)),
        );
      expect((moved(1e-4) - moved(week === 1 ? 0 : -1e-4)) / (week === 1 ? 1e-4 : 2e-4)).toBeCloseTo(slope, 4);
    }
  });

  it('is a sum of saturations without carry-over', () => {
    const of = { ...channel(1, 2), draws: 1, lags: 1, carryOver: Float64Array.of(1), worth: Float64Array.of(1, 2) };
    expect(worthOf(of, [30, 60])).toBeCloseTo(10 * (30 / 60) + 20 * (60 / 90), 12);
  });
});

describe('flighting', () => {
  it('concave: as good as every plan of a grid, and proven', () => {
    const of = channel(1, 4, (week) => 1 + (week % 2));
    const found = flight(new FlightResponse(of), 80);
    expect(found.value).toBeGreaterThanOrEqual(Math.max(...plans.map((plan) => worthOf(of, plan))));
    expect((found.upperBound ?? 0) / found.value - 1).toBeLessThanOrEqual(2e-6);
    expect(sum(found.weekly)).toBeCloseTo(80, 9);
    expect(found.kind).toBe('gap');
  });

  it('concave: keeps the week that is worth nothing free of money', () => {
    const at = { ...channel(1, 3, (week) => Number(week !== 2)), lags: 1, carryOver: Float64Array.of(1, 1, 1) };
    const { weekly, kind } = flight(new FlightResponse(at), 60);
    expect(weekly).toEqual([30, 30, 0].map((money) => expect.closeTo(money, 2)));
    expect(kind).toBe('gap');
  });

  it('S-shaped: finds pulses that are better than an even flight', () => {
    const of = channel(4, 4);
    const found = flight(new FlightResponse(of), 80, {}, new Float64Array(4).fill(20));
    expect(found.value).toBeGreaterThanOrEqual(Math.max(...plans.map((plan) => worthOf(of, plan))) * (1 - 1e-9));
    expect(found.value).toBeGreaterThan((found.valueToday ?? 0) * 1.01);
    expect(found.kind).toBe('local');
    expect(found.upperBound).toBeNull();
  });

  it.each([1, 3])('keeps lengths of flights and rests, and amounts, slope %d', (slope) => {
    const limits = { minWeekly: 15, maxWeekly: 30, runAtLeast: 2, restAtLeast: 2 };
    const { weekly, value, upperBound } = flight(new FlightResponse(channel(slope, 8)), 120, limits);
    expect(sum(weekly)).toBeCloseTo(120, 9);
    const pattern = weekly.map((money) => (money > 0 ? 'x' : '-')).join('');
    for (const run of pattern.match(/x+/g) ?? []) expect(run.length).toBeGreaterThanOrEqual(2);
    for (const rest of pattern.match(/(?<=x)-+(?=x)/g) ?? []) expect(rest.length).toBeGreaterThanOrEqual(2);
    for (const money of weekly.filter((one) => one > 0)) {
      expect(money).toBeGreaterThanOrEqual(15 * (1 - 1e-9));
      expect(money).toBeLessThanOrEqual(30 * (1 + 1e-9));
    }
    if (slope === 1) expect(upperBound).toBeGreaterThanOrEqual(value);
  });

  it('is not below the flight of today', () => {
    const random = seeded(5);
    for (let trial = 0; trial < 8; trial++) {
      const of = channel(1 + 2 * random(), 6, () => 0.5 + random());
      const today = Float64Array.from({ length: 6 }, () => (random() < 0.4 ? 0 : 5 + 30 * random()));
      if (today.every((money) => money === 0)) continue;
      const found = flight(new FlightResponse(of), sum(today), {}, today);
      expect(found.value).toBeGreaterThanOrEqual((found.valueToday ?? 0) * (1 - 1e-12));
    }
  });

  it('names limits under which the money cannot be spent', () => {
    expect(() => flight(new FlightResponse(channel(1, 4)), 80, { maxWeekly: 10 })).toThrow(
      expect.objectContaining({ code: 'MMM_BUDGET_INFEASIBLE', field: 'flight' }),
    );
  });
});

describe('projected ascent', () => {
  it('finds the nearest point of a simplex', () => {
    const [low, high] = [new Float64Array(3), new Float64Array(3).fill(1)];
    expect(Array.from(project(Float64Array.of(0.9, 0.5, -0.4), low, high, 1))).toEqual(
      [0.7, 0.3, 0].map((one) => expect.closeTo(one, 12)),
    );
  });

  it('maximises a concave quadratic to its gap', () => {
    const centre = [0.2, 0.5, 0.9];
    const evaluate = (at: Float64Array, gradient: Float64Array) => {
      for (const [index, one] of at.entries()) gradient[index] = -2 * (one - (centre[index] ?? 0));
      return 1 - at.reduce((total, one, index) => total + (one - (centre[index] ?? 0)) ** 2, 0);
    };
    const [low, high] = [new Float64Array(3), new Float64Array(3).fill(1)];
    const found = ascend(evaluate, low, high, 1, Float64Array.of(1, 0, 0), 1e-12);
    expect(Array.from(found.at)).toEqual([0, 0.3, 0.7].map((one) => expect.closeTo(one, 5)));
    expect(found.gap).toBeLessThanOrEqual(1e-9);
  });
});

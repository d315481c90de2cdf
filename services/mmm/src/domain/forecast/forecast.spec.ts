import fc from 'fast-check';
import { type FakeDraw, fakeModel, fakePanel, normal, uniforms } from '../../testing/fake-fitted-model.js';
import type { ChannelColumns } from '../data/data-columns.js';
import { watchDrift } from './drift.js';
import { extendPanel } from './extend-panel.js';
import { comparePlans, forecast, PROBABILITIES } from './forecast.js';
import { readMediaPlan } from './media-plan.js';
import { type ForecastPoint, surpriseOf, trackForecasts } from './tracking.js';

const periods = 60;
const uniform = uniforms(6);
const tv = Float64Array.from({ length: 2 * periods }, () => 100 * uniform());
const panel = fakePanel({
  geos: ['BY', 'NW'],
  columns: {
    TV: tv,
    tv_spend: tv.map((x, at) => (at < periods ? 2 : 4) * x),
    mails: tv.map((x) => x + 1),
    rain: tv.map((x) => x / 10),
  },
  outcome: new Float64Array(2 * periods).fill(100),
  valuePerUnit: new Float64Array(2 * periods).fill(5),
});
const channels: readonly ChannelColumns[] = [
  { channel: 'TV', kind: 'paid', media: 'TV', spend: 'tv_spend' },
  { channel: 'Mails', kind: 'organic', media: 'mails' },
];
const extend = (plan: object) => extendPanel(panel, readMediaPlan({ name: 'plan', periods: 4, ...plan }), channels);
const future = (plan: object, column: string, geo: number) =>
  [...(extend(plan).panel.columns.get(column) ?? [])].slice(geo * (periods + 4) + periods, (geo + 1) * (periods + 4));
const refusal = (plan: object): string => {
  try {
    extend(plan);
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was refused';
};

describe('a panel that goes on', () => {
  it('has the periods after the data, and no outcome in them', () => {
    const { panel: all } = extend({});
    expect(all.dates.slice(periods - 1)).toEqual([
      '2025-04-21',
      '2025-04-28',
      '2025-05-05',
      '2025-05-12',
      '2025-05-19',
    ]);
    expect(all.dates.slice(0, periods)).toEqual(panel.dates);
    expect([...all.outcome.slice(periods, periods + 4)]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
    expect([...all.outcome.slice(periods + 4, periods + 8)]).toEqual([100, 100, 100, 100]);
  });

  it('keeps what was known, whatever is planned', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.integer({ min: 1, max: 80 }), (spend, more) => {
        const { panel: all } = extendPanel(panel, { name: 'p', periods: more, spend: { TV: spend } }, channels);
        for (const geo of [0, 1])
          expect(all.columns.get('TV')?.slice(geo * (periods + more), geo * (periods + more) + periods)).toEqual(
            tv.slice(geo * periods, (geo + 1) * periods),
          );
      }),
      { numRuns: 20 },
    );
  });

  it('repeats the same periods of the last year where nothing is planned, and says so', () => {
    expect(future({}, 'rain', 1)).toEqual([...tv.slice(periods + 8, periods + 12)].map((x) => x / 10));
    expect(extend({}).assumptions).toContainEqual({ column: 'rain', taken: 'same periods last year' });
  });

  it('repeats the last value where the data are shorter than a year', () => {
    const short = fakePanel({ columns: { rain: Float64Array.of(1, 2, 3) }, outcome: Float64Array.of(1, 2, 3) });
    const { panel: all, assumptions } = extendPanel(short, { name: 'p', periods: 2 }, []);
    expect([...(all.columns.get('rain') ?? [])]).toEqual([1, 2, 3, 3, 3]);
    expect(assumptions).toEqual([{ column: 'rain', taken: 'last value' }]);
  });

  const lastYear = (geo: number, factor: number) =>
    tv.slice(geo * periods + 8, (geo + 1) * periods).reduce((sum, x) => sum + factor * x, 0);
  const share = lastYear(0, 2) / (lastYear(0, 2) + lastYear(1, 4));

  it('shares national spend between geos as in the last year', () => {
    expect(future({ spend: { TV: 1_000 } }, 'tv_spend', 0)).toEqual(
      [0, 1, 2, 3].map(() => expect.closeTo(1_000 * share, 8)),
    );
  });

  it('buys media at the cost of each geo', () => {
    expect(future({ spend: { TV: { BY: 200, NW: [200, 400, 0, 0] } } }, 'TV', 0)[0]).toBeCloseTo(100, 8);
    expect(future({ spend: { TV: { BY: 200, NW: [200, 400, 0, 0] } } }, 'TV', 1)).toEqual(
      [50, 100, 0, 0].map((x) => expect.closeTo(x, 8)),
    );
  });

  it('switches other paid channels off where that is asked for, not organic ones', () => {
    expect(future({ otherChannels: 'off' }, 'TV', 0)).toEqual([0, 0, 0, 0]);
    expect(future({ otherChannels: 'off' }, 'mails', 0).every((x) => x > 0)).toBe(true);
  });

  it('takes planned columns', () => {
    expect(future({ columns: { rain: [1, 2, 3, 4] } }, 'rain', 1)).toEqual([1, 2, 3, 4]);
    expect(future({ columns: { rain: { BY: 1, NW: 7 } } }, 'rain', 1)).toEqual([7, 7, 7, 7]);
  });

  it.each<[string, object, string]>([
    ['an unknown channel', { spend: { Radio: 1 } }, 'plan, spend.Radio: there is no channel Radio'],
    [
      'a channel without spend',
      { spend: { Mails: 1 } },
      'plan, spend.Mails: Mails has no spend; plan its column mails',
    ],
    ['an unknown column', { columns: { snow: 1 } }, 'plan, columns.snow: there is no column snow'],
    ['too few amounts', { spend: { TV: [1, 2] } }, 'plan, spend.TV: has 2 values for 4 periods'],
    ['an unknown geo', { spend: { TV: { HE: 1 } } }, 'plan, spend.TV.HE: there is no geo HE in the data'],
    ['a geo left out', { spend: { TV: { BY: 1 } } }, 'plan, spend.TV.NW: is missing: plan all geos or none'],
    ['negative spend', { spend: { TV: -1 } }, 'plan, spend.TV: Too small: expected number to be >=0'],
    ['no periods', { periods: 0 }, 'plan, periods: Too small: expected number to be >=1'],
  ])('%s is refused', (_title, plan, message) => expect(refusal(plan)).toBe(message));
});

const draw = (effect: number): FakeDraw => ({
  baseline: 50,
  rain: 0,
  channels: { TV: { effect, retention: 0.5, half: Number.POSITIVE_INFINITY } },
  sigma: 4,
});

describe('a forecast', () => {
  const fitted = fakeModel(
    panel,
    [0.9, 1, 1.1].flatMap((effect) => new Array<FakeDraw>(100).fill(draw(effect))),
  );
  const { panel: dark } = extend({ otherChannels: 'off' });
  const { panel: plan } = extend({ spend: { TV: 600 } });

  it('without media is the baseline with what still carries over', () => {
    const { expected, dates, total } = forecast(fitted, dark, uniforms(1));
    expect(dates).toHaveLength(4);
    const carriedOf = (geo: number) =>
      tv.slice(geo * periods, (geo + 1) * periods).reduce((state, x) => x + 0.5 * state, 0);
    const carried = carriedOf(0) + carriedOf(1);
    expect(expected.mean[0]).toBeCloseTo(100 + 0.5 * carried, 6);
    expect(expected.mean[3]).toBeCloseTo(100 + 0.5 ** 4 * carried, 6);
    expect(total.mean).toBeCloseTo(
      expected.mean.reduce((a, b) => a + b, 0),
      8,
    );
  });

  it('has wider bounds for an observation than for the expectation', () => {
    const { expected, predicted } = forecast(fitted, plan, uniforms(1));
    for (const [t, low] of predicted.low.entries()) {
      expect(low).toBeLessThan(expected.low[t] ?? 0);
      expect(predicted.high[t]).toBeGreaterThan(expected.high[t] ?? 0);
    }
  });

  it('is the same for the same seed', () => {
    expect(forecast(fitted, plan, uniforms(1))).toEqual(forecast(fitted, plan, uniforms(1)));
  });

  it('keeps quantiles that rise', () => {
    for (const quantiles of forecast(fitted, plan, uniforms(1)).quantiles) {
      expect(quantiles).toHaveLength(PROBABILITIES.length);
      expect(quantiles).toEqual([...quantiles].sort((a, b) => a - b));
    }
  });

  it('of a plan against another says what the plan adds, without what both share', () => {
    const { total, totalValue, outcome, probabilityBetter } = comparePlans(fitted, plan, dark);
    const media = plan.columns.get('TV') ?? new Float64Array();
    const bought = (geo: number, t: number) => media[geo * (periods + 4) + periods + t] ?? 0;
    expect(outcome.mean[0]).toBeCloseTo(bought(0, 0) + bought(1, 0), 6);
    const state = [0, 1, 2, 3].map((t) =>
      [0, 1, 2, 3].filter((s) => s <= t).reduce((sum, s) => sum + 0.5 ** (t - s) * (bought(0, s) + bought(1, s)), 0),
    );
    expect(total.mean).toBeCloseTo(
      state.reduce((a, b) => a + b, 0),
      6,
    );
    expect(totalValue.mean).toBeCloseTo(5 * total.mean, 6);
    expect(probabilityBetter).toBe(1);
    expect(comparePlans(fitted, dark, dark)).toMatchObject({
      total: { mean: 0, low: 0, high: 0 },
      probabilityBetter: 0,
    });
  });
});

describe('forecasts over time', () => {
  /** Quantiles of N(100, 10). */
  const quantiles = PROBABILITIES.map((p) => 100 + 10 * inverse(p));
  const point = (t: number, horizon = 1): ForecastPoint => ({
    runId: 'run',
    madeAt: `2026-01-0${horizon}`,
    date: new Date(Date.UTC(2026, 0, 5 + 7 * t)).toISOString().slice(0, 10),
    horizon,
    mean: 100,
    low: 100 - 16.45,
    high: 100 + 16.45,
    quantiles,
  });
  const observe = (outcomes: readonly number[]) => new Map(outcomes.map((outcome, t) => [point(t).date, outcome]));
  const track = (outcomes: readonly number[]) =>
    trackForecasts(
      outcomes.map((_, t) => point(t)),
      observe(outcomes),
    );

  it('are held against what happened', () => {
    const { points, mape, wmape, coverage90 } = track([100, 110, 80, 125]);
    expect({ points, coverage90 }).toEqual({ points: 4, coverage90: 0.5 });
    expect(mape).toBeCloseTo((0 + 10 / 110 + 20 / 80 + 25 / 125) / 4, 12);
    expect(wmape).toBeCloseTo(55 / 415, 12);
  });

  it('are told apart by how far ahead they were made', () => {
    const record = trackForecasts([point(0, 1), point(0, 6), point(1, 3)], observe([100, 120]));
    expect(record.byHorizon.map(({ from, to, points, coverage90 }) => [from, to, points, coverage90])).toEqual([
      [1, 1, 1, 1],
      [2, 4, 1, 0],
      [5, 13, 1, 1],
    ]);
  });

  it('leave out what is not known yet', () => {
    expect(trackForecasts([point(0), point(1)], observe([90])).points).toBe(1);
    expect(trackForecasts([point(0)], new Map()).tracked).toEqual([]);
  });

  it.each([
    [100, 0.5],
    [100 + 16.448536, 0.95],
    [100 - 12.8155, 0.1],
    [1_000, 0.995],
    [-1_000, 0.005],
  ])('give %p the probability %p', (observed, expected) =>
    expect(surpriseOf({ quantiles }, observed)).toBeCloseTo(expected, 4),
  );

  const source = uniforms(12);
  const noise = Array.from({ length: 60 }, () => normal(source));
  const kinds = (outcomes: readonly number[]) => watchDrift(track(outcomes).tracked).alarms.map(({ kind }) => kind);

  it('give no alarm while they hold', () => expect(kinds(noise.map((z) => 100 + 10 * z))).toEqual([]));

  it('give an alarm when outcomes shift, and say since when', () => {
    const shifted = noise.map((z, t) => 100 + 10 * z + (t >= 30 ? 15 : 0));
    const { alarms } = watchDrift(track(shifted).tracked);
    const alarm = alarms.find(({ kind }) => kind === 'higher');
    expect(alarms.map(({ kind }) => kind)).not.toContain('lower');
    const dates = shifted.map((_, t) => point(t).date);
    expect(dates.indexOf(alarm?.since ?? '')).toBeGreaterThanOrEqual(25);
    expect(dates.indexOf(alarm?.at ?? '')).toBeLessThan(45);
    const fallen = kinds(noise.map((z, t) => 100 + 10 * z - (t >= 30 ? 15 : 0)));
    expect(fallen).toContain('lower');
    expect(fallen).not.toContain('higher');
  });

  it('give an alarm when intervals are too narrow', () => {
    expect(kinds(noise.map((z) => 100 + 25 * z))).toContain('wider');
  });

  it('give another alarm while the shift lasts, and none for what came before it ended', () => {
    const ended = noise.slice(0, 45).map((z, t) => 100 + 10 * z + (t >= 10 && t < 40 ? 20 : 0));
    const { alarms } = watchDrift(track(ended).tracked);
    const higher = alarms.filter(({ kind }) => kind === 'higher').map(({ at }) => at);
    expect(higher.length).toBeGreaterThan(2);
    expect(higher).toEqual([...higher].sort());
    expect((higher.at(-1) ?? '') <= point(40).date).toBe(true);
  });

  it('count one forecast per period for the alarm: the latest', () => {
    const outcomes = [100, 100];
    const two = trackForecasts([point(0, 1), point(0, 5), point(1, 1)], observe(outcomes));
    expect(watchDrift(two.tracked).sums.map(({ date }) => date)).toEqual([point(0).date, point(1).date]);
  });

  it('add the score less the allowance, and never fall below 0', () => {
    const sums = watchDrift(track([116.448536, 116.448536, 83.551464]).tracked).sums;
    expect(sums.map(({ higher }) => higher)).toEqual([1.1449, 2.2897, 0.1449].map((x) => expect.closeTo(x, 3)));
    expect(sums.map(({ lower }) => lower)).toEqual([0, 0, 1.1449].map((x) => expect.closeTo(x, 3)));
  });
});

/** Normal quantile by bisection, independent of the one under test. */
function inverse(p: number): number {
  let [low, high] = [-9, 9];
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2;
    if (below(middle) < p) low = middle;
    else high = middle;
  }
  return low;
}

/** Normal probability by Simpson's rule. */
function below(x: number): number {
  const steps = 400;
  const width = x / steps;
  let sum = 1 + Math.exp((-x * x) / 2);
  for (let step = 1; step < steps; step++) sum += (step % 2 === 1 ? 4 : 2) * Math.exp(-((step * width) ** 2) / 2);
  return 0.5 + (sum * width) / 3 / Math.sqrt(2 * Math.PI);
}

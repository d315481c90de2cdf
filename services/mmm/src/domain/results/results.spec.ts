import fc from 'fast-check';
import { type FakeDraw, fakeModel, fakePanel, uniforms } from '../../testing/fake-fitted-model.js';
import { distributionOf } from '../spec/distribution.js';
import { halfLifeOf } from './carry-over.js';
import { channelDraws, summariseChannel, summariseMedia } from './channel-summary.js';
import { summariseCurves } from './curves.js';
import { decompose } from './decomposition.js';
import { fitQuality } from './fit-quality.js';
import type { ChannelFacts } from './run-facts.js';

const periods = 40;
const uniform = uniforms(5);
const random = (size: number, scale: number) => Float64Array.from({ length: size }, () => scale * uniform());

const tv = random(2 * periods, 100);
const search = random(2 * periods, 50);
const rain = random(2 * periods, 10);
const panel = fakePanel({
  geos: ['BY', 'NW'],
  columns: { TV: tv, Search: search, rain },
  outcome: random(2 * periods, 1_000),
  valuePerUnit: new Float64Array(2 * periods).fill(20),
});
const draw = (effect: number, change: Partial<FakeDraw> = {}): FakeDraw => ({
  baseline: 100,
  rain: 2,
  channels: {
    TV: { effect, retention: 0.6, half: Number.POSITIVE_INFINITY },
    Search: { effect: 200, retention: 0, half: 25 },
  },
  sigma: 5,
  ...change,
});
const facts: readonly ChannelFacts[] = [
  { channel: 'TV', kind: 'paid', media: 'TV', spend: tv, roiPrior: distributionOf('LogNormal(0.2, 0.9)') },
  { channel: 'Search', kind: 'paid', media: 'Search', spend: search.map((x) => 2 * x), roiPrior: null },
];
const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
/** Σ over cells of x + 0.6 × what was carried, within each geo. */
const carried = (media: Float64Array, retention: number) => {
  let total = 0;
  let state = 0;
  for (const [cell, x] of media.entries()) {
    state = cell % periods === 0 ? x : x + retention * state;
    total += state;
  }
  return total;
};

describe('figures of channels, against a closed form', () => {
  const effects = [0.5, 1, 1.5, 2];
  const fitted = fakeModel(
    panel,
    effects.map((effect) => draw(effect)),
  );
  const [tvDraws, searchDraws] = channelDraws(fitted, facts);
  const totalValue = 20 * sum(panel.outcome);

  it('contribution and ROI of a linear channel', () => {
    const truth = effects.map((effect) => 20 * effect * carried(tv, 0.6));
    expect([...(tvDraws?.contribution ?? [])]).toEqual(truth.map((value) => expect.closeTo(value, 6)));
    expect([...(tvDraws?.roi ?? [])]).toEqual(truth.map((value) => expect.closeTo(value / sum(tv), 8)));
  });

  it('the next unit of a linear channel is worth what all units are', () => {
    expect([...(tvDraws?.mroi ?? [])]).toEqual([...(tvDraws?.roi ?? [])].map((roi) => expect.closeTo(roi, 8)));
  });

  it('the next unit of a saturated channel by the derivative', () => {
    // d/df Σ e f x / (h + f x) at f = 1.005, the middle of the step of one per cent.
    const slope = search.reduce((total, x) => total + (200 * x * 25) / (25 + 1.005 * x) ** 2, 0);
    expect(searchDraws?.mroi?.[0]).toBeCloseTo((20 * slope) / (2 * sum(search)), 3);
  });

  const summary = tvDraws && summariseChannel(fitted, tvDraws);
  const saturated = searchDraws && summariseChannel(fitted, searchDraws);

  it('share, cost and spend', () => {
    const outcome = 1.25 * carried(tv, 0.6);
    expect(summary?.spend).toBeCloseTo(sum(tv), 8);
    expect(summary?.share.mean).toBeCloseTo((20 * outcome) / totalValue, 10);
    expect(summary?.costPerOutcome?.mean).toBeCloseTo(sum(tv) / outcome, 10);
  });

  it('half life and carry-over of a geometric channel', () => {
    // 0.4 of the effect comes in the first period, 0.24 in the second.
    expect(summary?.halfLife.mean).toBeCloseTo(1 + 0.1 / 0.24, 10);
    expect(summary?.carriedOver.mean).toBeCloseTo(0.6, 10);
    expect(summary?.arrival?.mean.slice(0, 3)).toEqual([0.4, 0.64, 0.784].map((share) => expect.closeTo(share, 10)));
    expect(summary?.arrival?.mean.at(-1)).toBeGreaterThan(0.995);
    expect(saturated?.halfLife.mean).toBeCloseTo(0.5, 10);
  });

  it('saturation against the ceiling, and none where there is none', () => {
    const today = search.reduce((total, x) => total + x / (25 + x), 0);
    const running = search.filter((x) => x > 0).length;
    expect(saturated?.saturation?.mean).toBeCloseTo(today / running, 8);
    expect(summary?.saturation).toBeNull();
  });

  it('shift from the prior, where one is stated', () => {
    const roi = [...(tvDraws?.roi ?? [])];
    const mean = roi.reduce((total, one) => total + one, 0) / roi.length;
    expect(summary?.shift?.priorMean).toBeCloseTo(Math.exp(0.2 + 0.405), 4);
    expect(summary?.shift?.posteriorMean).toBeCloseTo(mean, 10);
    expect(saturated?.shift).toBeNull();
  });

  it('all channels together are the sum of the draws, not of the bounds', () => {
    const media = summariseMedia(
      fitted,
      [tvDraws, searchDraws].flatMap((one) => one ?? []),
    );
    const truth = effects.map(
      (effect) => 20 * (effect * carried(tv, 0.6) + search.reduce((t, x) => t + (200 * x) / (25 + x), 0)),
    );
    expect(media.contribution.mean).toBeCloseTo(truth.reduce((a, b) => a + b, 0) / 4, 6);
    expect(media.roi?.mean).toBeCloseTo(media.contribution.mean / (sum(tv) + 2 * sum(search)), 10);
    expect(media.share.mean).toBeCloseTo(media.contribution.mean / totalValue, 12);
  });
});

describe('a funnel', () => {
  const channels = draw(1).channels;
  const TV = { effect: 1, retention: 0, half: Number.POSITIVE_INFINITY, raises: { channel: 'Search', share: 0.3 } };
  const fitted = fakeModel(panel, [draw(1, { channels: { ...channels, TV } })]);

  it('counts what a channel adds through another one', () => {
    const [tvDraws] = channelDraws(fitted, facts);
    expect(tvDraws?.contribution[0]).toBeCloseTo(20 * 1.3 * sum(tv), 6);
  });
});

describe('a channel that may lose', () => {
  it('has no cost per outcome where a twentieth of the draws add nothing', () => {
    const effects = [-1, -1, ...new Array<number>(14).fill(1)];
    const fitted = fakeModel(
      panel,
      effects.map((effect) => draw(effect)),
    );
    const [tvDraws] = channelDraws(fitted, facts);
    expect(tvDraws && summariseChannel(fitted, tvDraws).costPerOutcome).toBeNull();
  });
});

describe('curves', () => {
  const fitted = fakeModel(panel, [draw(1), draw(2)]);
  const curves = summariseCurves(fitted, facts);
  const points = (channel: string) => curves.find((one) => one.channel === channel)?.points ?? [];

  it('begin at nothing and pass through today', () => {
    expect(points('TV')[0]).toMatchObject({ spend: 0, value: { mean: 0 } });
    const today = points('Search').find(({ spend }) => spend === 2 * sum(search));
    expect(today?.value.mean).toBeCloseTo(20 * search.reduce((total, x) => total + (200 * x) / (25 + x), 0), 6);
  });

  it('of a saturating channel rise ever less', () => {
    const slopes = points('Search').map(({ marginal }) => marginal.mean);
    expect(slopes).toEqual([...slopes].sort((a, b) => b - a));
    expect(slopes.at(-1)).toBeGreaterThan(0);
  });

  it('have no points for a channel without spend', () => {
    const organic: ChannelFacts = { channel: 'TV', kind: 'organic', media: 'TV', spend: null, roiPrior: null };
    expect(summariseCurves(fitted, [organic])).toEqual([]);
  });
});

describe('decomposition', () => {
  it('adds up to the expected outcome for every draw of parameters', () => {
    const effect = fc.double({ min: -5, max: 5, noNaN: true });
    fc.assert(
      fc.property(effect, effect, fc.double({ min: 0, max: 0.95, noNaN: true }), (baseline, tvEffect, retention) => {
        const channels = { TV: { effect: tvEffect, retention, half: 30 } };
        const fitted = fakeModel(panel, [draw(0, { baseline, channels })]);
        const { components, expected, dates } = decompose(fitted);
        for (let t = 0; t < dates.length; t++) {
          const total = components.reduce((sumOf, { mean }) => sumOf + (mean[t] ?? 0), 0);
          expect(expected.mean[t]).toBeCloseTo(total, 8);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('totals are over all periods and geos; the observed is as measured', () => {
    const { components, observed } = decompose(fakeModel(panel, [draw(1)]));
    expect(components.find(({ name }) => name === 'rain')?.total.mean).toBeCloseTo(2 * sum(rain), 8);
    expect(observed.reduce((a, b) => a + b, 0)).toBeCloseTo(sum(panel.outcome), 8);
  });
});

describe('half life', () => {
  it.each([
    [[1], 0.5],
    [[0.5, 0.5], 1],
    [[0.25, 0.25, 0.5], 2],
    [[0, 0, 1], 2.5],
    [[0.4, 0.2, 0.1], 1.5],
    [[0.1, 0.1], 2],
  ])('of shares %p is %p periods', (shares, expected) => {
    expect(halfLifeOf(Float64Array.from(shares))).toBeCloseTo(expected, 12);
  });
});

describe('quality of the fit', () => {
  const truth = draw(1);
  const outcome = new Float64Array(2 * periods);
  fakeModel(panel, [truth]).predict(0, uniforms(11), outcome);
  const measured = fakePanel({ ...panel, columns: Object.fromEntries(panel.columns), outcome });

  it('of the model that made the data: coverage near 90 %, CRPS near that of the noise', () => {
    const [geo, national] = fitQuality(
      fakeModel(
        measured,
        Array.from({ length: 500 }, () => truth),
      ),
      uniforms(3),
    );
    expect(geo).toMatchObject({ level: 'geo', periods });
    expect(national).toMatchObject({ level: 'national', periods });
    // 80 observations: 0.9 ± 3 standard errors.
    expect(Math.abs((geo?.coverage90 ?? 0) - 0.9)).toBeLessThan(0.1);
    // CRPS of N(0, s) about its own observations has the mean s / √π = 2.82.
    expect(Math.abs((geo?.crps ?? 0) - 5 / Math.sqrt(Math.PI))).toBeLessThan(0.8);
    expect(geo?.r2).toBeGreaterThan(0.9);
  });

  it('of a model that is wrong: no coverage, R² below 0', () => {
    const wrong = fakeModel(
      measured,
      Array.from({ length: 200 }, () => draw(1, { baseline: 1_000 })),
    );
    const [geo] = fitQuality(wrong, uniforms(3));
    expect(geo?.coverage90).toBe(0);
    expect(geo?.r2).toBeLessThan(0);
  });

  it('is that of a window where one is given', () => {
    const all = Array.from({ length: 300 }, () => truth);
    const [, last] = fitQuality(fakeModel(measured, all), uniforms(3), { from: 30 });
    expect(last).toMatchObject({ level: 'national', periods: 10 });
  });
});

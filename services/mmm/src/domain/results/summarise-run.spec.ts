import { type FakeDraw, fakeModel, fakePanel, normal, uniforms } from '../../testing/fake-fitted-model.js';
import { diagnostics, parameter } from '../../testing/run-summary.js';
import { fillDefaults } from '../spec/fill-defaults.js';
import { readSpec } from '../spec/parse-spec.js';
import { type RunFacts, summariseRun } from './summarise-run.js';

const periods = 60;
const uniform = uniforms(8);
const media = (scale: number) => Float64Array.from({ length: periods }, () => scale * uniform());
const [tv, search] = [media(100), media(40)];
const rain = tv.map((x) => x / 20 + 5 * uniform());
const truth: FakeDraw = {
  baseline: 400,
  rain: 3,
  channels: {
    TV: { effect: 1.2, retention: 0.5, half: Number.POSITIVE_INFINITY },
    Search: { effect: 90, retention: 0, half: 20 },
  },
  sigma: 15,
};
const outcome = new Float64Array(periods);
fakeModel(fakePanel({ columns: { TV: tv, Search: search, rain }, outcome }), [truth]).predict(0, uniforms(2), outcome);
const panel = fakePanel({ columns: { TV: tv, Search: search, rain }, outcome });
const spec = fillDefaults(
  readSpec({
    name: 'shop',
    data: { date: 'date', currency: 'EUR' },
    outcome: { column: 'sales', unit: 'money' },
    paid: [
      { name: 'TV', spend: 'TV', effect: { on: 'roi', prior: 'LogNormal(0.2, 0.9)' } },
      { name: 'Search', spend: 'Search', effect: { on: 'roi', prior: 'LogNormal(0.2, 0.9)' } },
    ],
    controls: [{ column: 'rain' }],
  }),
  panel,
);
const posterior = (spread: number) => {
  const source = uniforms(3);
  const vary = (value: number) => value * (1 + spread * normal(source));
  return Array.from({ length: 100 }, () => ({
    ...truth,
    baseline: vary(truth.baseline),
    channels: {
      TV: { ...truth.channels.TV!, effect: vary(1.2) },
      Search: { ...truth.channels.Search!, effect: vary(90) },
    },
  }));
};
const facts = (change: Partial<RunFacts> = {}): RunFacts => ({
  runId: 'run-1',
  at: '2026-11-26T10:00:00Z',
  command: 'stellwerk mmm fit data.csv --spec spec.yaml --out run',
  seed: 7,
  versions: { stellwerk: '0.1.0', node: '24', model: '1' },
  warnings: [],
  spec,
  fitted: fakeModel(panel, posterior(0.02)),
  diagnostics: diagnostics(),
  parameters: [parameter('alpha')],
  holdout: null,
  lifts: [],
  uniform: uniforms(1),
  ...change,
});

describe('the summary of a run', () => {
  const summary = summariseRun(facts());

  it('covers the truth it was simulated from', () => {
    const { roi } = summary.channels[0] ?? {};
    // Each unit of media acts 2 times in all, less what comes after the end.
    const carried = tv.reduce((sum, x, t) => sum + x * (2 - 0.5 ** (periods - 1 - t)), 0);
    const expected = (1.2 * carried) / tv.reduce((sum, x) => sum + x, 0);
    expect(roi?.low).toBeLessThan(expected);
    expect(roi?.high).toBeGreaterThan(expected);
  });

  it('has shares within 0 and 1 that add up to the whole with the rest', () => {
    const parts = summary.decomposition.components.reduce((sum, { total }) => sum + total.mean, 0);
    const channels = summary.channels.reduce((sum, { contribution }) => sum + contribution.mean, 0);
    expect(summary.media.contribution.mean).toBeCloseTo(channels, 6);
    expect(Math.abs(parts / summary.data.outcome.total - 1)).toBeLessThan(0.05);
    for (const { share } of summary.channels) {
      expect(share.low).toBeGreaterThanOrEqual(0);
      expect(share.high).toBeLessThanOrEqual(1);
    }
  });

  it('is published where nothing failed', () => {
    expect(summary.review.filter(({ status }) => status === 'fail')).toEqual([]);
    expect(summary).toMatchObject({
      status: 'published',
      name: 'shop',
      dataHash: 'fake',
      holdout: null,
      calibration: [],
    });
    expect(summary.data).toMatchObject({
      periods,
      geos: 1,
      currency: 'EUR',
      outcome: { name: 'sales', unit: 'money' },
    });
  });

  it('is refused where one check failed, and says which', () => {
    const refused = summariseRun(facts({ diagnostics: diagnostics({ divergences: 3 }) }));
    expect(refused.status).toBe('refused');
    expect(refused.review.filter(({ status }) => status === 'fail')).toEqual([
      { check: 'divergences', status: 'fail', value: 3, threshold: 0 },
    ]);
  });

  it('is the same for the same draws and seed, and survives JSON', () => {
    expect(summariseRun(facts())).toEqual(summary);
    expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
  });
});

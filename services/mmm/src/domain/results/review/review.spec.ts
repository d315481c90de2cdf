import { type FakeDraw, fakeModel, fakePanel, uniforms } from '../../../testing/fake-fitted-model.js';
import { diagnostics, parameter } from '../../../testing/run-summary.js';
import type { Diagnostics, FitQuality, ParameterSummary, ReviewCheck } from '../../run-summary.js';
import { distributionOf } from '../../spec/distribution.js';
import { quantile } from '../../spec/moments.js';
import type { ChannelDraws } from '../channel-summary.js';
import { channelChecks } from './channel-checks.js';
import { holdoutChecks, modelChecks } from './model-checks.js';
import { samplingChecks } from './sampling-checks.js';

const brief = (checks: readonly ReviewCheck[]) =>
  checks.map(({ check, subject, status }) => [check, subject, status].join(' ').replace('  ', ' '));

describe('the sampler', () => {
  const sound = [
    parameter('alpha'),
    parameter('beta', { rhat: 1.004 }),
    parameter('fixed', { sd: 0, rhat: Number.NaN, essBulk: Number.NaN }),
  ];

  it('passes where every scalar has converged, and names the worst', () => {
    expect(brief(samplingChecks(diagnostics(), sound))).toEqual([
      'convergence beta pass',
      'effective-sample-size alpha pass',
      'divergences pass',
      'energy chain 1 pass',
      'tree-depth pass',
    ]);
  });

  it.each<[string, Partial<Diagnostics>, Partial<ParameterSummary>, string]>([
    ['R-hat of one scalar', {}, { rhat: 1.011 }, 'convergence gamma fail'],
    ['R-hat that cannot be computed', {}, { rhat: Number.NaN }, 'convergence gamma fail'],
    ['too few effective draws in bulk', {}, { essBulk: 399 }, 'effective-sample-size gamma fail'],
    ['too few effective draws in the tails', {}, { essTail: 399 }, 'effective-sample-size gamma fail'],
    ['effective draws that cannot be computed', {}, { essTail: Number.NaN }, 'effective-sample-size gamma fail'],
    ['one divergence', { divergences: 1 }, {}, 'divergences fail'],
    ['energy of one chain', { ebfmi: [0.9, 0.29, 1, 1] }, {}, 'energy chain 2 fail'],
    ['a few times the greatest depth', { maxTreeDepthHits: 40 }, {}, 'tree-depth review'],
    ['often the greatest depth', { maxTreeDepthHits: 41 }, {}, 'tree-depth fail'],
  ])('notices %s', (_title, change, scalar, expected) => {
    const checks = samplingChecks(diagnostics(change), [...sound, parameter('gamma', scalar)]);
    expect(brief(checks)).toContain(expected);
    expect(checks.filter(({ status }) => status !== 'pass')).toHaveLength(1);
  });

  it('is held to 1.01, where the published notebook of a peer passes its own threshold of 1.2', () => {
    const published = {
      mu_t: 1.129,
      knots: 1.124,
      tau_g: 1.064,
      beta_gm: 1.029,
      gamma_c: 1.02,
      roi: 1.012,
      eta: 1.009,
    };
    const checks = samplingChecks(
      diagnostics(),
      Object.entries(published).map(([name, rhat]) => parameter(name, { rhat })),
    );
    expect(checks.filter(({ check }) => check === 'convergence').map(({ subject, value }) => [subject, value])).toEqual(
      Object.entries(published).filter(([, rhat]) => rhat > 1.01),
    );
  });

  it('names the worst ten of many', () => {
    const many = Array.from({ length: 30 }, (_, at) => parameter(`p${at}`, { rhat: 1.02 + at / 100 }));
    const failed = samplingChecks(diagnostics(), many).filter(({ status }) => status === 'fail');
    expect(failed.map(({ subject }) => subject)).toEqual(
      [29, 28, 27, 26, 25, 24, 23, 22, 21, 20].map((at) => `p${at}`),
    );
  });
});

describe('the model', () => {
  const outcome = new Float64Array(50).fill(100);
  const panel = fakePanel({ columns: { TV: new Float64Array(50).fill(1), rain: new Float64Array(50) }, outcome });
  const draw = (baseline: number, effect: number): FakeDraw => ({
    baseline,
    rain: 0,
    channels: { TV: { effect, retention: 0, half: Number.POSITIVE_INFINITY } },
    sigma: 1,
  });
  /** Baselines of which so many of a hundred are negative; the total stays as observed on the mean. */
  const withNegative = (percent: number, total = 100) =>
    fakeModel(
      panel,
      Array.from({ length: 100 }, (_, at) =>
        at < percent ? draw(-10, total + 10 + (at % 2)) : draw(10, total - 10 - (at % 2)),
      ),
    );
  const fit: readonly FitQuality[] = [
    { level: 'national', periods: 50, r2: 0.5, mape: 0.1, wmape: 0.1, crps: 1, coverage90: 0.9 },
  ];

  it.each([
    [19, 'negative-baseline pass', 0.2],
    [20, 'negative-baseline pass', 0.2],
    [21, 'negative-baseline review', 0.2],
    [81, 'negative-baseline fail', 0.8],
  ])('with %p % negative baselines: %s', (percent, expected, threshold) => {
    const [check] = modelChecks(withNegative(percent), fit);
    expect(brief(check ? [check] : [])).toEqual([expected]);
    expect(check).toMatchObject({ value: percent / 100, threshold });
  });

  it('fails where the observed total is beyond what it expects', () => {
    expect(brief(modelChecks(withNegative(10), fit))).toContain('posterior-predictive pass');
    expect(brief(modelChecks(withNegative(10, 105), fit))).toContain('posterior-predictive fail');
  });

  it.each([
    [0.01, 'pass'],
    [0, 'fail'],
    [Number.NaN, 'fail'],
  ])('with R² %p: %s', (r2, status) => {
    expect(
      brief(
        modelChecks(
          withNegative(10),
          fit.map((one) => ({ ...one, r2 })),
        ),
      ),
    ).toContain(`goodness-of-fit national ${status}`);
  });

  it.each<[string, Partial<FitQuality>, string]>([
    ['good', {}, ''],
    ['narrow intervals', { coverage90: 0.79 }, 'holdout-coverage national review'],
    ['intervals that hold nothing', { coverage90: 0.4 }, 'holdout-coverage national fail'],
    ['twice the error', { wmape: 0.21 }, 'holdout-accuracy national review'],
    ['worse than the mean', { r2: -0.1 }, 'goodness-of-fit holdout national review'],
  ])('on unseen periods: %s', (_title, change, expected) => {
    const checks = holdoutChecks(
      fit,
      fit.map((one) => ({ ...one, ...change })),
    );
    expect(brief(checks.filter(({ status }) => status !== 'pass')).join()).toBe(expected);
  });

  it('has no checks on unseen periods where there are none', () => expect(holdoutChecks(fit, null)).toEqual([]));
});

/** A column without correlation to another one. */
function apart(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const other = values.map((_, at) => (at % 2) - 0.5);
  const product = values.reduce((sum, value, at) => sum + (value - mean) * (other[at] ?? 0), 0);
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return other.map((value, at) => value - (product / square) * ((values[at] ?? 0) - mean));
}

describe('channels', () => {
  const prior = distributionOf('LogNormal(0.2, 0.9)');
  const n = 2_000;
  const fromPrior = Float64Array.from({ length: n }, (_, at) => quantile(prior, (at + 0.5) / n));
  const about = (mean: number, half: number) =>
    Float64Array.from({ length: n }, (_, at) => mean + half * (2 * ((at + 0.5) / n) - 1));
  const uniform = uniforms(2);
  const media = Float64Array.from({ length: 60 }, () => uniform());
  const panel = fakePanel({
    columns: { TV: media, weather: media.map((x) => x + uniform()), noise: apart(media) },
    outcome: media,
  });
  const channel = (roi: Float64Array, change: Partial<ChannelDraws> = {}): ChannelDraws => ({
    channel: 'TV',
    kind: 'paid',
    media: 'TV',
    spend: media,
    roiPrior: prior,
    totalSpend: 100,
    contribution: roi,
    outcome: roi,
    roi,
    mroi: roi,
    ...change,
  });
  const found = (channels: readonly ChannelDraws[], controls = ['weather'], isMoney = true) =>
    brief(channelChecks(channels, panel, controls, isMoney).filter(({ status }) => status !== 'pass'));

  it.each<[string, Float64Array, readonly string[]]>([
    ['a sound return', about(1.5, 0.4), []],
    ['a return in the upper tail of its prior', about(12, 1), ['roi-consistency TV review']],
    [
      'a return in the lower tail of its prior',
      about(0.1, 0.05),
      ['roi-consistency TV review', 'implausible-roi TV review'],
    ],
    ['a return that is the prior', fromPrior, ['prior-posterior-shift TV review', 'high-variance TV review']],
    ['a return above 20', about(21, 1), ['roi-consistency TV review', 'implausible-roi TV review']],
  ])('%s', (_title, roi, expected) => expect(found([channel(roi)])).toEqual(expected));

  it('a spread wider than the prior', () => {
    expect(found([channel(fromPrior.map((x) => x ** 1.5))])).toContain('high-variance TV review');
  });

  it('a wide spread without a prior, where the channel has the spend', () => {
    const wide = fromPrior.map((x) => x ** 1.5);
    expect(found([channel(wide, { roiPrior: null })])).toEqual(['high-variance TV review']);
    const large = channel(about(1.5, 0.4), { channel: 'Search', totalSpend: 1_000 });
    expect(found([channel(wide, { roiPrior: null }), large])).toEqual([]);
  });

  it('a low return only against the share of spend', () => {
    const large = channel(about(1.5, 0.4), { channel: 'Search', totalSpend: 900 });
    expect(found([channel(about(0.3, 0.05), { roiPrior: null }), large])).toEqual([]);
    expect(found([channel(about(0.3, 0.05), { roiPrior: null })])).toEqual(['implausible-roi TV review']);
  });

  it('no size of return is implausible in units without a value', () => {
    expect(found([channel(about(0.001, 0.0001), { roiPrior: null })], ['weather'], false)).toEqual([]);
  });

  it('no control that moves with the channel, or none at all', () => {
    expect(found([channel(about(1.5, 0.4))], ['noise'])).toEqual(['potential-bias TV review']);
    expect(found([channel(about(1.5, 0.4))], [])).toEqual(['potential-bias review']);
  });

  it('says nothing of channels without spend', () => {
    expect(found([channel(about(1.5, 0.4), { roi: null, mroi: null, spend: null })])).toEqual([]);
  });
});

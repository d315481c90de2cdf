import type { FitQuality, Interval, ReviewCheck, RunSummary } from '../domain/run-summary.js';
import { contributionOf, exampleChannel, exampleCurve, examplePlans } from './example-channels.js';
import { exampleDecomposition } from './example-decomposition.js';
import { createUniform } from './uniform.js';

const weeks = 156;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const quality = (
  level: FitQuality['level'],
  periods: number,
  mape: number,
  coverage90: number,
  crps: number,
): FitQuality => ({
  level,
  periods,
  r2: 1 - 4 * mape,
  mape,
  wmape: mape * 0.92,
  crps,
  coverage90,
});

const passed = (check: string, value: number, threshold: number, subject?: string): ReviewCheck => ({
  check,
  status: 'pass',
  value,
  threshold,
  ...(subject === undefined ? {} : { subject }),
});

const review: readonly ReviewCheck[] = [
  passed('convergence', 1.004, 1.01),
  passed('effective-sample-size', 1_184, 400),
  passed('divergences', 0, 0),
  passed('energy', 0.81, 0.3),
  passed('tree-depth', 0, 0),
  passed('negative-baseline', 0, 0.2),
  passed('posterior-predictive', 0.47, 0.05),
  passed('goodness-of-fit', 0.89, 0),
  { check: 'prior-posterior-shift', subject: 'Out of Home', status: 'review', value: 0.06, threshold: 0.1 },
  { check: 'potential-bias', subject: 'Paid Search', status: 'review', value: 0.04, threshold: 0.1 },
];

const parameter = (name: string, mean: number, sd: number): RunSummary['parameters'][number] => ({
  name,
  mean,
  sd,
  q05: mean - 1.645 * sd,
  q50: mean,
  q95: mean + 1.645 * sd,
  rhat: 1.002,
  essBulk: 2_310,
  essTail: 1_905,
  mcse: sd / Math.sqrt(2_310),
});

const widened = (mean: number, relative: number): Interval => ({
  mean,
  low: mean * (1 - relative),
  high: mean * (1 + relative),
});

/** A published fit of three years of a shop's weekly revenue; the same seed gives the same summary. */
export const exampleRunSummary = (seed = 20_261_126): RunSummary => {
  const decomposition = exampleDecomposition(examplePlans, weeks, createUniform(seed));
  const total = sum(decomposition.observed);
  const contribution = sum(examplePlans.map((plan) => contributionOf(plan).mean));
  const paid = examplePlans.filter(({ kind }) => kind !== 'organic');
  const media = widened(contribution, 0.17);
  return {
    format: 'stellwerk.mmm.run.v1',
    runId: 'mmm-2f6c1d0e9b7a',
    name: 'Revenue 2023–2026',
    at: '2026-11-26T06:00:00.000Z',
    command: `stellwerk mmm fit revenue.csv --spec revenue.yaml --seed ${seed} --out run/`,
    spec: {
      outcome: { column: 'revenue', unit: 'EUR' },
      channels: examplePlans.map(({ channel, kind }) => ({
        name: channel,
        kind,
        adstock: { type: 'geometric', lags: 8 },
        saturation: 'hill',
      })),
      seasonality: { period: 365.25, orders: 2 },
    },
    dataHash: '9f2b64c1f0f5a8c7f3f1f6d1f1b04b5a3b1c8e5d7a90c2e4f6a8b0c1d2e3f405',
    seed,
    versions: { stellwerk: '0.1.0', node: '24.9.0', model: '1' },
    data: {
      grain: 'week',
      from: decomposition.dates[0] ?? '',
      to: decomposition.dates.at(-1) ?? '',
      periods: weeks,
      geos: 10,
      currency: 'EUR',
      outcome: { name: 'revenue', unit: 'EUR', total, totalValue: total },
    },
    status: 'published',
    diagnostics: {
      chains: 4,
      warmup: 1_000,
      draws: 1_000,
      divergences: 0,
      maxTreeDepthHits: 0,
      ebfmi: [0.94, 0.87, 0.81, 0.9],
      worstRhat: { parameter: 'retention[Out of Home]', value: 1.004 },
      leastEssBulk: { parameter: 'half[Display]', value: 1_184 },
      leastEssTail: { parameter: 'half[Display]', value: 1_320 },
      gradients: 94_210,
      seconds: 37.2,
    },
    parameters: [
      ...examplePlans.flatMap(({ channel, retention, saturation }) => [
        parameter(`retention[${channel}]`, retention, 0.07),
        parameter(`half[${channel}]`, 1 / saturation - 1, 0.31),
      ]),
      parameter('noise', 62_000, 3_100),
    ],
    channels: examplePlans.map((plan) => exampleChannel(plan, total)),
    media: {
      contribution: media,
      share: { mean: media.mean / total, low: media.low / total, high: media.high / total },
      roi: widened(sum(paid.map((plan) => plan.roi * plan.spend)) / sum(paid.map(({ spend }) => spend)), 0.17),
    },
    curves: paid.map(exampleCurve),
    decomposition,
    fit: [quality('geo', weeks, 0.071, 0.91, 9_400), quality('national', weeks, 0.028, 0.9, 34_800)],
    holdout: [quality('geo', 16, 0.084, 0.88, 10_900), quality('national', 16, 0.036, 0.88, 45_100)],
    review,
    calibration: [
      {
        experiment: 'TV regions spring',
        channel: 'TV',
        lift: 1_420_000,
        standardError: 310_000,
        modelled: widened(1_265_000, 0.24),
        weight: 0.46,
      },
      {
        experiment: 'Display pause',
        channel: 'Display',
        lift: 38_000,
        standardError: 95_000,
        modelled: widened(88_000, 0.6),
        weight: 0.63,
      },
    ],
    warnings: [
      {
        code: 'FEW_ACTIVE_PERIODS',
        text: 'Out of Home ran in 58 of 156 periods; with so few periods the prior decides: run an experiment, or join it with a similar channel',
      },
    ],
  };
};

/** The same fit, refused: its chains do not agree, and its baseline is negative. */
export const refusedRunSummary = (seed?: number): RunSummary => {
  const summary = exampleRunSummary(seed);
  const failed: Readonly<Record<string, number>> = { convergence: 1.34, 'negative-baseline': 0.91 };
  return {
    ...summary,
    status: 'refused',
    diagnostics: { ...summary.diagnostics, divergences: 87, worstRhat: { parameter: 'retention[TV]', value: 1.34 } },
    review: summary.review.map((check) => {
      const value = failed[check.check];
      return value === undefined ? check : { ...check, status: 'fail', value };
    }),
  };
};

/** Orders without a value in money: there is cost per order, and no break-even. */
export const unvaluedRunSummary = (seed?: number): RunSummary => {
  const summary = exampleRunSummary(seed);
  const perOrder = 1 / 80;
  const scale = ({ mean, low, high }: Interval): Interval => ({
    mean: mean * perOrder,
    low: low * perOrder,
    high: high * perOrder,
  });
  const each = (values: readonly number[]): readonly number[] => values.map((value) => value * perOrder);
  const { decomposition } = summary;
  return {
    ...summary,
    name: 'Orders 2023–2026',
    data: {
      ...summary.data,
      outcome: { name: 'orders', unit: 'orders', total: summary.data.outcome.total * perOrder, totalValue: null },
    },
    media: {
      contribution: scale(summary.media.contribution),
      share: summary.media.share,
      roi: summary.media.roi && scale(summary.media.roi),
    },
    channels: summary.channels.map((channel) => ({
      ...channel,
      contribution: scale(channel.contribution),
      roi: channel.roi && scale(channel.roi),
      mroi: channel.mroi && scale(channel.mroi),
      costPerOutcome: channel.costPerOutcome && {
        mean: channel.costPerOutcome.mean / perOrder,
        low: channel.costPerOutcome.low / perOrder,
        high: channel.costPerOutcome.high / perOrder,
      },
      shift: channel.shift && {
        priorMean: channel.shift.priorMean * perOrder,
        priorSd: channel.shift.priorSd * perOrder,
        posteriorMean: channel.shift.posteriorMean * perOrder,
        posteriorSd: channel.shift.posteriorSd * perOrder,
      },
    })),
    curves: summary.curves.map(({ channel, points }) => ({
      channel,
      points: points.map(({ spend, value, marginal }) => ({ spend, value: scale(value), marginal: scale(marginal) })),
    })),
    decomposition: {
      dates: decomposition.dates,
      observed: each(decomposition.observed),
      expected: {
        mean: each(decomposition.expected.mean),
        low: each(decomposition.expected.low),
        high: each(decomposition.expected.high),
      },
      components: decomposition.components.map((part) => ({
        ...part,
        mean: each(part.mean),
        low: each(part.low),
        high: each(part.high),
        total: scale(part.total),
      })),
    },
    fit: summary.fit.map((fit) => ({ ...fit, crps: fit.crps * perOrder })),
    holdout: summary.holdout?.map((fit) => ({ ...fit, crps: fit.crps * perOrder })) ?? null,
    calibration: [],
  };
};

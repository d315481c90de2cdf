import type { Panel } from '../domain/panel.js';
import type { SpecInput } from '../domain/spec/schema.js';
import { examplePanel } from './panels.js';

const wave = (a: number, b: number) => (geo: number, week: number) =>
  Math.max(0, 40 + 30 * Math.sin(a * week + geo) + 25 * Math.cos(b * week * (1 + 0.1 * geo)));

/** A small panel with every kind of column that a specification can name. */
export const mixPanel = (geos: number, weeks = 40): Panel =>
  examplePanel({
    geos,
    weeks,
    population: (geo) => 1_000 + 700 * geo,
    value: (geo, week) => 2 + 0.1 * geo + 0.01 * week,
    outcome: (geo, week) =>
      Math.round((1 + 0.7 * geo) * (300 + 2 * week + wave(0.7, 0.31)(geo, week) + 40 * Math.sin(week * (2.1 + geo)))),
    columns: {
      tv: wave(0.7, 0.31),
      search: wave(1.9, 0.57),
      reach: (geo, week) => 200 + 150 * Math.sin(week + geo),
      frequency: (geo, week) => 1.2 + Math.sin(0.4 * week + geo) ** 2,
      video_spend: (_, week) => 30 + (week % 5),
      newsletter: (geo, week) => (week + geo) % 4,
      weather: (geo, week) => Math.sin(0.9 * week + geo),
      price: (geo, week) => 10 + Math.cos(0.5 * week) + 0.2 * geo,
      discount: (_, week) => (week % 9 === 0 ? 0.2 : 0),
      visits: (geo, week) => 80 + 20 * geo + 0.4 * wave(0.7, 0.31)(geo, week) + 10 * Math.cos(3 * week),
    },
  });

const outcome = { column: 'orders', unit: 'orders', value: { column: 'value' } };
/** What every example has. */
export const plain: SpecInput = {
  data: { date: 'date' },
  outcome,
  paid: [{ name: 'TV', spend: 'tv' }, { spend: 'search' }],
};
const paidWith = (change: object): SpecInput => ({
  ...plain,
  paid: [{ name: 'TV', spend: 'tv', ...change }, { spend: 'search' }],
});
const everything: SpecInput = {
  ...plain,
  reachFrequency: [{ name: 'video', spend: 'video_spend', reach: 'reach', frequency: 'frequency' }],
  organic: [{ exposure: 'newsletter' }],
  treatments: [{ column: 'discount' }],
  controls: [{ column: 'weather' }],
  price: [{ column: 'price' }],
  holidays: [{ name: 'fair', dates: ['2023-03-15', '2023-09-20'], daysAfter: 8 }],
  seasonality: [{ order: 2 }],
};

/** Specifications that between them use every part of the model, by name. */
export const mixExamples: Readonly<Record<string, SpecInput>> = {
  plain,
  everything,
  'further priors': {
    ...everything,
    treatments: [{ column: 'discount', effect: { on: 'contribution' } }],
    seasonality: [{ order: 1, prior: 'Laplace(0, 0.2)' }],
    price: [],
    promotion: [{ column: 'discount', name: 'promotion', elasticity: 'StudentT(4, 0, 1)' }],
    baseline: { trend: true, knots: 4 },
  },
  'ROI prior with a window': paidWith({
    effect: { on: 'roi', prior: 'LogNormal(0.2, 0.9)', window: { from: '2023-03-01', to: '2023-08-01' } },
  }),
  'mROI prior': paidWith({ effect: { on: 'mroi' } }),
  'contribution prior': paidWith({ effect: { on: 'contribution', prior: 'Beta(2, 20)' } }),
  'coefficient prior': paidWith({ effect: { on: 'coefficient', prior: 'Gamma(2, 3)' } }),
  'constant ROI': paidWith({ effect: { on: 'roi', prior: 1.3 } }),
  'constant coefficient': paidWith({ effect: { on: 'coefficient', prior: 0.4 } }),
  'normal geo effects': paidWith({ geoEffects: { distribution: 'normal', sd: 'HalfNormal(0.3)' } }),
  'normal geo effects, mROI': paidWith({ geoEffects: { distribution: 'normal' }, effect: { on: 'mroi' } }),
  'normal geo effects, coefficient': paidWith({
    geoEffects: { distribution: 'normal' },
    effect: { on: 'coefficient' },
  }),
  'no geo effects': paidWith({ geoEffects: null }),
  'saturation first': paidWith({ order: 'saturation-first', saturation: 'michaelis-menten' }),
  'delayed and Robyn': paidWith({ adstock: 'delayed', saturation: 'robyn-hill' }),
  'time-varying': paidWith({ timeVarying: { everyPeriods: 10 } }),
  'time-varying, mROI': paidWith({ timeVarying: { everyPeriods: 10 }, effect: { on: 'mroi' } }),
  'smooth level': { ...plain, baseline: { hsgp: { functions: 6 } } },
  'smooth level, squared exponential': {
    ...plain,
    baseline: { hsgp: { functions: 5, kernel: 'squared-exponential' } },
  },
  'smooth level, Matérn 3/2': { ...plain, baseline: { hsgp: { functions: 5, kernel: 'matern32' } } },
  'noise by geo': { ...everything, outcome: { ...outcome, noise: { by: 'geo' } } },
  'Student t': { ...everything, outcome: { ...outcome, likelihood: 'student-t' } },
  'Student t, smooth level': {
    ...plain,
    outcome: { ...outcome, likelihood: { kind: 'student-t', degrees: 4 }, noise: { by: 'geo' } },
    baseline: { hsgp: { functions: 5 } },
  },
  Poisson: { ...everything, outcome: { ...outcome, likelihood: 'poisson' } },
  'negative binomial': { ...plain, outcome: { ...outcome, likelihood: 'negative-binomial' } },
  'two outcomes': {
    ...plain,
    furtherOutcomes: [{ name: 'visits', column: 'visits', unit: 'visits', channels: [{ name: 'TV' }] }],
  },
  funnel: {
    ...plain,
    organic: [{ name: 'brand search', exposure: 'visits' }],
    funnel: [{ mediator: 'brand search', channels: [{ name: 'TV' }] }],
  },
};

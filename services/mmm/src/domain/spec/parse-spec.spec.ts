import { readFileSync, writeFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { examplePanel } from '../../examples/panels.js';
import { columnsOf } from './columns.js';
import { fillDefaults } from './fill-defaults.js';
import { parseSpec, readSpec } from './parse-spec.js';
import { specJsonSchema } from './schema.js';

const base = {
  data: { date: 'date', currency: 'EUR' },
  outcome: { column: 'revenue', unit: 'money' },
  paid: [{ name: 'TV', spend: 'tv_spend', exposure: 'tv_impressions' }, { spend: 'search' }],
};
const problemOf = (given: unknown): string => {
  try {
    readSpec(given);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'no problem';
};
const flat = (geo: number, week: number) => 1 + geo + week;
const panel = (geos: number) =>
  examplePanel({
    geos,
    weeks: 60,
    outcome: () => 100,
    columns: { tv_spend: flat, tv_impressions: flat, search: flat },
  });

describe('reading a specification', () => {
  it('takes YAML and JSON', () => {
    expect(parseSpec(stringify(base))).toEqual(base);
    expect(parseSpec(JSON.stringify(base))).toEqual(base);
  });

  it('says at which line a text is no YAML', () => {
    expect(() => parseSpec('data: {date: x\noutcome: 3')).toThrow(/no YAML: .*line 2/);
    expect(() => parseSpec('data: 1\ndata: 2')).toThrow(/unique.*line 2/);
  });

  it.each<[string, unknown, string]>([
    ['a missing part', { data: { date: 'd' } }, 'outcome is missing'],
    ['an unknown key', { ...base, controlls: [] }, 'controlls is not known here'],
    [
      'an unknown key within',
      { ...base, paid: [{ spend: 'a', impressions: 'b' }] },
      'paid[0].impressions is not known',
    ],
    [
      'an unknown key in a long form',
      { ...base, paid: [{ spend: 'a', adstock: { kind: 'geometric', lag: 3 } }] },
      'paid[0].adstock.lag is not known here',
    ],
    ['an unknown kind', { ...base, paid: [{ spend: 'a', adstock: 'geometrical' }] }, 'take one of geometric, binomial'],
    [
      'a prior outside',
      { ...base, paid: [{ spend: 'a', adstock: { kind: 'geometric', priors: { alpha: 'Normal(0, 1)' } } }] },
      'paid[0].adstock.priors.alpha Normal(0, 1) allows values outside 0 to 1',
    ],
    [
      'a parameter of another kind',
      { ...base, paid: [{ spend: 'a', saturation: { kind: 'logistic', priors: { slope: 1 } } }] },
      'paid[0].saturation.priors.slope logistic has no such parameter: its parameters are lam',
    ],
    [
      'no distribution',
      { ...base, paid: [{ spend: 'a', effect: { on: 'roi', prior: 'LogNorm(1, 2)' } }] },
      'paid[0].effect.prior there is no distribution "LogNorm": take one of Normal, HalfNormal',
    ],
    [
      'a negative effect',
      { ...base, paid: [{ spend: 'a', effect: { on: 'roi', prior: 'Normal(1, 2)' } }] },
      'paid[0].effect.prior Normal(1, 2) allows values outside 0 to infinity',
    ],
    [
      'ROI without spend',
      { ...base, organic: [{ exposure: 'mail', effect: { on: 'roi' } }] },
      'organic[0].effect.on roi of a channel without spend: take contribution or coefficient',
    ],
    ['a name twice', { ...base, controls: [{ column: 'search' }] }, 'controls[0] "search" is also the name of paid[1]'],
    [
      'a mediator that is none',
      { ...base, funnel: [{ mediator: 'brand', channels: [{ name: 'TV' }] }] },
      'funnel[0].mediator there is no channel "brand": name one of TV, search',
    ],
    [
      'a mediator of itself',
      { ...base, funnel: [{ mediator: 'search', channels: [{ name: 'search' }] }] },
      'funnel[0].channels[0].name "search" is a mediator itself',
    ],
    ['two levels', { ...base, baseline: { knots: 4, hsgp: {} } }, 'baseline has both knots and hsgp'],
    ['noise of counts', { ...base, outcome: { ...base.outcome, likelihood: 'poisson', noise: {} } }, 'outcome.noise'],
    [
      'money with a value',
      { ...base, outcome: { ...base.outcome, value: { perUnit: 2 } } },
      'outcome.value an outcome in',
    ],
    [
      'no deviation',
      { ...base, outcome: { ...base.outcome, noise: { sd: 0 } } },
      'outcome.noise.sd a standard deviation',
    ],
    [
      'levels of geos',
      { ...base, baseline: { geo: 'Normal(1, 5)' } },
      'baseline.geo is no normal distribution about 0',
    ],
    ['too many chains', { ...base, sampling: { chains: 1_000 } }, 'sampling.chains'],
  ])('names path and remedy of %s', (_title, given, message) => {
    expect(problemOf(given)).toContain(message);
  });

  it('says which columns it needs, each once', () => {
    const needed = columnsOf(readSpec({ ...base, controls: [{ column: 'gqv' }], price: [{ column: 'price' }] }));
    expect(needed.others).toEqual(['tv_spend', 'search', 'tv_impressions', 'gqv', 'price']);
    expect(needed.spends).toEqual(['tv_spend', 'search']);
  });
});

describe('defaults', () => {
  it('are those of Meridian for data by geo', () => {
    const spec = fillDefaults(readSpec({ ...base, controls: [{ column: 'gqv' }] }), panel(3));
    expect(spec.paid[0]).toMatchObject({
      adstock: { kind: 'geometric', maxLag: 8, normalise: true, priors: { alpha: 'Uniform(0, 1)' } },
      saturation: { kind: 'hill', priors: { halfSaturation: 'TruncatedNormal(0.8, 0.8, 0.1, 10)', slope: 1 } },
      order: 'adstock-first',
      effect: { on: 'roi', prior: 'LogNormal(0.2, 0.9)' },
      geoEffects: { distribution: 'log-normal', sd: 'HalfNormal(1)' },
    });
    expect(spec.controls[0]).toMatchObject({ prior: 'Normal(0, 5)', geoSd: 'HalfNormal(5)' });
    expect(spec.outcome.noise).toEqual({ sd: 'HalfNormal(5)', by: 'common' });
    expect(spec.baseline).toMatchObject({ knots: { count: 'auto', prior: 'Normal(0, 5)' }, geo: 'Normal(0, 5)' });
  });

  it('are those of PyMC-Marketing for national data', () => {
    const spec = fillDefaults(readSpec(base), panel(1));
    expect(spec.paid[1]).toMatchObject({
      name: 'search',
      exposure: 'search',
      adstock: { priors: { alpha: 'Beta(1, 3)' } },
      saturation: { kind: 'logistic', priors: { lam: 'Gamma(3, 1)' } },
      effect: { on: 'coefficient', prior: 'HalfNormal(2)' },
      geoEffects: null,
    });
    expect(spec.baseline).toMatchObject({ intercept: 'Normal(0, 2)', knots: null, geo: null });
  });

  it('choose the ROI by what media contribute in all, where a unit has no known value', () => {
    const orders = { ...base, outcome: { column: 'orders', unit: 'orders' } };
    const { paid } = fillDefaults(readSpec(orders), panel(3));
    // Total outcome 18,000, spend 2 x 3 x sum: mean ROI = 0.4 x total / spend.
    const [, mu = 0, sigma = 0] = (/LogNormal\((.*), (.*)\)/.exec(String(paid[0]?.effect.prior)) ?? []).map(Number);
    const spend = 2 * 60 * (1 + 29.5 + 2 + 29.5 + 3 + 29.5);
    expect(Math.exp(mu + sigma ** 2 / 2)).toBeCloseTo((0.4 * 18_000) / spend, 10);
    expect(Math.sqrt(Math.expm1(sigma ** 2))).toBeCloseTo((0.2 / 0.4) * Math.SQRT2, 10);
  });

  it('leave nothing to choose: filled in again they are the same', () => {
    const spec = fillDefaults(readSpec({ ...base, baseline: { hsgp: {} }, seasonality: [{ order: 2 }] }), panel(3));
    expect(fillDefaults(readSpec(parse(stringify(spec))), panel(3))).toEqual(spec);
  });
});

describe('JSON Schema', () => {
  const file = new URL('../../../schema/mmm-spec.schema.json', import.meta.url);

  // STELLWERK_WRITE_SCHEMA=1 writes it anew.
  it('is the committed one', () => {
    const schema = specJsonSchema();
    if (process.env.STELLWERK_WRITE_SCHEMA === '1') writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
    // The formatter decides on line breaks.
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
  });
});

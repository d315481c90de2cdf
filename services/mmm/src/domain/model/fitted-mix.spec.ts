import { mixExamples, mixPanel, plain } from '../../examples/mixes.js';
import type { LiftEvidence } from '../calibration/evidence.js';
import type { Panel } from '../panel.js';
import { fillDefaults } from '../spec/fill-defaults.js';
import { readSpec } from '../spec/parse-spec.js';
import type { SpecInput } from '../spec/schema.js';
import { type FitOptions, fitModel, restoreFit } from './fit-model.js';
import { responseCurves } from './media-curves.js';

const few = { chains: 1, warmup: 30, draws: 10, maxTreeDepth: 4 };
const specOf = (input: SpecInput, panel: Panel) => fillDefaults(readSpec({ ...input, sampling: few }), panel);
const fit = (input: SpecInput, geos: number, options: FitOptions = {}) => {
  const panel = mixPanel(geos);
  return fitModel(specOf(input, panel), panel, options);
};
const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0);
const named = async (title: string, geos = 3) => (await fit(mixExamples[title] ?? plain, geos)).fitted;

describe('a fitted model', () => {
  it.each(['everything', 'Poisson', 'Student t', 'smooth level', 'time-varying', 'funnel', 'further priors'])(
    '%s: residuals have the size of the noise, and simulated outcomes are about the expectation',
    async (title) => {
      const fitted = await named(title);
      const { outcome } = fitted.panel;
      const [expected, part, noise, simulated] = [0, 1, 2, 3].map(() => new Float64Array(outcome.length));
      if (!expected || !part || !noise || !simulated) throw new Error('four arrays');
      const draw = 9;
      for (const component of fitted.components.keys()) {
        fitted.contribution(component, draw, part);
        for (const [at, value] of part.entries()) expected[at] = (expected[at] ?? 0) + value;
      }
      fitted.noise(draw, noise);
      const scaled = outcome.map((value, at) => ((value - (expected[at] ?? 0)) / (noise[at] ?? 1)) ** 2);
      // Ten draws after a short warm-up: within a factor of a few, which a wrong unit, centre or sign would miss by far.
      expect(sum(scaled) / scaled.length).toBeLessThan(6);
      expect(sum(scaled) / scaled.length).toBeGreaterThan(0.1);
      let next = 0;
      const uniform = () => {
        next = (next + 0.618_033_988_7) % 1;
        return next;
      };
      fitted.predict(draw, uniform, simulated);
      const error = simulated.map((value, at) => ((value - (expected[at] ?? 0)) / (noise[at] ?? 1)) ** 2);
      expect(sum(error) / error.length).toBeGreaterThan(0.4);
      expect(sum(error) / error.length).toBeLessThan(2.5);
    },
  );

  it('has every part of the specification once', async () => {
    const { components } = await named('everything');
    expect(components.map(({ name, kind }) => `${kind}: ${name}`)).toEqual([
      'baseline: baseline',
      'seasonality: seasonality',
      'holiday: fair',
      'control: weather',
      'treatment: discount',
      'price: price',
      'paid: TV',
      'paid: search',
      'reach-frequency: video',
      'organic: newsletter',
    ]);
  });

  it('contributes what its prior is about', async () => {
    const { fitted, table } = await fit(plain, 3);
    const tv = fitted.components.findIndex(({ name }) => name === 'TV');
    const into = new Float64Array(fitted.panel.outcome.length);
    for (const draw of [0, 7]) {
      fitted.contribution(tv, draw, into);
      const value = sum(into.map((one, at) => one * (fitted.panel.valuePerUnit?.[at] ?? 0)));
      const roi = table.values[table.names.indexOf('roi[TV]') * 10 + draw] ?? 0;
      expect(value / sum(fitted.panel.columns.get('tv') ?? [])).toBeCloseTo(roi, 9);
    }
  });

  it('restores the same model from its table', async () => {
    const { fitted, table } = await fit(plain, 3);
    const again = restoreFit(specOf(plain, fitted.panel), mixPanel(3), table).fitted;
    const [a, b] = [new Float64Array(120), new Float64Array(120)];
    for (const component of fitted.components.keys()) {
      fitted.contribution(component, 3, a);
      again.contribution(component, 3, b);
      expect(b).toEqual(a);
    }
    expect(() => restoreFit(specOf(mixExamples.everything ?? plain, fitted.panel), mixPanel(3), table)).toThrow(
      /in place of/,
    );
  });

  it('gives the same bytes with the same seed, and others with another', async () => {
    const [first, second] = [await fit(plain, 1), await fit(plain, 1)];
    expect(second.table.values).toEqual(first.table.values);
    const panel = mixPanel(1);
    const other = await fitModel(fillDefaults(readSpec({ ...plain, sampling: { ...few, seed: 2 } }), panel), panel);
    expect(other.table.values).not.toEqual(first.table.values);
  });

  it('carries over in shares that sum to one and fall by alpha', async () => {
    const { fitted, table } = await fit(plain, 3);
    const shares = new Float64Array(20);
    fitted.carryOver('TV', 4, shares);
    const alpha = table.values[table.names.indexOf('alpha[TV]') * 10 + 4] ?? 0;
    expect(sum(shares)).toBeCloseTo(1, 12);
    expect((shares[3] ?? 0) / (shares[2] ?? 1)).toBeCloseTo(alpha, 10);
    expect(shares[9]).toBe(0);
  });

  it('agrees with the likelihood of an experiment about its lift', async () => {
    const counterfactual = new Float64Array(12).fill(15);
    const lift: LiftEvidence = {
      ...{ experiment: 'less', channel: 'TV', column: 'tv', geos: [0, 2], from: 20, to: 26 },
      ...{ counterfactual, lift: 100, standardError: 50, transport: 0, scale: 50 },
    };
    const { fitted } = await fit(plain, 3, { evidence: { lifts: [lift], attribution: [] } });
    const [term] = fitted.mix.density.parts.experiments;
    // The density stands at the last draw that was tabulated.
    const media = Float64Array.from(fitted.panel.columns.get('tv') ?? []);
    for (const geo of [0, 2]) media.fill(15, geo * 40 + 20, geo * 40 + 26);
    const without = fitted.over({ ...fitted.panel, columns: new Map([...fitted.panel.columns, ['tv', media]]) });
    const [a, b] = [new Float64Array(120), new Float64Array(120)];
    const tv = fitted.components.findIndex(({ name }) => name === 'TV');
    fitted.contribution(tv, 9, a);
    without.contribution(tv, 9, b);
    const difference = [0, 2].flatMap((geo) =>
      [...a.map((value, at) => value - (b[at] ?? 0))].slice(geo * 40 + 20, geo * 40 + 26),
    );
    expect(sum(difference)).toBeCloseTo(term?.modelled ?? 0, 8);
  });

  it('lets a channel act through the one that it raises', async () => {
    const fitted = await named('funnel');
    const search = fitted.components.findIndex(({ name }) => name === 'brand search');
    const [a, b] = [new Float64Array(120), new Float64Array(120)];
    fitted.contribution(search, 5, a);
    fitted.contribution(search, 5, b, [{ channel: 'TV', factor: 0 }]);
    expect(sum(b)).toBeLessThan(sum(a));
    fitted.contribution(search, 5, b, [{ channel: 'search', factor: 0 }]);
    expect(b).toEqual(a);
  });

  it('keeps its scales on a longer panel', async () => {
    const fitted = await named('everything');
    const longer = fitted.over(mixPanel(3, 50));
    const [a, b] = [new Float64Array(120), new Float64Array(150)];
    for (const component of fitted.components.keys()) {
      fitted.contribution(component, 2, a);
      longer.contribution(component, 2, b);
      for (const geo of [0, 1, 2]) expect(b.slice(geo * 50, geo * 50 + 40)).toEqual(a.slice(geo * 40, geo * 40 + 40));
    }
  });

  it('has further outcomes, each with its own parts', async () => {
    const { further } = await fit(mixExamples['two outcomes'] ?? plain, 3);
    expect(further.get('visits')?.components.map(({ name }) => name)).toEqual(['baseline', 'TV']);
  });
});

describe('response curves', () => {
  it.each(['plain', 'saturation first', 'everything', 'delayed and Robyn', 'time-varying'])(
    '%s: slopes are those of differences, and today is what the model says',
    async (title) => {
      const fitted = await named(title);
      const curves = responseCurves(fitted, { draws: 5 });
      const value = (channel: number, budget: number) => {
        const [values, slopes] = [new Float64Array(5), new Float64Array(5)];
        curves.evaluate(channel, budget, values, slopes);
        return { values, slopes };
      };
      for (const [channel, name] of curves.channels.entries()) {
        const spend = sum(fitted.panel.columns.get(fitted.spendColumn(name)) ?? []);
        expect([...value(channel, 0).values]).toEqual([0, 0, 0, 0, 0]);
        for (const budget of [0.3 * spend, spend, 2.2 * spend]) {
          const step = 1e-4 * spend;
          const [up, down] = [value(channel, budget + step).values, value(channel, budget - step).values];
          for (const [draw, slope] of value(channel, budget).slopes.entries()) {
            const difference = ((up[draw] ?? 0) - (down[draw] ?? 0)) / (2 * step);
            expect(Math.abs(slope / difference - 1)).toBeLessThan(1e-5);
          }
        }
      }
    },
  );

  it('count carry-over after the window, and nothing from before it', async () => {
    const { fitted } = await fit(plain, 3);
    const curves = responseCurves(fitted, { from: 10, to: 20, draws: 10 });
    const [values, slopes] = [new Float64Array(10), new Float64Array(10)];
    const tv = Float64Array.from(fitted.panel.columns.get('tv') ?? []);
    const spend = sum([0, 1, 2].flatMap((geo) => [...tv.slice(geo * 40 + 10, geo * 40 + 20)]));
    curves.evaluate(0, spend, values, slopes);
    // Without media after the window the model itself must say the same.
    const media = tv.map((one, at) => (at % 40 < 20 ? one : 0));
    const ended = fitted.over({ ...fitted.panel, columns: new Map([...fitted.panel.columns, ['tv', media]]) });
    const [a, b] = [new Float64Array(120), new Float64Array(120)];
    const component = fitted.components.findIndex(({ name }) => name === 'TV');
    for (const draw of [0, 6]) {
      ended.contribution(component, draw, a);
      ended.contribution(component, draw, b, [{ channel: 'TV', factor: 0, from: 10, to: 20 }]);
      const added = sum(a.map((one, at) => (one - (b[at] ?? 0)) * (fitted.panel.valuePerUnit?.[at] ?? 0)));
      expect(values[draw]).toBeCloseTo(added, 6);
    }
  });

  it('know whether they are concave', async () => {
    expect(responseCurves(await named('plain')).concave).toEqual([true, true]);
    const fitted = await named('everything');
    const video = responseCurves(fitted).channels.indexOf('video');
    expect(responseCurves(fitted).concave[video]).toBe(true);
  });
});

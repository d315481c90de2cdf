import {
  ADSTOCKS,
  type AdstockKind,
  adstockRule,
  SATURATIONS,
  type SaturationKind,
  saturationRules,
} from '../spec/kinds.js';
import { createAdstock } from './adstock.js';
import { Shape, type ShapePlan, shapeParameters } from './shape.js';

const GEOS = 2;
const PERIODS = 23;
// Spells without media, a peak at the start and one at the end.
const media = Float64Array.from({ length: GEOS * PERIODS }, (_, at) =>
  at % 7 < 2 ? 0 : 0.05 + Math.abs(Math.sin(1.7 * at)) + (at % PERIODS === 0 ? 2 : 0),
);
const reach = Float64Array.from({ length: GEOS * PERIODS }, (_, at) => 0.3 + Math.abs(Math.cos(0.9 * at)));
const POINTS: Readonly<Record<string, readonly number[]>> = {
  alpha: [0.3, 0.8, 0.97],
  theta: [0.4, 2.3, 1.1],
  retention: [0.2, 0.7, 0.95],
  delay: [0.6, 1.8, 3.2],
  shape: [0.7, 1.4, 3.1],
  scale: [0.05, 0.3, 0.8],
  halfSaturation: [0.3, 0.9, 2],
  slope: [0.6, 1.3, 2.5],
  lam: [0.4, 1.5, 4],
  exponent: [0.2, 0.5, 0.9],
  gamma: [0.3, 0.6, 0.9],
};
const point = (names: readonly string[], at: number) => Float64Array.from(names, (name) => POINTS[name]?.[at] ?? 1);
const plans: ShapePlan[] = [];
for (const kind of Object.keys(ADSTOCKS) as AdstockKind[])
  for (const saturation of Object.keys(SATURATIONS) as SaturationKind[])
    for (const order of ['adstock-first', 'saturation-first', 'reach'] as const)
      plans.push({ adstock: { kind, maxLag: 6, normalise: adstockRule(kind).normalise }, saturation, order });

describe('carry-over', () => {
  const impulse = new Float64Array(12);
  impulse[0] = 1;
  const weights = (kind: AdstockKind, parameters: number[], maxLag: number, normalise = false) => {
    const adstock = createAdstock(kind, maxLag, normalise);
    adstock.set(Float64Array.from(parameters));
    const into = new Float64Array(12);
    adstock.carry(impulse, 12, into, []);
    return Array.from(into);
  };

  it.each<[AdstockKind, number[], (lag: number) => number]>([
    ['geometric', [0.6], (lag) => 0.6 ** lag],
    ['binomial', [0.4], (lag) => (1 - lag / 6) ** 1.5],
    ['delayed', [0.6, 1.4], (lag) => 0.6 ** ((lag - 1.4) ** 2)],
    ['carry-over', [0.6, 1.4], (lag) => 0.6 ** ((lag - 1.4) ** 2)],
    ['none', [], (lag) => (lag === 0 ? 1 : 0)],
    // Scale 1 + 5 x 0.2 = 2: 1, then times exp(-(lag / 2)^1.5) at each lag.
    [
      'weibull-cdf',
      [1.5, 0.2],
      (lag) => Math.exp(-[0, 1, 2, 3, 4, 5].slice(0, lag + 1).reduce((s, l) => s + (l / 2) ** 1.5, 0)),
    ],
  ])('%s has the weights of its formula', (kind, parameters, weight) => {
    const found = weights(kind, parameters, kind === 'none' ? 0 : 5);
    for (let lag = 0; lag < 12; lag++) expect(found[lag]).toBeCloseTo(lag > 5 ? 0 : weight(lag), 12);
  });

  it('of Weibull density runs from 0 to 1', () => {
    const found = weights('weibull-pdf', [2, 0.4], 5).slice(0, 6);
    expect(Math.min(...found)).toBe(0);
    expect(Math.max(...found)).toBe(1);
    const density = (x: number) => (2 / 3) * (x / 3) * Math.exp(-((x / 3) ** 2));
    const all = [1, 2, 3, 4, 5, 6].map(density);
    const [low, high] = [Math.min(...all), Math.max(...all)];
    for (const [lag, value] of all.entries()) expect(found[lag]).toBeCloseTo((value - low) / (high - low), 12);
  });

  it('without an end is that of Robyn', () => {
    expect(weights('geometric-infinite', [0.5], 0)).toEqual(Array.from({ length: 12 }, (_, lag) => 0.5 ** lag));
  });

  it.each(Object.keys(ADSTOCKS) as AdstockKind[])('%s sums to one where normalised', (kind) => {
    const names = adstockRule(kind).parameters.map(({ name }) => name);
    const found = weights(kind, Array.from(point(names, 0)), 5, true);
    const sum = found.reduce((a, b) => a + b, 0);
    expect(sum).toBeCloseTo(kind === 'geometric-infinite' ? 1 - 0.2 ** 12 : 1, 12);
  });

  it('geometric equals the convolution for every number of lags, also near 1', () => {
    for (const alpha of [0, 0.3, 0.999999, 1])
      for (const maxLag of [0, 1, 8, 40]) {
        const adstock = createAdstock('geometric', maxLag, true);
        adstock.set(Float64Array.of(alpha));
        const found = new Float64Array(media.length);
        adstock.carry(media, PERIODS, found, []);
        const powers = Array.from({ length: maxLag + 1 }, (_, lag) => alpha ** lag);
        const total = powers.reduce((a, b) => a + b, 0);
        for (let at = 0; at < media.length; at++) {
          let sum = 0;
          for (let lag = 0; lag <= Math.min(maxLag, at % PERIODS); lag++)
            sum += (powers[lag] ?? 0) * (media[at - lag] ?? 0);
          expect(Math.abs((found[at] ?? 0) - sum / total)).toBeLessThan(1e-14);
        }
      }
  });
});

describe('saturation', () => {
  it.each<[SaturationKind, number[], (x: number) => number]>([
    ['hill', [0.8, 1], (x) => x / (x + 0.8)],
    ['hill', [0.8, 1.7], (x) => x ** 1.7 / (x ** 1.7 + 0.8 ** 1.7)],
    ['logistic', [3], (x) => (1 - Math.exp(-3 * x)) / (1 + Math.exp(-3 * x))],
    ['tanh', [0.7], (x) => Math.tanh(x / 0.7)],
    ['michaelis-menten', [0.7], (x) => x / (0.7 + x)],
    ['root', [0.4], (x) => x ** 0.4],
    ['linear', [], (x) => x],
  ])('%s %j is its formula', (saturation, parameters, of) => {
    const plan: ShapePlan = {
      adstock: { kind: 'none', maxLag: 0, normalise: false },
      saturation,
      order: 'adstock-first',
    };
    const shape = new Shape(
      plan,
      { media, periods: PERIODS, reach: null },
      parameters.map(() => true),
    );
    shape.evaluate(Float64Array.from(parameters));
    for (const [at, x] of media.entries()) expect(shape.values[at]).toBeCloseTo(of(x), 13);
  });
});

describe('derivatives of a shape', () => {
  it.each(plans.map((plan) => [plan.adstock.kind, plan.saturation, plan.order, plan] as const))(
    '%s, %s, %s are those of central differences',
    (_kind, _saturation, _order, plan) => {
      const names = shapeParameters(plan);
      const input = { media, periods: PERIODS, reach: plan.order === 'reach' ? reach : null };
      const shape = new Shape(
        plan,
        input,
        names.map(() => true),
      );
      const other = new Shape(
        plan,
        input,
        names.map(() => false),
      );
      let worst = 0;
      for (let at = 0; at < 3; at++) {
        const centre = point(names, at);
        shape.evaluate(centre);
        other.evaluate(centre);
        expect(other.values).toEqual(shape.values);
        for (const [parameter, tangent] of shape.tangents.entries()) {
          const step = 1e-5 * (centre[parameter] ?? 1);
          const moved = (by: number) => {
            other.evaluate(centre.map((value, index) => (index === parameter ? value + by : value)));
            return Float64Array.from(other.values);
          };
          const [up, down] = [moved(step), moved(-step)];
          const size = Math.max(1e-3, ...(tangent ?? []).map(Math.abs));
          for (const [index, value] of (tangent ?? []).entries()) {
            const slope = ((up[index] ?? 0) - (down[index] ?? 0)) / (2 * step);
            worst = Math.max(worst, Math.abs(value - slope) / size);
          }
        }
      }
      expect(worst).toBeLessThan(1e-6);
    },
  );
});

it('every parameter of a kind has a point to test at', () => {
  for (const kind of Object.keys(SATURATIONS) as SaturationKind[])
    for (const { name } of saturationRules(kind)) expect(POINTS[name]).toBeDefined();
});

import { randomCurves } from './random-curves.js';
import type { SaturationForm } from './saturation.js';
import { saturationCurves } from './saturation-curves.js';
import { tabulated } from './tabulated-curves.js';
import { one, seeded } from './testing.js';
import { thinned } from './thinned-curves.js';

const cases: [title: string, form: SaturationForm, slopes: readonly [number, number]][] = [
  ['hill', 'hill', [1, 1]],
  ['hill above 1', 'hill', [1.2, 5]],
  ['hill below 1', 'hill', [0.4, 0.8]],
  ['logistic', 'logistic', [1, 1]],
  ['michaelis-menten', 'michaelis-menten', [1, 1]],
  ['tanh', 'tanh', [1, 1]],
  ['root', 'root', [1, 1]],
];
const at = (curves: ReturnType<typeof randomCurves>, channel: number, budget: number) => {
  const [value, slope] = [new Float64Array(curves.draws), new Float64Array(curves.draws)];
  curves.evaluate(channel, budget, value, slope);
  return { value, slope };
};

describe.each(cases)('%s', (_title, form, slopes) => {
  const curves = randomCurves({ channels: 3, draws: 8, periods: 5, form, slopes }, seeded(3));

  it('has the slope that central differences have', () => {
    for (const budget of [3, 40, 160, 900]) {
      const step = budget * 1e-5;
      const [above, below] = [at(curves, 1, budget + step).value, at(curves, 1, budget - step).value];
      for (const [draw, slope] of at(curves, 1, budget).slope.entries())
        expect(((above[draw] ?? 0) - (below[draw] ?? 0)) / (2 * step) / slope).toBeCloseTo(1, 6);
    }
  });

  it('keeps every slope inside its bounds', () => {
    const [lowest, highest] = [new Float64Array(8), new Float64Array(8)];
    for (const [low, high] of [
      [0, 30],
      [20, 21],
      [50, 500],
    ] as const) {
      curves.slopeBounds?.(2, low, high, lowest, highest);
      for (let step = 0; step <= 20; step++)
        for (const [draw, slope] of at(curves, 2, low + ((high - low) * step) / 20).slope.entries()) {
          expect(slope).toBeGreaterThanOrEqual((lowest[draw] ?? 0) * (1 - 1e-12));
          expect(slope).toBeLessThanOrEqual((highest[draw] ?? 0) * (1 + 1e-12));
        }
    }
  });

  it('is met by its table at nodes, and nearly between', () => {
    const table = tabulated(curves, [600, 600, 600], [[0, 77, 0]]);
    expect(at(table, 1, 77)).toEqual(at(curves, 1, 77));
    for (const budget of [1, 20, 133, 590])
      for (const [draw, value] of at(table, 1, budget).value.entries())
        expect(value / (at(curves, 1, budget).value[draw] ?? 0)).toBeCloseTo(1, 2);
    const [lowest, highest] = [new Float64Array(8), new Float64Array(8)];
    for (const [low, high] of [
      [0, 5],
      [76, 79],
      [10, 400],
    ] as const) {
      table.slopeBounds?.(1, low, high, lowest, highest);
      for (let step = 0; step <= 30; step++)
        for (const [draw, slope] of at(table, 1, low + ((high - low) * step) / 30).slope.entries()) {
          if (!Number.isFinite(slope)) continue;
          expect(slope).toBeGreaterThanOrEqual((lowest[draw] ?? 0) - 1e-12);
          if (low > 0) expect(slope).toBeLessThanOrEqual((highest[draw] ?? 0) * (1 + 1e-12));
        }
    }
    expect(at(table, 1, 700)).toEqual(at(curves, 1, 700));
  });
});

it('says which curves are concave', () => {
  const concaveOf = (slope: number) => saturationCurves([one('hill', 1, 1, slope)], 1).concave;
  expect([concaveOf(0.8), concaveOf(1), concaveOf(1.01)]).toEqual([[true], [true], [false]]);
  expect(saturationCurves([one('hill', -1, 1, 1)], 1).concave).toEqual([false]);
});

it('thins draws evenly, values and bounds alike', () => {
  const curves = randomCurves({ channels: 1, draws: 10, slopes: [1.2, 3] }, seeded(2));
  const few = thinned(curves, 5);
  const every = (values: Float64Array) => Array.from(values).filter((_value, draw) => draw % 2 === 0);
  expect(Array.from(at(few, 0, 50).value)).toEqual(every(at(curves, 0, 50).value));
  const [low, high] = [new Float64Array(5), new Float64Array(5)];
  const [all, other] = [new Float64Array(10), new Float64Array(10)];
  few.slopeBounds?.(0, 10, 60, low, high);
  curves.slopeBounds?.(0, 10, 60, all, other);
  expect([Array.from(low), Array.from(high)]).toEqual([every(all), every(other)]);
  expect(thinned(curves, 10)).toBe(curves);
});

it('takes an exposure per draw', () => {
  const each = saturationCurves(
    [
      {
        ...one('root', 1, 1),
        scale: Float64Array.of(1, 1),
        shape: Float64Array.of(1, 1),
        slope: Float64Array.of(1, 1),
        exposure: Float64Array.of(0.2, 0.7),
      },
    ],
    2,
  );
  expect(Array.from(at(each, 0, 10).value)).toEqual([2, 7]);
});

it.each([
  ['scale', { scale: Float64Array.of(1, 2) }],
  ['exposure', { exposure: Float64Array.of(1, 2) }],
])('refuses a wrong length of %s', (_name, more) => {
  expect(() => saturationCurves([{ ...one('hill', 1, 1), ...more }], 1)).toThrow(RangeError);
});

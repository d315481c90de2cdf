import { fakeModel, fakePanel } from '../../testing/fake-fitted-model.js';
import type { FittedModel } from '../fitted-model.js';
import type { Panel } from '../panel.js';
import { changePanel } from './change-panel.js';
import type { ScenarioChange, ScenarioColumns } from './scenario.js';
import { whatIf } from './what-if.js';

const columns: ScenarioColumns = {
  media: new Map([
    ['tv', { spend: 'tv_spend', exposure: 'tv' }],
    ['search', { spend: 'search', exposure: 'search' }],
    ['mail', { spend: null, exposure: 'mail' }],
  ]),
  price: new Map([['shelf price', 'price']]),
  promotion: new Map(),
  treatment: new Map(),
  control: new Map([['rain', 'rain']]),
};
const panel = fakePanel({
  geos: ['north', 'south'],
  outcome: new Float64Array(8).fill(100),
  valuePerUnit: new Float64Array(8).fill(20),
  columns: {
    tv: Float64Array.of(10, 20, 10, 20, 30, 30, 30, 30),
    tv_spend: Float64Array.of(1, 2, 1, 2, 3, 3, 3, 3),
    search: new Float64Array(8).fill(4),
    mail: new Float64Array(8).fill(1),
    rain: Float64Array.of(0, 1, 0, 1, 0, 1, 0, 1),
    price: new Float64Array(8).fill(20),
  },
});
const draw = (effect: number) => ({
  baseline: 50,
  rain: -2,
  channels: { tv: { effect, retention: 0, half: Infinity }, search: { effect: 3, retention: 0, half: 4 } },
  sigma: 1,
});
/** The fake model with orders that move by −1.5 % per per cent of the price. */
function withPrice(of: Panel): FittedModel {
  const inner = fakeModel(of, [draw(0.5), draw(1), draw(1.5)]);
  const price = inner.components.length;
  return {
    ...inner,
    components: [...inner.components, { name: 'shelf price', kind: 'price' }],
    contribution(component, index, into, interventions) {
      if (component !== price) return inner.contribution(component, index, into, interventions);
      const prices = of.columns.get('price') ?? new Float64Array();
      for (const [cell, one] of prices.entries()) into[cell] = -1.5 * 100 * Math.log(one / 20);
    },
    over: withPrice,
  };
}
const ask = (...changes: ScenarioChange[]) =>
  whatIf(withPrice(panel), { scenario: { name: 'what if', changes }, columns, isMoney: true });

describe('what if', () => {
  it('−20 % on television: its straight line loses a fifth, and its money is saved', () => {
    const found = ask({ kind: 'media', channel: 'tv', factor: 0.8 });
    // 180 units of media × 0.2 × effect 0.5, 1, 1.5.
    expect(found.outcome.difference.mean).toBeCloseTo(-36, 9);
    expect(found.value.difference.mean).toBeCloseTo(-720, 9);
    expect(found.value.difference.low).toBeCloseTo(-1_044, 9);
    expect(found.spend).toEqual({ planned: 50, scenario: expect.closeTo(46.4, 9) });
    expect(found.profit?.mean).toBeCloseTo(-720 + 3.6, 9);
    expect(found.probabilityBetter).toBe(0);
    expect(found.components.map(({ component }) => component)).toEqual(['tv']);
    expect(found.extrapolated).toEqual([]);
  });

  it('+5 % price: orders fall by the elasticity, and each is worth more', () => {
    const found = ask({ kind: 'price', price: 'shelf price', factor: 1.05, passesToValue: 1 });
    const lost = 8 * 150 * Math.log(1.05);
    expect(found.outcome.difference.mean).toBeCloseTo(-lost, 9);
    const orders = found.outcome.planned.mean;
    expect(found.value.difference.mean).toBeCloseTo((orders - lost) * 21 - orders * 20, 6);
    const competitor = ask({ kind: 'price', price: 'shelf price', factor: 1.05, passesToValue: 0 });
    expect(competitor.value.difference.mean).toBeCloseTo(-lost * 20, 6);
  });

  it('both together: what each moves alone stands beside the whole', () => {
    const found = ask(
      { kind: 'media', channel: 'tv', factor: 0.8 },
      { kind: 'price', price: 'shelf price', factor: 1.05, passesToValue: 1 },
    );
    const [media, price] = found.alone;
    expect(media?.mean).toBeCloseTo(-720, 9);
    // Orders that television no longer brings are not worth more either.
    expect(found.value.difference.mean).toBeCloseTo((media?.mean ?? 0) + (price?.mean ?? 0) - 36, 6);
  });

  it('changes some periods of some geos alone', () => {
    const found = ask({ kind: 'media', channel: 'tv', factor: 2, from: 1, to: 3, geos: [1] });
    expect(found.outcome.difference.mean).toBeCloseTo(60, 9);
    expect(found.spend.scenario - found.spend.planned).toBeCloseTo(6, 9);
    expect(found.extrapolated).toEqual(['tv']);
  });

  it('sets a column to a value', () => {
    expect(ask({ kind: 'control', name: 'rain', value: 1 }).outcome.difference.mean).toBeCloseTo(-8, 9);
    expect(ask({ kind: 'control', name: 'rain', factor: 0 }).outcome.difference.mean).toBeCloseTo(8, 9);
  });

  it('moves an organic channel without money', () => {
    expect(ask({ kind: 'media', channel: 'mail', factor: 3 }).spend).toEqual({ planned: 50, scenario: 50 });
  });

  it('looks at the planned periods where there are any', () => {
    const national = fakePanel({
      outcome: new Float64Array(2).fill(100),
      columns: {
        tv: Float64Array.of(10, 10),
        tv_spend: Float64Array.of(1, 1),
        search: Float64Array.of(4, 4),
        rain: Float64Array.of(0, 0),
      },
    });
    const longer = fakePanel({
      outcome: new Float64Array(3).fill(Number.NaN),
      columns: {
        tv: Float64Array.of(10, 10, 7),
        tv_spend: Float64Array.of(1, 1, 0.7),
        search: Float64Array.of(4, 4, 4),
        rain: Float64Array.of(0, 0, 0),
      },
    });
    const scenario = { name: 'more', changes: [{ kind: 'media', channel: 'tv', factor: 2 } as const] };
    const media = new Map([['tv', { spend: 'tv_spend', exposure: 'tv' }]]);
    const found = whatIf(fakeModel(national, [draw(1)]), {
      scenario,
      columns: { ...columns, media },
      isMoney: true,
      plan: longer,
    });
    expect(found.outcome.difference.mean).toBeCloseTo(7, 9);
    expect(found.spend.planned).toBeCloseTo(0.7, 9);
  });

  it('without changes, nothing moves', () => {
    const found = ask();
    expect(found.value.difference).toEqual({ mean: 0, low: 0, high: 0 });
    expect(found.components).toEqual([]);
  });

  it('multiplies two factors of one column', () => {
    const half: ScenarioChange = { kind: 'media', channel: 'tv', factor: 0.5 };
    expect(changePanel(panel, columns, [half, half]).columns.get('tv')?.[0]).toBe(2.5);
  });

  it.each<[title: string, change: ScenarioChange]>([
    ['an unknown channel', { kind: 'media', channel: 'radio', factor: 1 }],
    ['a negative factor', { kind: 'media', channel: 'tv', factor: -1 }],
    ['a factor that is no number', { kind: 'media', channel: 'tv', factor: Number.NaN }],
    ['a price of nothing', { kind: 'price', price: 'shelf price', factor: 0, passesToValue: 1 }],
    ['a share above 1', { kind: 'price', price: 'shelf price', factor: 1, passesToValue: 2 }],
    ['neither factor nor value', { kind: 'control', name: 'rain' }],
    ['both', { kind: 'control', name: 'rain', factor: 1, value: 1 }],
    ['an unknown promotion', { kind: 'promotion', name: 'coupon', value: 1 }],
    ['periods beyond the plan', { kind: 'media', channel: 'tv', factor: 1, to: 9 }],
    ['an empty window', { kind: 'media', channel: 'tv', factor: 1, from: 2, to: 2 }],
    ['an unknown geo', { kind: 'media', channel: 'tv', factor: 1, geos: [2] }],
  ])('names %s', (_title, change) => {
    expect(() => ask({ kind: 'media', channel: 'tv', factor: 1 }, change)).toThrow(
      expect.objectContaining({ code: 'MMM_SCENARIO_INVALID', field: 'changes[1]' }),
    );
  });

  it('does not pass a price on to an outcome without a value per unit', () => {
    const change: ScenarioChange = { kind: 'price', price: 'shelf price', factor: 1.1, passesToValue: 1 };
    expect(() => changePanel({ ...panel, valuePerUnit: null }, columns, [change])).toThrow(
      expect.objectContaining({ code: 'MMM_SCENARIO_INVALID' }),
    );
  });
});

import type { LogDensity } from '../log-density.js';
import { Chain } from './chain.js';
import { type MetricName, samplerSettings } from './options.js';
import { sample } from './sample.js';

/** A funnel: scales that change with the first coordinate, so that trajectories differ and some diverge. */
const funnel: LogDensity = {
  dimension: 3,
  evaluate(position, gradient) {
    const v = position[0]!;
    const precision = Math.exp(-v);
    const squares = position[1]! ** 2 + position[2]! ** 2;
    gradient[0] = -v / 9 + 0.5 * squares * precision - 1;
    gradient[1] = -position[1]! * precision;
    gradient[2] = -position[2]! * precision;
    return (-v * v) / 18 - 0.5 * squares * precision - v;
  },
};

describe('chain', () => {
  it.each<[MetricName, number]>([
    ['diagonal', 0],
    ['diagonal', 40],
    ['diagonal', 130],
    ['dense', 40],
    ['dense', 130],
    ['low-rank', 40],
    ['low-rank', 130],
    ['low-rank', 160],
  ])('with the %s metric goes on from its state after %d iterations to the same state', (metric, iterations) => {
    const settings = samplerSettings({ seed: 5, chains: 2, warmup: 140, draws: 30, metric });
    const whole = new Chain(funnel, settings, 1);
    const before = new Chain(funnel, settings, 1);
    while (before.done < iterations) before.next();
    const after = new Chain(funnel, settings, 1, structuredClone(before.state()));
    while (!after.isFinished) after.next();
    while (!whole.isFinished) whole.next();
    expect(after.state()).toEqual(whole.state());
  });

  it('refuses the state of another chain', () => {
    const settings = samplerSettings({ seed: 5, chains: 2 });
    const state = new Chain(funnel, settings, 1).state();
    expect(() => new Chain(funnel, settings, 0, state)).toThrow('not one of chain 0');
  });

  it('counts divergences and depths, and keeps within the maximum depth', () => {
    const posterior = sample(funnel, { seed: 1, chains: 2, warmup: 150, draws: 300, maxDepth: 4 });
    const all = posterior.chains.flatMap(({ depth, leapfrogs, divergent }) =>
      [...depth].map((levels, i) => ({ levels, steps: leapfrogs[i]!, diverged: divergent[i] === 1 })),
    );
    expect(all.some(({ diverged }) => diverged)).toBe(true);
    for (const { levels, steps } of all) {
      expect(levels).toBeLessThanOrEqual(4);
      expect(steps).toBeGreaterThanOrEqual(2 ** levels - 1);
      expect(steps).toBeLessThan(2 ** (levels + 1));
    }
  });

  it('adapts nothing in a warm-up below 20', () => {
    const settings = samplerSettings({ seed: 1, chains: 1, warmup: 19, draws: 1 });
    const chain = new Chain(funnel, settings, 0);
    const { stepSize } = chain.state();
    while (!chain.isFinished) chain.next();
    expect(chain.state()).toMatchObject({ stepSize, metric: Float64Array.of(1, 1, 1) });
  });
});

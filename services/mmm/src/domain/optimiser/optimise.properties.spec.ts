import fc from 'fast-check';
import type { ResponseCurves } from '../response-curves.js';
import { optimise } from './optimise.js';
import { randomCurves } from './random-curves.js';
import { seeded, sum } from './testing.js';

describe('properties', () => {
  const drawn = fc.record({ seed: fc.nat(1e6), isConcave: fc.boolean(), channels: fc.integer({ min: 2, max: 5 }) });
  const problemOf = ({ seed, isConcave, channels }: { seed: number; isConcave: boolean; channels: number }) => {
    const random = seeded(seed);
    const curves = randomCurves({ channels, draws: 3, slopes: isConcave ? [1, 1] : [1.1, 3.5] }, random);
    return { curves, today: curves.channels.map(() => 5 + 150 * random()), goal: { kind: 'budget' } } as const;
  };
  const check = (property: (problem: ReturnType<typeof problemOf>) => void) =>
    fc.assert(
      fc.property(drawn, (one) => property(problemOf(one))),
      { numRuns: 25 },
    );

  it('is never below today, spends all, and keeps its bound', () =>
    check((problem) => {
      const { objective, objectiveToday, budgets, certificate } = optimise(problem);
      expect(objective).toBeGreaterThanOrEqual(objectiveToday);
      expect(Math.abs(sum(budgets) - sum(problem.today))).toBeLessThanOrEqual(1e-9 * sum(problem.today));
      expect(certificate.gap).toBeLessThanOrEqual(1e-4);
      expect(certificate.gap).toBeGreaterThanOrEqual(0);
    }));

  it('does not care for the order of channels', () =>
    check((problem) => {
      const { curves, today } = problem;
      const last = today.length - 1;
      const reversed: ResponseCurves = {
        ...curves,
        channels: curves.channels.toReversed(),
        concave: curves.concave.toReversed(),
        evaluate: (channel, budget, value, slope) => curves.evaluate(last - channel, budget, value, slope),
        slopeBounds: (channel, low, high, least, most) => curves.slopeBounds?.(last - channel, low, high, least, most),
      };
      const other = optimise({ ...problem, curves: reversed, today: today.toReversed() });
      const { objective } = optimise(problem);
      expect(Math.abs(other.objective - objective)).toBeLessThanOrEqual(2e-6 * objective);
    }));

  it('scales with the unit of money', () =>
    check((problem) => {
      const { curves, today } = problem;
      const unit = 1e6;
      const inOtherUnit: ResponseCurves = {
        ...curves,
        evaluate(channel, budget, value, slope) {
          curves.evaluate(channel, budget / unit, value, slope);
          for (const [draw, one] of slope.entries()) slope[draw] = one / unit;
        },
        slopeBounds(channel, low, high, least, most) {
          curves.slopeBounds?.(channel, low / unit, high / unit, least, most);
          for (const bounds of [least, most]) for (const [draw, one] of bounds.entries()) bounds[draw] = one / unit;
        },
      };
      const other = optimise({ ...problem, curves: inOtherUnit, today: today.map((budget) => budget * unit) });
      const { objective } = optimise(problem);
      expect(Math.abs(other.objective - objective)).toBeLessThanOrEqual(2e-6 * objective);
    }));

  it('does not fall with more money', () =>
    check((problem) => {
      const total = sum(problem.today);
      const values = [0.5, 1, 1.5, 2].map(
        (factor) =>
          optimise({ ...problem, defaultHighest: 10, goal: { kind: 'budget', total: total * factor } }).objective,
      );
      for (const [index, value] of values.entries())
        expect(value * (1 + 2e-6)).toBeGreaterThanOrEqual(values[index - 1] ?? 0);
    }));

  it('gives the same bytes again', () => check((problem) => expect(optimise(problem)).toEqual(optimise(problem))));
});

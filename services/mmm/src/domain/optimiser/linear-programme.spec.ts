import { solveLinear } from './linear-programme.js';
import { seeded } from './testing.js';

describe('linear programmes', () => {
  it('solves a textbook case with its prices', () => {
    // Max 3x + 5y; x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18 (Hillier and Lieberman): x = 2, y = 6, prices 0, 3/2, 1.
    const row = (coefficients: number[], max: number) => ({ coefficients, min: Number.NEGATIVE_INFINITY, max });
    const rows = [row([1, 0], 4), row([0, 2], 12), row([3, 2], 18)];
    const solution = solveLinear({ objective: [3, 5], rows, lows: [0, 0], highs: [100, 100] });
    expect(solution).toMatchObject({ isFeasible: true, value: expect.closeTo(36, 12) });
    expect(solution.isFeasible && Array.from(solution.x)).toEqual([expect.closeTo(2, 12), expect.closeTo(6, 12)]);
    expect(solution.isFeasible && Array.from(solution.prices)).toEqual([
      0,
      expect.closeTo(1.5, 12),
      expect.closeTo(1, 12),
    ]);
  });

  it('names the row that cannot be met', () => {
    const rows = [
      { coefficients: [1, 1], min: 0, max: 3 },
      { coefficients: [1, 0], min: 5, max: 6 },
    ];
    expect(solveLinear({ objective: [1, 1], rows, lows: [0, 0], highs: [4, 4] })).toEqual({
      isFeasible: false,
      row: 1,
    });
  });

  it('is optimal on random programmes: feasible, and its prices bound every feasible point', () => {
    const random = seeded(7);
    for (let trial = 0; trial < 200; trial++) {
      const n = 2 + Math.floor(6 * random());
      const numbers = (count: number, low: number, high: number) =>
        Array.from({ length: count }, () => low + (high - low) * random());
      const inside = numbers(n, 0, 1);
      const rows = Array.from({ length: 1 + Math.floor(3 * random()) }, () => {
        const coefficients = numbers(n, -1, 2);
        const at = coefficients.reduce((total, one, index) => total + one * (inside[index] ?? 0), 0);
        return { coefficients, min: at - random(), max: random() < 0.3 ? at : at + random() };
      });
      const objective = numbers(n, -1, 1);
      const solution = solveLinear({ objective, rows, lows: numbers(n, 0, 0), highs: numbers(n, 1, 1) });
      if (!solution.isFeasible) throw new Error('a programme with a point inside must have a solution');
      for (const { coefficients, min, max } of rows) {
        const at = coefficients.reduce((total, one, index) => total + one * (solution.x[index] ?? 0), 0);
        expect(at).toBeGreaterThanOrEqual(min - 1e-9);
        expect(at).toBeLessThanOrEqual(max + 1e-9);
      }
      // Weak duality: for any prices, Σ max(p·max, p·min) + Σ max(0, reduced cost) is at least the optimum.
      const dual =
        rows.reduce(
          (total, { min, max }, row) =>
            total + Math.max((solution.prices[row] ?? 0) * max, (solution.prices[row] ?? 0) * min),
          0,
        ) +
        objective.reduce((total, one, index) => {
          const cost = rows.reduce(
            (sum, { coefficients }, row) => sum + (solution.prices[row] ?? 0) * (coefficients[index] ?? 0),
            0,
          );
          return total + Math.max(0, one - cost);
        }, 0);
      expect(solution.value).toBeCloseTo(dual, 8);
    }
  });
});

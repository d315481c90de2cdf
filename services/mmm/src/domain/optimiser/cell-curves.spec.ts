import { groupOfCells, joinCells, linesOf, nameOf } from './cell-curves.js';
import { optimise } from './optimise.js';
import { randomCurves } from './random-curves.js';
import { seeded, sum } from './testing.js';

const part = (geo: string, seed: number, slopes: readonly [number, number] = [1, 1]) => ({
  geo,
  curves: randomCurves({ channels: 2, draws: 5, slopes }, seeded(seed)),
});

describe('budgets per channel and geo', () => {
  it('gives every geo of a channel the same marginal return, and lines of a plan', () => {
    const { curves, cells } = joinCells([part('north', 1), part('south', 2), part('west', 3)]);
    const { budgets, certificate } = optimise({ curves, today: cells.map(() => 50), goal: { kind: 'budget' } });
    expect(certificate.kind).toBe('kkt');
    expect(certificate.marginalSpread).toBeLessThanOrEqual(1e-6);
    const lines = linesOf(cells, budgets);
    expect(sum(lines.map(({ amount }) => amount))).toBeCloseTo(300, 9);
    expect(lines[0]).toMatchObject({ channel: 'channel 1', geo: 'north' });
    expect(lines.every(({ amount }) => amount > 0)).toBe(true);
  });

  it('keeps bounds of whole channels and whole geos, which overlap', () => {
    const { curves, cells } = joinCells([part('north', 1, [1.2, 3]), part('south', 2, [1.2, 3])]);
    const groups = [
      groupOfCells(cells, { channel: 'channel 1' }, { min: 120 }),
      groupOfCells(cells, { geo: 'south' }, { max: 80 }),
    ];
    const { budgets, certificate } = optimise({ curves, today: cells.map(() => 50), groups, goal: { kind: 'budget' } });
    const sumOf = (holds: (cell: (typeof cells)[number]) => boolean) =>
      sum(budgets.filter((_budget, index) => holds(cells[index] ?? { channel: '' })));
    expect(sumOf(({ channel }) => channel === 'channel 1')).toBeGreaterThanOrEqual(120 * (1 - 1e-9));
    expect(sumOf(({ geo }) => geo === 'south')).toBeLessThanOrEqual(80 * (1 + 1e-9));
    expect(certificate.gap).toBeLessThanOrEqual(1e-4);
  });

  it('is the plan of each geo where each has its own budget', () => {
    const parts = [part('north', 1), part('south', 2)];
    const { curves, cells } = joinCells(parts);
    const groups = ['north', 'south'].map((geo) => groupOfCells(cells, { geo }, { min: 100, max: 100 }));
    const { objective } = optimise({ curves, today: cells.map(() => 50), groups, goal: { kind: 'budget' } });
    const apart = parts.map(
      (one) => optimise({ curves: one.curves, today: [50, 50], goal: { kind: 'budget' } }).objective,
    );
    expect(objective / sum(apart)).toBeCloseTo(1, 9);
  });

  it('refuses a cell that is there twice, and parts of different posteriors', () => {
    const refused = expect.objectContaining({ code: 'MMM_BUDGET_INVALID', field: 'cells' });
    expect(() => joinCells([part('north', 1), part('north', 2)])).toThrow(refused);
    const other = { geo: 'south', curves: randomCurves({ channels: 2, draws: 4 }, seeded(1)) };
    expect(() => joinCells([part('north', 1), other])).toThrow(refused);
    expect(nameOf({ channel: 'tv', week: '2026-11-30' })).toBe('tv · 2026-11-30');
  });
});

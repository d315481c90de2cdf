import { fitModel } from '../domain/model/fit-model.js';
import type { PlanSplit } from '../domain/plan-summary.js';
import { fillDefaults } from '../domain/spec/fill-defaults.js';
import { readSpec } from '../domain/spec/parse-spec.js';
import { mixPanel, plain } from '../examples/mixes.js';
import { splitPlan } from './split-plan.js';

const few = { chains: 1, warmup: 30, draws: 20, maxTreeDepth: 4 };
const money = [
  { channel: 'TV', proposed: 900 },
  { channel: 'search', proposed: 500 },
];

async function windowOf(geos: number, from: number, to: number, weeks = 40) {
  const panel = mixPanel(geos, weeks);
  const { fitted } = await fitModel(fillDefaults(readSpec({ ...plain, sampling: few }), panel), panel, {});
  return { fitted, from, to, today: new Map() };
}
const sumOf = ({ lines }: PlanSplit, channel: string, of: 'current' | 'proposed') =>
  lines.reduce((sum, line) => sum + (line.channel === channel ? line[of] : 0), 0);

describe('the money of a channel', () => {
  it('is shared out among geos within their step, and better than today', async () => {
    const window = await windowOf(3, 12, 25);
    const found = splitPlan(window, money, { by: 'geo' });
    for (const { channel, proposed } of money) {
      expect(sumOf(found, channel, 'current')).toBeCloseTo(proposed, 6);
      expect(sumOf(found, channel, 'proposed')).toBeCloseTo(proposed, 6);
    }
    expect(found.lines.map(({ geo }) => geo)).toEqual([...window.fitted.panel.geos, ...window.fitted.panel.geos]);
    for (const { current, proposed } of found.lines) {
      expect(proposed).toBeGreaterThanOrEqual(0.5 * current * (1 - 1e-9));
      expect(proposed).toBeLessThanOrEqual(1.5 * current * (1 + 1e-9));
    }
    expect(found.certificate.kind).toBe('kkt');
    expect(found.lift.mean).toBeGreaterThan(0);
    const none = splitPlan(window, money, { by: 'geo', geoStep: 0 });
    for (const { current, proposed } of none.lines) expect(proposed).toBeCloseTo(current, 9);
    expect(none.lift.mean).toBeCloseTo(0, 9);
  });

  it('is spread over weeks, with a bound that no other spread exceeds', async () => {
    const found = splitPlan(await windowOf(2, 12, 20), money, { by: 'week' });
    for (const { channel, proposed } of money) expect(sumOf(found, channel, 'proposed')).toBeCloseTo(proposed, 6);
    expect(found.lines).toHaveLength(16);
    expect(found.lines[0]?.week).toBe('2023-03-27');
    expect(found.lift.mean).toBeGreaterThan(0);
    expect(found.certificate).toEqual({ kind: 'gap', gap: expect.any(Number) });
    expect(found.certificate.gap).toBeLessThan(1e-4);
  });

  it('leaves a channel out that gets nothing', async () => {
    const found = splitPlan(await windowOf(2, 12, 16), [...money, { channel: 'none', proposed: 1e-10 }], {
      by: 'week',
    });
    expect(new Set(found.lines.map(({ channel }) => channel))).toEqual(new Set(['TV', 'search']));
  });

  it.each<[title: string, geos: number, weeks: number, by: PlanSplit['by']]>([
    ['one geo', 1, 13, 'geo'],
    ['one week', 2, 1, 'week'],
    ['more weeks than a year has', 1, 53, 'week'],
  ])('cannot be spread over %s', async (_title, geos, weeks, by) => {
    const window = await windowOf(geos, 5, 5 + weeks, 60);
    expect(() => splitPlan(window, money, { by })).toThrow(
      expect.objectContaining({ code: 'MMM_PLAN_INVALID', field: 'by' }),
    );
  });
});

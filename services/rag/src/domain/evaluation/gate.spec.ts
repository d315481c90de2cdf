import { type Baseline, regressionsOf, withFloors } from './gate.js';
import type { MetricRow } from './summarise.js';

const row = (metric: string, value: number | null, segment = 'all'): MetricRow => ({
  metric,
  segment,
  value,
  low: null,
  high: null,
  n: value === null ? 0 : 10,
  notANumber: 0,
});

describe('the gate of floors', () => {
  const rows = [row('ndcg@10', 0.9), row('ndcg@10', 0.7, 'language:en'), row('faithfulness', null)];

  it.each([
    [{ metric: 'ndcg@10', floor: 0.9 }, true],
    [{ metric: 'ndcg@10', floor: 0.91 }, false],
    [{ metric: 'ndcg@10', floor: 0.7, segment: 'language:en' }, true],
    [{ metric: 'faithfulness', floor: 0 }, false],
  ])('judges %j: %p', (floor, passed) => {
    const judged = withFloors(rows, [floor]).filter((it) => it.passed !== undefined);
    expect(judged).toMatchObject([{ metric: floor.metric, floor: floor.floor, passed }]);
  });

  it('fails what nothing measured', () => {
    expect(withFloors(rows, [{ metric: 'ndcg@10', segment: 'language:pl', floor: 0.1 }]).at(-1)).toMatchObject({
      metric: 'ndcg@10',
      segment: 'language:pl',
      value: null,
      passed: false,
    });
  });
});

describe('the comparison with a baseline', () => {
  const run = (...metrics: MetricRow[]): Baseline => ({ goldenSet: 'shop', metrics });

  it.each<[string, number | null, number, { metric: string; fall: number }[], boolean]>([
    ['the same', 0.9, 0.9, [], false],
    ['better', 0.9, 0.95, [], false],
    ['a hair worse', 0.9, 0.89, [], false],
    ['worse', 0.9, 0.88, [], true],
    ['worse within its tolerance', 0.9, 0.86, [{ metric: 'ndcg@10', fall: 0.05 }], false],
    ['worse than no tolerance', 0.9, 0.899, [{ metric: 'ndcg@10', fall: 0 }], true],
  ])('%s', (_name, before, after, tolerances, isRegression) => {
    const regressions = regressionsOf(run(row('ndcg@10', after)), run(row('ndcg@10', before)), tolerances);
    expect(regressions.length > 0).toBe(isRegression);
  });

  it('does not lose sight of what has no value any more, and asks nothing of what had none', () => {
    const baseline = run(row('ndcg@10', 0.9), row('recall@10', 0.8), row('faithfulness', null));
    expect(regressionsOf(run(row('ndcg@10', null)), baseline)).toEqual([
      { metric: 'ndcg@10', segment: 'all', baseline: 0.9, value: null, allowedFall: 0.01 },
      { metric: 'recall@10', segment: 'all', baseline: 0.8, value: null, allowedFall: 0.01 },
    ]);
  });

  it('takes no account of what a model judged', () => {
    expect(regressionsOf(run(), run(row('judged_faithfulness', 0.9)))).toEqual([]);
  });

  it('is made between runs of one golden set', () => {
    expect(() => regressionsOf(run(), { goldenSet: 'other', metrics: [] })).toThrow(
      expect.objectContaining({ code: 'RAG_BASELINE_INVALID' }),
    );
  });
});

import type { FitQuality, RunSummary } from '../domain/run-summary.js';
import type { Champion } from '../registry/champions.js';
import { NOW, record, smallSummary } from '../testing/fits.js';
import { predictsNoWorse, promoteWhenBetter } from './promotion.js';

const CHAMPION = 'b7d9f3c4-1111-5222-8333-444455550001';
const held = (wmape: number, level: FitQuality['level'] = 'national'): Pick<RunSummary, 'holdout'> => ({
  holdout: [{ level, periods: 13, r2: 0.5, mape: wmape, wmape, crps: 1, coverage90: 0.9 }],
});

describe('a challenger', () => {
  it.each<[title: string, mine: Pick<RunSummary, 'holdout'>, theirs: Pick<RunSummary, 'holdout'>, isNoWorse: boolean]>([
    ['that errs less', held(0.05), held(0.06), true],
    ['that errs as much', held(0.06), held(0.06), true],
    ['that errs more', held(0.07), held(0.06), false],
    ['that held nothing out', { holdout: null }, held(0.06), false],
    ['of a champion that held nothing out', held(0.05), { holdout: null }, false],
    ['of another level', held(0.05, 'geo'), held(0.06), false],
    ['whose error is no number', held(Number.NaN), held(0.06), false],
  ])('%s', (_title, mine, theirs, isNoWorse) => {
    expect(predictsNoWorse(mine, theirs)).toBe(isNoWorse);
  });

  it.each<
    [title: string, promotion: 'by-person' | 'when-better', champion: number | null, isHere: boolean, promoted: number]
  >([
    ['waits for a person', 'by-person', 0.09, true, 0],
    ['that is better replaces the champion', 'when-better', 0.09, true, 1],
    ['that is worse does not', 'when-better', 0.01, true, 0],
    ['is the first', 'when-better', null, false, 1],
    ['replaces a champion whose run is lost', 'when-better', 0.01, false, 1],
  ])('%s', async (_title, promotion, wmape, isHere, promoted) => {
    const promotions: string[] = [];
    const champion = { runId: CHAMPION } as Champion;
    await promoteWhenBetter({
      champions: {
        get: () => (wmape === null ? undefined : champion),
        promote: async ({ runId }) => {
          promotions.push(runId);
          return champion;
        },
      },
      registry: { get: () => (isHere ? record() : undefined) },
      readSummary: async () => ({ ...smallSummary(), ...held(wmape ?? 0) }),
      clock: () => new Date(NOW),
    })(record({ state: 'published', promotion }), { ...smallSummary(), ...held(0.05) });
    expect(promotions).toHaveLength(promoted);
  });
});

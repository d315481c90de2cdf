import type { FitQuality, RunSummary } from '../domain/run-summary.js';
import type { Champions } from '../registry/champions.js';
import type { FitRecord } from '../registry/fit-record.js';
import type { FitRegistry } from '../registry/registry.js';

export interface PromotionDeps {
  readonly champions: Pick<Champions, 'get' | 'promote'>;
  readonly registry: Pick<FitRegistry, 'get'>;
  readonly readSummary: (runId: string) => Promise<RunSummary>;
  readonly clock: () => Date;
}

/** Who stands as the author of a promotion that nobody asked for. */
const AUTHOR = 'mmm';

/** Makes a fit that passed the champion where its request says so and it predicts no worse than the champion. */
export const promoteWhenBetter =
  ({ champions, registry, readSummary, clock }: PromotionDeps) =>
  async (record: FitRecord, summary: RunSummary): Promise<void> => {
    if (record.promotion !== 'when-better') return;
    const champion = champions.get(record.tenant, record.model);
    // A champion that is not on this disk any more can make no plans; one that passed is better than that.
    const standing = champion && registry.get(champion.runId) ? await readSummary(champion.runId) : null;
    if (standing !== null && !predictsNoWorse(summary, standing)) return;
    const reason = standing === null ? 'the first that passed' : 'predicts what was held out no worse';
    await champions.promote(record, { by: AUTHOR, at: clock().toISOString(), reason });
  };

/** Whether a challenger predicts what it did not see no worse than the champion; not known = no. */
export function predictsNoWorse(
  challenger: Pick<RunSummary, 'holdout'>,
  champion: Pick<RunSummary, 'holdout'>,
): boolean {
  const [mine, theirs] = [heldOut(challenger), heldOut(champion)];
  return mine !== null && theirs !== null && mine.level === theirs.level && mine.wmape <= theirs.wmape;
}

/** Quality on the periods that a first fit did not see, all geos together where there are several; null = none were held out. */
function heldOut({ holdout }: Pick<RunSummary, 'holdout'>): FitQuality | null {
  return holdout?.find(({ level }) => level === 'national') ?? holdout?.[0] ?? null;
}

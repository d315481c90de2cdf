import type { HealthRegistry } from '@stellwerk/service';
import type { FitQueue } from './jobs/fit-queue.js';
import type { Champions } from './registry/champions.js';
import type { FitRegistry } from './registry/registry.js';

export interface HealthParts {
  readonly registry: Pick<FitRegistry, 'damaged' | 'get'>;
  readonly champions: Pick<Champions, 'list'>;
  readonly queue: Pick<FitQueue, 'figures'>;
}

/**
 * What somebody should look at: records that cannot be read, and champions whose run is not on this disk, with which no plan can be
 * made until the model is fitted again. Neither stops the work.
 */
export function describeHealth(
  health: Pick<HealthRegistry, 'warn' | 'describe'>,
  { registry, champions, queue }: HealthParts,
): void {
  health.describe('fits', () => queue.figures);
  health.warn('registry', () => {
    const { length } = registry.damaged;
    return length === 0 ? null : `${length} records of fits cannot be read and are passed over`;
  });
  health.warn('champions', () => {
    const lost = champions.list().filter(({ runId }) => !registry.get(runId)).length;
    return lost === 0
      ? null
      : `the runs of ${lost} champions are not on this disk: fit these models again and promote them`;
  });
}

import type { Chain } from '../sampler/chain.js';

/** Why a chain paused. */
export type Pause = 'time is up' | 'checkpoint' | 'stopped' | 'finished';

/** Iterates until one of the reasons to pause; a checkpoint is due after every so many iterations of the chain. */
export function advance(chain: Chain, forMs: number, checkpointEvery: number, isStopped: () => boolean): Pause {
  const end = performance.now() + forMs;
  while (!chain.isFinished) {
    if (isStopped()) return 'stopped';
    chain.next();
    if (chain.done % checkpointEvery === 0) return 'checkpoint';
    if (performance.now() > end) return 'time is up';
  }
  return 'finished';
}

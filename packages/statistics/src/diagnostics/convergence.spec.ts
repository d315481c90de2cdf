import { RandomStream } from '../random/random-stream.js';
import type { Posterior } from '../sampler/posterior.js';
import { chainsOf } from '../testing/chains.js';
import { convergence } from './convergence.js';
import { essBulk } from './effective-sample-size.js';
import { rHat } from './r-hat.js';

describe('convergence', () => {
  const draws = 500;
  const run = (change: Partial<Posterior['chains'][number]> = {}): Posterior => {
    const random = new RandomStream(1);
    const chain = () => ({
      positions: new Float64Array(draws),
      logDensity: new Float64Array(draws),
      energy: Float64Array.from({ length: draws }, () => random.normal()),
      acceptance: new Float64Array(draws),
      depth: new Uint8Array(draws),
      leapfrogs: new Uint32Array(draws),
      divergent: new Uint8Array(draws),
      stepSize: 1,
      metric: new Float64Array(1),
      warmupLeapfrogs: 0,
      warmupDivergences: 0,
      ...change,
    });
    return { dimension: 1, draws, maxDepth: 10, chains: [chain(), chain()] };
  };
  const good = { x: chainsOf(0, 0, 1, draws) };
  const drifting = Float64Array.from({ length: draws }, (_, i) => i);

  it('passes a good run with its worst figures', () => {
    const result = convergence(run(), good);
    expect(result.failures).toEqual([]);
    expect(result).toMatchObject({ divergences: 0, depthHits: 0, maxRHat: rHat(good.x), minEssBulk: essBulk(good.x) });
  });

  it.each<[string, Posterior, Record<string, Float64Array[]>, object]>([
    ['r-hat', run(), { ...good, apart: chainsOf(0, 2, 1, draws) }, { at: 'apart', others: 0 }],
    ['ess-bulk', run(), { ...good, slow: chainsOf(0.98, 0, 1, draws) }, { at: 'slow' }],
    ['ess-tail', run(), { ...good, slow: chainsOf(0.98, 0, 1, draws) }, { at: 'slow' }],
    ['constant', run(), { ...good, fixed: [new Float64Array(draws), new Float64Array(draws)] }, { at: 'fixed' }],
    [
      'divergences',
      run({ divergent: Uint8Array.from({ length: draws }, (_, i) => (i < 3 ? 1 : 0)) }),
      good,
      { value: 3, others: 1 },
    ],
    ['depth', run({ depth: new Uint8Array(draws).fill(10) }), good, { value: draws, others: 1 }],
    ['e-bfmi', run({ energy: drifting }), good, { at: 'chain 0', others: 1 }],
  ])('names what fails: %s', (check, posterior, quantities, failure) => {
    expect(convergence(posterior, quantities).failures).toContainEqual(expect.objectContaining({ check, ...failure }));
  });
});

import { canonicalJson } from '@stellwerk/contracts';
import { type FitIdentity, runIdOf } from './run-id.js';

const identity: FitIdentity = {
  tenant: 'demo',
  model: 'orders',
  specification: { name: 'orders', sampling: { seed: 1, chains: 4 } },
  dataHash: 'a9f0c1',
  modelVersion: '1',
};

describe('the id of a fit', () => {
  it('does not depend on the order in which a file names things', () => {
    const shuffled = { sampling: { chains: 4, seed: 1 }, name: 'orders' };
    expect(runIdOf({ ...identity, specification: shuffled })).toBe(runIdOf(identity));
  });

  it.each<[title: string, change: Partial<FitIdentity>]>([
    ['tenant', { tenant: 'other' }],
    ['model', { model: 'revenue' }],
    ['specification', { specification: { name: 'orders' } }],
    ['seed', { specification: { name: 'orders', sampling: { seed: 2, chains: 4 } } }],
    ['data', { dataHash: 'a9f0c2' }],
    ['version of the model', { modelVersion: '2' }],
  ])('is another with another %s', (_title, change) => {
    expect(runIdOf({ ...identity, ...change })).not.toBe(runIdOf(identity));
  });

  it('keeps the order of lists, which means something', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }, 1], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1},1]}');
  });
});

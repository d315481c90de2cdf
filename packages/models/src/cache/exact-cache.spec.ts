import fc from 'fast-check';
import { ExactCache, exactKey } from './exact-cache.js';

const OVERHEAD = 256;

describe('the exact key', () => {
  it('is the same for the same members in another order, and another for any other value', () => {
    const key = exactKey({ model: 'a', messages: [{ role: 'user', content: 'x' }], seed: undefined });
    expect(exactKey({ messages: [{ content: 'x', role: 'user' }], model: 'a' })).toBe(key);
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    const others = [
      { model: 'b', messages: [{ role: 'user', content: 'x' }] },
      { model: 'a', messages: [{ role: 'user', content: 'x ' }] },
      { model: 'a', messages: [{ role: 'system', content: 'x' }] },
      { model: 'a', messages: [{ role: 'user', content: 'x' }], seed: 0 },
    ];
    expect(new Set([key, ...others.map(exactKey)]).size).toBe(5);
  });
});

describe('an exact cache', () => {
  it('lets go of what was not asked for longest', () => {
    const cache = new ExactCache<string>(2 * (OVERHEAD + 1), ({ length }) => length);
    cache.set('a', '1');
    cache.set('b', '2');
    cache.get('a');
    cache.set('c', '3');
    expect(['a', 'b', 'c'].map((key) => cache.get(key))).toEqual(['1', undefined, '3']);
  });

  it('keeps nothing that is larger than the whole of it, and forgets the old value then', () => {
    const cache = new ExactCache<string>(OVERHEAD + 5, ({ length }) => length);
    cache.set('a', '1');
    cache.set('a', '123456');
    expect([cache.get('a'), cache.bytes]).toEqual([undefined, 0]);
  });

  it('never exceeds its bytes, and gives back only what was set last', () => {
    const step = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.string({ maxLength: 600 }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const cache = new ExactCache<string>(1_500, ({ length }) => length);
        const last = new Map<string, string>();
        for (const [key, value] of steps) {
          cache.set(key, value);
          last.set(key, value);
          expect(cache.bytes).toBeLessThanOrEqual(1_500);
          for (const [known, expected] of last) expect([undefined, expected]).toContain(cache.get(known));
        }
      }),
    );
  });
});

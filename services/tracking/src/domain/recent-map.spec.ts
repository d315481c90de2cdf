import fc from 'fast-check';
import { RecentMap } from './recent-map.js';

/** The same in the plainest way: a list, the oldest first. */
class Model {
  entries: [number, number][] = [];
  set(key: number, value: number) {
    this.entries = [...this.entries.filter(([own]) => own !== key), [key, value]];
  }
  get(key: number) {
    const value = this.peek(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }
  peek(key: number) {
    return this.entries.find(([own]) => own === key)?.[1];
  }
  delete(key: number) {
    this.entries = this.entries.filter(([own]) => own !== key);
  }
  takeOldest() {
    return this.entries.shift();
  }
}

type Operation = readonly [what: 'set' | 'get' | 'peek' | 'delete' | 'takeOldest', key: number, value: number];

function apply(map: Model | RecentMap<number, number>, [what, key, value]: Operation): unknown {
  if (what === 'set') return map.set(key, value);
  return what === 'takeOldest' ? map.takeOldest() : map[what](key);
}

describe('a map in the order of use', () => {
  it('does what a list in the order of use does', () => {
    const what = fc.constantFrom(
      'set' as const,
      'set' as const,
      'get' as const,
      'peek' as const,
      'delete' as const,
      'takeOldest' as const,
    );
    const operations = fc.array(fc.tuple(what, fc.nat(12), fc.nat()), { maxLength: 200 });
    fc.assert(
      fc.property(operations, (given) => {
        const model = new Model();
        const map = new RecentMap<number, number>();
        for (const operation of given) {
          expect(apply(map, operation)).toEqual(apply(model, operation));
          expect(map.size).toBe(model.entries.length);
        }
      }),
    );
  });

  it.each([1, 1_000])('holds nothing but its entries, %i of them, however often they are used', (entries) => {
    const map = new RecentMap<number, number>();
    for (let key = 0; key <= entries; key++) map.set(key, key);
    map.takeOldest();
    const before = process.memoryUsage().heapUsed;
    for (let use = 0; use < 2_000_000; use++) map.get(1 + (use % entries));
    // What it held when it leaked: 300 MB.
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100_000_000);
    expect(map.size).toBe(entries);
  });
});

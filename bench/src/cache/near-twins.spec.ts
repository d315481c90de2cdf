import { nearTwins } from './near-twins.js';
import { twinClasses } from './twin-lists.js';

describe('near-twins', () => {
  const twins = nearTwins();

  it('are the same for the same seed, at least a thousand, and of every class in both languages', () => {
    expect(JSON.stringify(nearTwins())).toBe(JSON.stringify(twins));
    expect(twins.length).toBeGreaterThanOrEqual(1_000);
    expect(new Set(twins.map(({ kind, language }) => `${kind} ${language}`)).size).toBe(2 * twinClasses.length);
  });

  it('never ask the same', () => {
    expect(twins.filter(({ first, second }) => first === second)).toEqual([]);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deterministicId } from '@stellwerk/contracts';
import { openSeenStore } from './seen-store.js';

const id = (name: string) => deterministicId('test', name);
const day = (number: number) => new Date(Date.UTC(2026, 10, number, 12));

describe('seen store', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'seen-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is empty when new', async () => {
    const store = openSeenStore(folder, () => day(1));
    expect([store.applied(), store.outputPosition(), store.origin(id('a'))]).toEqual([null, 0n, undefined]);
    await store.close();
  });

  it('keeps events, offset and position over a restart', async () => {
    const first = openSeenStore(folder, () => day(1));
    first.commit({
      seen: [{ eventId: id('a'), origin: 9_007_199_254_740_993n, seenAtMs: day(1).getTime() }],
      applied: 7n,
      outputPosition: 3n,
    });
    await first.close();
    const second = openSeenStore(folder, () => day(1));
    expect([second.applied(), second.outputPosition(), second.origin(id('a')), second.origin(id('b'))]).toEqual([
      7n,
      3n,
      9_007_199_254_740_993n,
      undefined,
    ]);
    await second.close();
  });

  it('forgets an event only when seven days have passed since it was seen', async () => {
    let now = day(1);
    const store = openSeenStore(folder, () => now);
    const commit = (name: string) =>
      store.commit({
        seen: [{ eventId: id(name), origin: 0n, seenAtMs: now.getTime() }],
        applied: 1n,
        outputPosition: 0n,
      });
    commit('a');
    now = day(8);
    commit('b');
    expect(store.origin(id('a'))).toBe(0n);
    now = day(9);
    commit('c');
    expect(store.origin(id('a'))).toBeUndefined();
    expect(store.origin(id('b'))).toBe(0n);
    await store.close();
  });
});

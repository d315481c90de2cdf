import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UnavailableError } from '@stellwerk/bus';
import { LocalStore } from './local-store.js';

describe('local store', () => {
  let folder: string;
  let store: LocalStore;
  const open = () => LocalStore.open(join(folder, 'deep', 'state.mdb'), { maxTables: 3 });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'local-store-'));
    store = open();
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('keeps tables over a restart', async () => {
    store.table<number, string[]>('a').put(['x', 'y'], 7);
    await store.close();
    store = open();
    const table = store.table<number, string[]>('a');
    expect([table.get(['x', 'y']), table.get(['x']), table.has(['x', 'y'])]).toEqual([7, undefined, true]);
    expect([table.remove(['x', 'y']), table.remove(['x', 'y'])]).toEqual([true, false]);
  });

  it('reads ranges in the order of keys', () => {
    const table = store.table<string, number>('n');
    for (const key of [3, 1, 2, 10]) table.put(key, `v${key}`);
    expect(table.keys({ start: 2, end: 10 })).toEqual([2, 3]);
    expect([...table.entries({ reverse: true, limit: 2 })]).toEqual([
      { key: 10, value: 'v10' },
      { key: 3, value: 'v3' },
    ]);
    table.drop();
    expect(store.table('n').keys()).toEqual([]);
  });

  it('takes a transaction back whole when its work fails, and passes the error on', () => {
    const table = store.table<number, string>('a');
    const defect = new RangeError('mine');
    const failing = () =>
      store.transaction(() => {
        table.put('x', 1);
        throw defect;
      });
    expect(failing).toThrow(defect);
    expect(table.get('x')).toBeUndefined();
    expect(store.transaction(() => 'done')).toBe('done');
  });

  it('writes and removes together with what comes at the same time, durably when it says so', async () => {
    const keys = Array.from({ length: 100 }, (_, index) => index);
    const table = store.table<string, number>('n');
    await Promise.all(keys.map((key) => table.putTogether(key, `v${key}`)));
    await table.removeTogether(keys.slice(1));
    await store.close();
    store = open();
    expect([...store.table<string, number>('n').entries()]).toEqual([{ key: 0, value: 'v0' }]);
  });

  it('is unavailable where its folder cannot be made', () => {
    writeFileSync(join(folder, 'file'), '');
    const opening = () => LocalStore.open(join(folder, 'file', 'state.mdb'), { maxTables: 1 });
    expect(opening).toThrow(UnavailableError);
    expect(opening).toThrow('EEXIST');
  });
});

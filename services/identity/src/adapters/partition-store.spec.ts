import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OutgoingMessage, UnavailableError } from '@stellwerk/bus';
import { LocalStore } from '@stellwerk/local-state';
import { openPartitionStore } from './partition-store.js';

const output = (name: string): OutgoingMessage => ({
  topic: 'identity.remapped.v1',
  key: name,
  value: name === 'tombstone' ? null : Buffer.from(name),
  headers: { ce_id: name },
});

describe('partition store', () => {
  let folder: string;
  let isFull = false;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'partition-store-'));
    isFull = false;
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Over a disk that may be full: then a transaction runs and is taken back. */
  const open = () =>
    openPartitionStore(folder, (file) => {
      const store = LocalStore.open(file, { maxTables: 8 });
      return {
        isBroken: false,
        table: (name) => store.table(name),
        close: () => store.close(),
        transaction: (work) =>
          store.transaction(() => {
            const result = work();
            if (isFull) throw new UnavailableError('local state (ENOSPC)');
            return result;
          }),
      };
    });
  const waiting = (store: ReturnType<typeof open>) => store.outbox().messages.map(({ key }) => key);

  it('keeps outputs in order, with the offset that they belong to, over a restart', async () => {
    const first = open();
    first.transact('t', 5n, () => [output('a'), output('tombstone')]);
    await first.close();
    const second = open();
    second.transact('t', 6n, () => [output('b')]);
    expect(second.applied('t')).toBe(6n);
    expect(second.outbox().messages).toEqual([output('a'), output('tombstone'), output('b')]);
    await second.close();
  });

  it('keeps nothing of a transaction that the disk refuses', async () => {
    const store = open();
    isFull = true;
    expect(() => store.transact('t', 5n, () => [output('a')])).toThrow(UnavailableError);
    isFull = false;
    expect([store.applied('t'), waiting(store)]).toEqual([null, []]);
    await store.close();
  });

  it('gives out nothing a second time that was published and could not be forgotten', async () => {
    const store = open();
    store.transact('t', 5n, () => [output('a'), output('b')]);
    isFull = true;
    expect(() => store.published(store.outbox().last)).toThrow(UnavailableError);
    isFull = false;
    expect(waiting(store)).toEqual([]);
    store.transact('t', 6n, () => [output('c')]);
    expect(waiting(store)).toEqual(['c']);
    store.published(store.outbox().last);
    await store.close();
    // A new process does not know any more; what it could not forget it would publish again.
    const next = open();
    expect(waiting(next)).toEqual([]);
    await next.close();
  });
});

import { join } from 'node:path';
import type { OutgoingMessage } from '@stellwerk/bus';
import { LocalStore, type LocalTable } from '@stellwerk/local-state';

/**
 * Next offset to apply per input topic, and messages that wait to be published, in order. Every method throws
 * `UnavailableError` for what the disk refuses.
 */
export interface PartitionStore {
  /** True when only closing and opening it again helps. */
  readonly isBroken: boolean;
  /** `null` = nothing of this topic was ever applied here. */
  applied(topic: string): bigint | null;
  /**
   * Runs a batch as one transaction: whatever `work` writes, its outputs and the applied offset stand together or not at
   * all.
   */
  transact(topic: string, applied: bigint, work: () => readonly OutgoingMessage[]): void;
  /** Writes without a batch, for restoring. */
  restore(work: () => void): void;
  /** Outputs that were not published yet, a page of them. */
  outbox(): { readonly last: number; readonly messages: readonly OutgoingMessage[] };
  /** Forgets outputs up to a number, once they are durable. Where the disk refuses that, they are not published again. */
  published(last: number): void;
  table<Value>(name: string): LocalTable<Value, string[]>;
  close(): Promise<void>;
}

interface OutboxRow {
  readonly topic: string;
  readonly key: string;
  readonly value: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly partition?: number;
}

/** Most outputs that one publish carries. */
const OUTBOX_PAGE = 5_000;

type Lmdb = Pick<LocalStore, 'isBroken' | 'table' | 'transaction' | 'close'>;
const openLmdb = (file: string): Lmdb => LocalStore.open(file, { maxTables: 8 });

/** Opens the store of one partition: LMDB, synchronous, one writer. */
export function openPartitionStore(folder: string, open = openLmdb): PartitionStore {
  return new LmdbPartitionStore(open(join(folder, 'state.mdb')));
}

class LmdbPartitionStore implements PartitionStore {
  readonly #applied: LocalTable<bigint, string>;
  readonly #outbox: LocalTable<OutboxRow, number>;
  #next: number;
  /** Outputs up to here are durable, whether or not they are forgotten yet. */
  #published = 0;

  constructor(private readonly store: Lmdb) {
    this.#applied = store.table('applied');
    this.#outbox = store.table('outbox');
    this.#next = 1 + (this.#outbox.keys({ reverse: true, limit: 1 })[0] ?? 0);
  }

  get isBroken(): boolean {
    return this.store.isBroken;
  }

  applied(topic: string): bigint | null {
    const found = this.#applied.get(topic);
    return found === undefined ? null : BigInt(found);
  }

  transact(topic: string, applied: bigint, work: () => readonly OutgoingMessage[]): void {
    this.store.transaction(() => {
      for (const { value, ...message } of work()) {
        this.#outbox.put(this.#next++, { ...message, value: value === null ? null : value.toString('utf8') });
      }
      this.#applied.put(topic, applied);
    });
  }

  restore(work: () => void): void {
    this.store.transaction(work);
  }

  outbox(): { last: number; messages: OutgoingMessage[] } {
    const rows = [...this.#outbox.entries({ start: this.#published + 1, limit: OUTBOX_PAGE })];
    const messages = rows.map(({ value: { value, ...message } }) => ({
      ...message,
      value: value === null ? null : Buffer.from(value),
    }));
    return { last: rows.at(-1)?.key ?? 0, messages };
  }

  published(last: number): void {
    this.#published = Math.max(this.#published, last);
    this.store.transaction(() => {
      for (const key of this.#outbox.keys({ end: this.#published + 1 })) this.#outbox.remove(key);
    });
  }

  table<Value>(name: string): LocalTable<Value, string[]> {
    return this.store.table(name);
  }

  async close(): Promise<void> {
    await this.store.close();
  }
}

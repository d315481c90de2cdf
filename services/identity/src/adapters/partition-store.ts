import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { OutgoingMessage } from '@stellwerk/bus';
import { type Database, open, type RootDatabase } from 'lmdb';

/** Next offset to apply per input topic, and messages that wait to be published, in order. */
export interface PartitionStore {
  /** `null` = nothing of this topic was ever applied here. */
  applied(topic: string): bigint | null;
  /**
   * Runs a batch as one transaction: whatever `work` writes, its outputs and the applied offset stand together or not at
   * all.
   */
  transact(topic: string, applied: bigint, work: () => readonly OutgoingMessage[]): void;
  /** Writes without a batch, for restoring. */
  restore(work: () => void): void;
  outbox(): { readonly last: number; readonly messages: readonly OutgoingMessage[] };
  /** Forgets outputs up to a number, once they are durable. */
  published(last: number): void;
  table<Value>(name: string): Database<Value, string[]>;
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

/** Opens the store of one partition: LMDB, synchronous, one writer. */
export function openPartitionStore(folder: string): PartitionStore {
  mkdirSync(folder, { recursive: true });
  return new LmdbPartitionStore(open({ path: join(folder, 'state.mdb'), maxDbs: 8 }));
}

class LmdbPartitionStore implements PartitionStore {
  readonly #applied: Database<bigint, string>;
  readonly #outbox: Database<OutboxRow, number>;
  #next: number;

  constructor(private readonly root: RootDatabase) {
    this.#applied = root.openDB({ name: 'applied' });
    this.#outbox = root.openDB({ name: 'outbox' });
    this.#next = 1 + ([...this.#outbox.getKeys({ reverse: true, limit: 1 })][0] ?? 0);
  }

  applied(topic: string): bigint | null {
    const found = this.#applied.get(topic);
    return found === undefined ? null : BigInt(found);
  }

  transact(topic: string, applied: bigint, work: () => readonly OutgoingMessage[]): void {
    this.root.transactionSync(() => {
      for (const { value, ...message } of work()) {
        this.#outbox.putSync(this.#next++, { ...message, value: value === null ? null : value.toString('utf8') });
      }
      this.#applied.putSync(topic, applied);
    });
  }

  restore(work: () => void): void {
    this.root.transactionSync(work);
  }

  outbox(): { last: number; messages: OutgoingMessage[] } {
    const rows = [...this.#outbox.getRange({ limit: OUTBOX_PAGE })];
    const messages = rows.map(({ value: { value, ...message } }) => ({
      ...message,
      value: value === null ? null : Buffer.from(value),
    }));
    return { last: rows.at(-1)?.key ?? 0, messages };
  }

  published(last: number): void {
    this.root.transactionSync(() => {
      for (const key of this.#outbox.getKeys({ end: last + 1 })) this.#outbox.removeSync(key);
    });
  }

  table<Value>(name: string): Database<Value, string[]> {
    return this.root.openDB({ name });
  }

  async close(): Promise<void> {
    await this.root.close();
  }
}

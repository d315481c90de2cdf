import { join } from 'node:path';
import type { ReceivedMessage } from '@stellwerk/bus';
import { LocalStore, type LocalTable } from '@stellwerk/local-state';
import { fromChangelogMessage } from './changelog.js';
import { ContainerTables } from './container-tables.js';

/** Changes that are written in one transaction; so many wait in memory at most. */
const PAGE = 2_000;

/** The graph of all partitions as the changelog tells it, with the position reached in each; kept on disk. */
export class ReplicaStore {
  readonly tables: ContainerTables;
  readonly #positions: LocalTable<bigint, number>;
  #waiting: ReceivedMessage[] = [];

  constructor(private readonly store: LocalStore) {
    this.tables = new ContainerTables(store);
    this.#positions = store.table('positions');
  }

  /** @throws UnavailableError, as every method here */
  static open(folder: string): ReplicaStore {
    return new ReplicaStore(LocalStore.open(join(folder, 'replica.mdb'), { maxTables: 8 }));
  }

  /** Next offset to read. */
  position(partition: number): bigint {
    return BigInt(this.#positions.get(partition) ?? 0n);
  }

  add(message: ReceivedMessage): void {
    if (this.#waiting.push(message) >= PAGE) this.write();
  }

  /** Writes what waits; afterwards {@link tables} holds all that was added. */
  write(): void {
    if (this.#waiting.length === 0) return;
    this.store.transaction(() => {
      for (const message of this.#waiting) {
        this.tables.apply(fromChangelogMessage(message));
        this.#positions.put(message.partition, message.offset + 1n);
      }
    });
    this.tables.takeChanges();
    this.#waiting = [];
  }

  close(): Promise<void> {
    return this.store.close();
  }
}

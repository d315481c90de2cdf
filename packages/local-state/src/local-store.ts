import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Database, type DatabaseOptions, type Key, open, type RootDatabase } from 'lmdb';
import { onDisk, onDiskLater, toDiskFailure } from './on-disk.js';

/** A fatal error happened to the open file, such as a head page that could be written in part. */
const MDB_PANIC = -30_795;

export type LocalTableOptions = Pick<DatabaseOptions, 'keyEncoding' | 'encoding'>;

export interface LocalStoreOptions {
  readonly maxTables: number;
  /** What a transaction outlives when it has returned: default the machine, or the process alone, without waiting for the disk. */
  readonly outlives?: 'machine' | 'process';
}

/** Keys from `start` to before `end`, in their order. */
export interface Range<TableKey> {
  readonly start?: TableKey;
  readonly end?: TableKey;
  readonly limit?: number;
  readonly reverse?: boolean;
}

/**
 * An LMDB file with tables: synchronous, one writer, durable when a transaction returns. Every failure of the disk is an
 * `UnavailableError`.
 */
export class LocalStore {
  #isBroken = false;

  private constructor(private readonly root: RootDatabase) {}

  /** True once LMDB has given the open file up (MDB_PANIC): only closing and opening it again helps. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** Opens the file, creates it where there is none. @throws UnavailableError */
  static open(file: string, { maxTables, outlives = 'machine' }: LocalStoreOptions): LocalStore {
    return onDisk(() => {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      return new LocalStore(
        open({ path: file, maxDbs: maxTables, compression: false, noSync: outlives === 'process' }),
      );
    });
  }

  /** @throws UnavailableError */
  table<Value, TableKey extends Key>(name: string, options: LocalTableOptions = {}): LocalTable<Value, TableKey> {
    return onDisk(() => new LocalTable(this.root.openDB<Value, TableKey>({ name, ...options })));
  }

  /**
   * Runs work as one transaction: all that it writes stands when this returns, or nothing.
   * @throws UnavailableError; what the work throws, and then nothing of it stands
   */
  transaction<Result>(work: () => Result): Result {
    return onDisk(() => {
      try {
        return this.root.transactionSync(work);
      } catch (error) {
        this.#isBroken ||= (error as { code?: unknown }).code === MDB_PANIC;
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    await this.root.close();
  }
}

/** One table of a {@link LocalStore}. A write outside a transaction is one of its own. */
export class LocalTable<Value, TableKey extends Key> {
  constructor(private readonly database: Database<Value, TableKey>) {}

  get(key: TableKey): Value | undefined {
    return onDisk(() => this.database.get(key));
  }

  has(key: TableKey): boolean {
    return onDisk(() => this.database.doesExist(key));
  }

  put(key: TableKey, value: Value): void {
    onDisk(() => this.database.putSync(key, value));
  }

  /** `false` = there was none. */
  remove(key: TableKey): boolean {
    return onDisk(() => this.database.removeSync(key));
  }

  /**
   * Writes in one transaction with everything that is written at the same time, and resolves when that is durable: where many
   * wait at once, the disk is asked once for all of them. @throws UnavailableError
   */
  async putTogether(key: TableKey, value: Value): Promise<void> {
    await onDiskLater(async () => {
      await this.database.put(key, value);
      await this.database.flushed;
    });
  }

  /** Removes in the same way, without waiting for the disk: after a crash the entries may be there again. @throws UnavailableError */
  async removeTogether(keys: readonly TableKey[]): Promise<void> {
    await onDiskLater(() => Promise.all(keys.map((key) => this.database.remove(key))));
  }

  keys(range: Range<TableKey> = {}): TableKey[] {
    return onDisk(() => [...this.database.getKeys(range)]);
  }

  *entries(range: Range<TableKey> = {}): Generator<{ readonly key: TableKey; readonly value: Value }> {
    try {
      for (const { key, value } of this.database.getRange(range)) yield { key, value };
    } catch (error) {
      throw toDiskFailure(error);
    }
  }

  /** Removes the table with everything in it. */
  drop(): void {
    onDisk(() => this.database.dropSync());
  }
}

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, open, type RootDatabase } from 'lmdb';

/** Where an event was first received: offset in `tracking.received`. */
export type Origin = bigint;

/** What one partition's de-duplication knows; everything of a batch is written in one transaction. */
export interface SeenStore {
  /** Next offset of `tracking.received` to apply; `null` = the store is new. */
  applied(): bigint | null;
  /** Everything published before this offset of `tracking.event` is known here; 0 for a new store. */
  outputPosition(): bigint;
  /** Origin of an event seen within the window. */
  origin(eventId: string): Origin | undefined;
  /** Writes a batch: events seen, next offset to apply, and where its output lies. */
  commit(batch: SeenBatch): void;
  close(): Promise<void>;
}

export interface SeenBatch {
  readonly seen: readonly { readonly eventId: string; readonly origin: Origin; readonly receivedAtMs: number }[];
  readonly applied: bigint | null;
  readonly outputPosition: bigint;
}

const DAY_MS = 86_400_000;
/** Days of receipt that are remembered besides the current one. */
const WINDOW_DAYS = 7;
const APPLIED = 'applied';
const OUTPUT = 'output';

/**
 * Opens the store of one partition: LMDB with one table per day of receipt, so that forgetting a day is dropping a table.
 * Events are keyed by the 16 bytes of their id.
 */
export function openSeenStore(folder: string, now: () => Date): SeenStore {
  mkdirSync(folder, { recursive: true });
  const root = open({ path: join(folder, 'seen.mdb'), maxDbs: WINDOW_DAYS * 4, compression: false });
  return new LmdbSeenStore(root, now);
}

/** Removes the store of one partition, so that it is restored from the output. */
export function removeSeenStore(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

type Table = Database<bigint, Buffer>;

class LmdbSeenStore implements SeenStore {
  readonly #meta: Database<bigint, string>;
  readonly #days = new Map<number, Table>();
  readonly #dayList: Database<boolean, number>;

  constructor(
    private readonly root: RootDatabase,
    private readonly now: () => Date,
  ) {
    this.#meta = root.openDB({ name: 'meta' });
    this.#dayList = root.openDB({ name: 'days' });
    for (const day of this.#dayList.getKeys()) this.#days.set(day, this.#table(day));
  }

  applied(): bigint | null {
    const applied = this.#meta.get(APPLIED);
    return applied === undefined ? null : BigInt(applied);
  }

  outputPosition(): bigint {
    return BigInt(this.#meta.get(OUTPUT) ?? 0n);
  }

  origin(eventId: string): Origin | undefined {
    const key = keyOf(eventId);
    for (const table of this.#days.values()) {
      const found = table.get(key);
      if (found !== undefined) return BigInt(found);
    }
    return undefined;
  }

  commit({ seen, applied, outputPosition }: SeenBatch): void {
    this.root.transactionSync(() => {
      for (const { eventId, origin, receivedAtMs } of seen) {
        this.#day(Math.floor(receivedAtMs / DAY_MS)).putSync(keyOf(eventId), origin);
      }
      if (applied !== null) this.#meta.putSync(APPLIED, applied);
      this.#meta.putSync(OUTPUT, outputPosition);
    });
    this.#forgetOldDays();
  }

  async close(): Promise<void> {
    await this.root.close();
  }

  #day(day: number): Table {
    let table = this.#days.get(day);
    if (!table) {
      this.#dayList.putSync(day, true);
      table = this.#table(day);
      this.#days.set(day, table);
    }
    return table;
  }

  #table(day: number): Table {
    return this.root.openDB({ name: `day-${day}`, keyEncoding: 'binary' });
  }

  #forgetOldDays(): void {
    const oldest = Math.floor(this.now().getTime() / DAY_MS) - WINDOW_DAYS;
    for (const [day, table] of this.#days) {
      if (day >= oldest) continue;
      table.dropSync();
      this.#dayList.removeSync(day);
      this.#days.delete(day);
    }
  }
}

function keyOf(eventId: string): Buffer {
  return Buffer.from(eventId.replaceAll('-', ''), 'hex');
}

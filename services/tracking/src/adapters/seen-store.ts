import { join } from 'node:path';
import { LocalStore, type LocalTable } from '@stellwerk/local-state';

/** Where an event was first received: offset in `tracking.received`. */
export type Origin = bigint;

/**
 * What one partition's de-duplication knows; everything of a batch is written in one transaction. Every method throws
 * `UnavailableError` for what the disk refuses; after that the store is to be closed and opened again.
 */
export interface SeenStore {
  /** Next offset of `tracking.received` to apply; `null` = the store is new. */
  applied(): bigint | null;
  /** Everything published before this offset of `tracking.event` is known here; 0 for a new store. */
  outputPosition(): bigint;
  /** Origin of an event seen within the last seven days, whenever it was received. */
  origin(eventId: string): Origin | undefined;
  /** Writes a batch: events seen, next offset to apply, and where its output lies. */
  commit(batch: SeenBatch): void;
  close(): Promise<void>;
}

export interface SeenBatch {
  readonly seen: readonly { readonly eventId: string; readonly origin: Origin; readonly seenAtMs: number }[];
  readonly applied: bigint | null;
  readonly outputPosition: bigint;
}

const DAY_MS = 86_400_000;
/** Days that are remembered besides the current one. */
const WINDOW_DAYS = 7;
const APPLIED = 'applied';
const OUTPUT = 'output';

/**
 * Opens the store of one partition: LMDB with one table per day on which events were seen, so that forgetting a day is dropping a table.
 * Events are keyed by the 16 bytes of their id.
 */
export function openSeenStore(folder: string, now: () => Date): SeenStore {
  return new LmdbSeenStore(LocalStore.open(join(folder, 'seen.mdb'), { maxTables: WINDOW_DAYS * 4 }), now);
}

type Table = LocalTable<bigint, Buffer>;

class LmdbSeenStore implements SeenStore {
  readonly #meta: LocalTable<bigint, string>;
  readonly #days = new Map<number, Table>();
  readonly #dayList: LocalTable<boolean, number>;

  constructor(
    private readonly store: LocalStore,
    private readonly now: () => Date,
  ) {
    this.#meta = store.table('meta');
    this.#dayList = store.table('days');
    for (const day of this.#dayList.keys()) this.#days.set(day, this.#table(day));
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
    this.store.transaction(() => {
      for (const { eventId, origin, seenAtMs } of seen) {
        this.#day(Math.floor(seenAtMs / DAY_MS)).put(keyOf(eventId), origin);
      }
      if (applied !== null) this.#meta.put(APPLIED, applied);
      this.#meta.put(OUTPUT, outputPosition);
    });
    this.#forgetOldDays();
  }

  async close(): Promise<void> {
    await this.store.close();
  }

  #day(day: number): Table {
    let table = this.#days.get(day);
    if (!table) {
      this.#dayList.put(day, true);
      table = this.#table(day);
      this.#days.set(day, table);
    }
    return table;
  }

  #table(day: number): Table {
    return this.store.table(`day-${day}`, { keyEncoding: 'binary' });
  }

  #forgetOldDays(): void {
    const oldest = Math.floor(this.now().getTime() / DAY_MS) - WINDOW_DAYS;
    for (const [day, table] of this.#days) {
      if (day >= oldest) continue;
      table.drop();
      this.#dayList.remove(day);
      this.#days.delete(day);
    }
  }
}

function keyOf(eventId: string): Buffer {
  return Buffer.from(eventId.replaceAll('-', ''), 'hex');
}

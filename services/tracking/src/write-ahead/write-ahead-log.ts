import { join } from 'node:path';
import { type OutgoingMessage, UnavailableError } from '@stellwerk/bus';
import { LocalStore, type LocalTable } from '@stellwerk/local-state';

/** Messages of one publish, kept until the broker has them. */
export interface WaitingEntry {
  readonly id: number;
  readonly messages: readonly OutgoingMessage[];
}

interface StoredEntry {
  readonly messages: readonly OutgoingMessage[];
  readonly bytes: number;
  readonly atMs: number;
}

/** What is read at once of what may not be read at all. */
const PAGE = 256;

/**
 * Publishes that wait for the broker, on disk, in order. An entry is durable when `append` resolves; those that come together
 * are written in one transaction. Every method throws `UnavailableError` for what the disk refuses.
 *
 * What cannot be read or published is set aside: it stays on disk and takes its room, but nothing waits behind it any more.
 * It waits again from the next start on, which may have brought a remedy.
 */
export class WriteAheadLog {
  readonly #store: LocalStore;
  readonly #entries: LocalTable<StoredEntry, number>;
  #nextId = 1;
  #bytes = 0;
  #size = 0;
  /** Why, by id. */
  readonly #aside = new Map<number, string>();

  constructor(
    folder: string,
    private readonly maxBytes: number,
  ) {
    this.#store = LocalStore.open(join(folder, 'waiting.mdb'), { maxTables: 1 });
    this.#entries = this.#store.table('waiting');
    for (const { value } of this.#waiting()) {
      this.#bytes += value.bytes;
      this.#size += 1;
    }
    const [last] = this.#entries.keys({ reverse: true, limit: 1 });
    if (last !== undefined) this.#nextId = last + 1;
  }

  /** Entries waiting. */
  get size(): number {
    return this.#size;
  }

  /** Bytes on disk. */
  get bytes(): number {
    return this.#bytes;
  }

  /** When the oldest entry came, milliseconds since 1970; `null` = none waits. */
  get oldestAtMs(): number | null {
    for (const { value } of this.#waiting()) return value.atMs;
    return null;
  }

  /** Entries set aside since the start: how many, and the names of the errors that they met. */
  get aside(): { readonly size: number; readonly reasons: readonly string[] } {
    return { size: this.#aside.size, reasons: [...new Set(this.#aside.values())].sort() };
  }

  /** Resolves when the messages are on disk. @throws UnavailableError when there is no room */
  async append(messages: readonly OutgoingMessage[], atMs: number): Promise<void> {
    const bytes = sizeOf(messages);
    if (this.#bytes + bytes > this.maxBytes) throw new UnavailableError('write-ahead log: full');
    const id = this.#nextId++;
    this.#bytes += bytes;
    this.#size += 1;
    try {
      await this.#entries.putTogether(id, { messages, bytes, atMs });
    } catch (error) {
      this.#bytes -= bytes;
      this.#size -= 1;
      throw error;
    }
  }

  /** The oldest entries, up to a size; at least one where any waits. */
  oldest(maxBytes: number): WaitingEntry[] {
    const found: WaitingEntry[] = [];
    let bytes = 0;
    for (const { key, value } of this.#waiting()) {
      if (found.length > 0 && bytes + value.bytes > maxBytes) break;
      bytes += value.bytes;
      found.push({ id: key, messages: value.messages });
    }
    return found;
  }

  /** Takes an entry out of the way that cannot be published, whatever is tried. */
  setAside(id: number, error: unknown): void {
    if (this.#aside.has(id)) return;
    this.#aside.set(id, nameOf(error));
    this.#size -= 1;
  }

  /** Forgets entries that the broker has. Where the disk refuses, they are counted as waiting, and published again. */
  async remove(ids: readonly number[]): Promise<void> {
    const bytes = ids.map((id) => this.#entries.get(id)?.bytes).filter((size) => size !== undefined);
    await this.#entries.removeTogether(ids);
    this.#bytes -= bytes.reduce((sum, size) => sum + size, 0);
    this.#size -= bytes.length;
  }

  async close(): Promise<void> {
    await this.#store.close();
  }

  /** What waits, in order. It is read one by one, so that what cannot be read keeps back nothing else. */
  *#waiting(): Generator<{ readonly key: number; readonly value: StoredEntry }> {
    for (let start = 0, more = true; more; ) {
      const page = this.#entries.keys({ start, limit: PAGE });
      for (const key of page) {
        const value = this.#aside.has(key) ? undefined : this.#read(key);
        if (value) yield { key, value };
      }
      more = page.length === PAGE;
      start = (page.at(-1) ?? 0) + 1;
    }
  }

  #read(id: number): StoredEntry | undefined {
    try {
      const value = this.#entries.get(id);
      assertEntry(value);
      return value;
    } catch (error) {
      if (error instanceof UnavailableError) throw error;
      // It was never counted: the start reads everything once.
      this.#aside.set(id, nameOf(error));
      return undefined;
    }
  }
}

function assertEntry(value: StoredEntry | undefined): asserts value is StoredEntry {
  if (!Array.isArray(value?.messages) || typeof value.bytes !== 'number') throw new TypeError('no entry');
}

/** The message of an error may hold what it is about. */
const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'Error');

function sizeOf(messages: readonly OutgoingMessage[]): number {
  const headers = (given: Readonly<Record<string, string>>) =>
    Object.entries(given).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  return messages.reduce(
    (sum, { topic, key, value, headers: given }) =>
      sum + topic.length + key.length + (value?.length ?? 0) + headers(given),
    0,
  );
}

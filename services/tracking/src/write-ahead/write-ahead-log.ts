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

/**
 * Publishes that wait for the broker, on disk, in order. An entry is durable when `append` resolves; those that come together
 * are written in one transaction. Every method throws `UnavailableError` for what the disk refuses.
 */
export class WriteAheadLog {
  readonly #store: LocalStore;
  readonly #entries: LocalTable<StoredEntry, number>;
  #nextId = 1;
  #bytes = 0;
  #size = 0;

  constructor(
    folder: string,
    private readonly maxBytes: number,
  ) {
    this.#store = LocalStore.open(join(folder, 'waiting.mdb'), { maxTables: 1 });
    this.#entries = this.#store.table('waiting');
    for (const { key, value } of this.#entries.entries()) {
      this.#nextId = key + 1;
      this.#bytes += value.bytes;
      this.#size += 1;
    }
  }

  /** Entries waiting. */
  get size(): number {
    return this.#size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** When the oldest entry came, milliseconds since 1970; `null` = none waits. */
  get oldestAtMs(): number | null {
    for (const { value } of this.#entries.entries({ limit: 1 })) return value.atMs;
    return null;
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
    for (const { key, value } of this.#entries.entries()) {
      if (found.length > 0 && bytes + value.bytes > maxBytes) break;
      bytes += value.bytes;
      found.push({ id: key, messages: value.messages });
    }
    return found;
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
}

function sizeOf(messages: readonly OutgoingMessage[]): number {
  const headers = (given: Readonly<Record<string, string>>) =>
    Object.entries(given).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  return messages.reduce(
    (sum, { topic, key, value, headers: given }) =>
      sum + topic.length + key.length + (value?.length ?? 0) + headers(given),
    0,
  );
}

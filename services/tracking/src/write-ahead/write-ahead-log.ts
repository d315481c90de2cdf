import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type OutgoingMessage, UnavailableError } from '@stellwerk/bus';
import { type Database, open } from 'lmdb';

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
 * Publishes that wait for the broker, on disk, in order. An entry is durable when `append` resolves; LMDB writes those that
 * come together in one transaction.
 */
export class WriteAheadLog {
  readonly #entries: Database<StoredEntry, number> & { close(): Promise<void> };
  #nextId = 1;
  #bytes = 0;
  #size = 0;

  constructor(
    folder: string,
    private readonly maxBytes: number,
  ) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#entries = open<StoredEntry, number>({ path: join(folder, 'waiting.mdb'), compression: false });
    for (const { key, value } of this.#entries.getRange({})) {
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
    for (const { value } of this.#entries.getRange({ limit: 1 })) return value.atMs;
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
      await this.#entries.put(id, { messages, bytes, atMs });
      await this.#entries.flushed;
    } catch (error) {
      this.#bytes -= bytes;
      this.#size -= 1;
      throw new UnavailableError('write-ahead log: disk', { cause: error });
    }
  }

  /** The oldest entries, up to a size; at least one where any waits. */
  oldest(maxBytes: number): WaitingEntry[] {
    const found: WaitingEntry[] = [];
    let bytes = 0;
    for (const { key, value } of this.#entries.getRange({})) {
      if (found.length > 0 && bytes + value.bytes > maxBytes) break;
      bytes += value.bytes;
      found.push({ id: key, messages: value.messages });
    }
    return found;
  }

  /** Forgets entries that the broker has. */
  async remove(ids: readonly number[]): Promise<void> {
    for (const id of ids) {
      const entry = this.#entries.get(id);
      if (!entry) continue;
      this.#bytes -= entry.bytes;
      this.#size -= 1;
      void this.#entries.remove(id);
    }
    await this.#entries.committed;
  }

  async close(): Promise<void> {
    await this.#entries.close();
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

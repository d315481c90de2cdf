import { join } from 'node:path';
import { LocalStore, type LocalTable } from '@stellwerk/local-state';
import type { LedgerNote } from './ledger.js';
import { entryOf, type LedgerEntry, ledgerKeyBytes, valueBytes } from './ledger-entry.js';
import type { ImportHead, ImportRun } from './run.js';

/** The ledger as far as this copy of the service has read it. Every method throws `UnavailableError` for what the disk refuses. */
export interface LedgerStore {
  /** Next offset to read of a partition. */
  position(partition: number): bigint;
  entry(key: string): LedgerEntry | undefined;
  run(importId: string): ImportRun | undefined;
  runs(tenant: string, limit: number): ImportRun[];
  /** Applies notes, in one transaction with how far a partition has been read. */
  apply(notes: readonly AppliedNote[], read?: { readonly partition: number; readonly position: bigint }): void;
  close(): Promise<void>;
}

export type AppliedNote = Omit<LedgerNote, 'entries'> & { readonly entries: readonly LedgerEntry[] };

/** Opens the store: LMDB, 24 bytes per row that was ever imported, beside its key. */
export function openLedgerStore(folder: string): LedgerStore {
  return new LmdbLedgerStore(LocalStore.open(join(folder, 'ledger.mdb'), { maxTables: 4 }));
}

class LmdbLedgerStore implements LedgerStore {
  readonly #entries: LocalTable<Buffer, Buffer>;
  readonly #runs: LocalTable<ImportRun, string>;
  readonly #positions: LocalTable<string, number>;

  constructor(private readonly store: LocalStore) {
    this.#entries = store.table('entries', { keyEncoding: 'binary', encoding: 'binary' });
    this.#runs = store.table('runs', { encoding: 'json' });
    this.#positions = store.table('positions', { encoding: 'json' });
  }

  position(partition: number): bigint {
    return BigInt(this.#positions.get(partition) ?? 0);
  }

  entry(key: string): LedgerEntry | undefined {
    const bytes = this.#entries.get(ledgerKeyBytes(key));
    return bytes && entryOf(key, bytes);
  }

  run(importId: string): ImportRun | undefined {
    return this.#runs.get(importId);
  }

  runs(tenant: string, limit: number): ImportRun[] {
    return [...this.#runs.entries()]
      .map(({ value }) => value)
      .filter(({ head }) => head.tenant === tenant)
      .sort((left, right) => right.head.startedAt.localeCompare(left.head.startedAt))
      .slice(0, limit);
  }

  apply(notes: readonly AppliedNote[], read?: { readonly partition: number; readonly position: bigint }): void {
    this.store.transaction(() => {
      for (const note of notes) {
        this.#applyRun(note);
        for (const entry of note.entries) this.#applyEntry(entry);
      }
      if (read) this.#positions.put(read.partition, String(read.position));
    });
  }

  async close(): Promise<void> {
    await this.store.close();
  }

  /** A later attempt displaces an earlier one; of one attempt the further state counts. */
  #applyRun({ head, progress }: AppliedNote): void {
    if (!progress) return;
    const known = this.#runs.get(head.importId);
    const { attempt = 0 } = head;
    if (known && known.head.attempt > attempt) return;
    const isSameAttempt = known?.head.attempt === attempt;
    const isFurther =
      !isSameAttempt ||
      progress.offset > known.progress.offset ||
      (progress.offset === known.progress.offset && known.progress.state === 'open');
    // The note with the whole head may be read after those that follow it.
    const whole = { ...(isSameAttempt ? known.head : {}), ...head } as ImportHead;
    const run = { head: whole, progress: isFurther ? progress : known.progress };
    this.#runs.put(head.importId, run);
  }

  #applyEntry(entry: LedgerEntry): void {
    const known = this.entry(entry.key);
    if (known && known.generation >= entry.generation) return;
    this.#entries.put(ledgerKeyBytes(entry.key), valueBytes(entry));
  }
}

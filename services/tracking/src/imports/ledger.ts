import { type Bus, headersOf, type OutgoingMessage, type ReceivedMessage } from '@stellwerk/bus';
import { deterministicId } from '@stellwerk/contracts';
import { type LedgerEntry, packEntries, unpackEntries } from './ledger-entry.js';
import type { LedgerStore } from './ledger-store.js';
import type { ImportHead, ImportProgress, ImportRun } from './run.js';

/** Topic of the ledger; only this service reads it. */
export const LEDGER_TOPIC = 'tracking.imported.v1';

/** One step of an import: how far it is afterwards, and the rows it brought. */
export interface LedgerNote {
  readonly head: Pick<ImportHead, 'importId' | 'tenant'> & Partial<ImportHead>;
  /** Absent where rows came by themselves. */
  readonly progress?: ImportProgress;
  readonly at?: string;
  /** {@link packEntries} */
  readonly entries?: string;
}

/**
 * What was imported, on the bus for every copy of the service and for ever, and in a local store for questions.
 *
 * A note is written after what it notes is durable. A crash in between repeats one batch of rows, whose events have the
 * same ids. Notes can be read in any order and any number of times: of a row the higher generation counts, of a run the
 * later attempt and in it the further offset.
 */
export class Ledger {
  constructor(
    private readonly bus: Pick<Bus, 'publish' | 'offsets' | 'readFrom'>,
    private readonly store: LedgerStore,
  ) {}

  /** Reads what other copies of the service have noted since. @throws UnavailableError */
  async catchUp(): Promise<void> {
    const offsets = await this.bus.offsets(LEDGER_TOPIC);
    for (const [partition, { low, high }] of offsets) {
      const from = this.store.position(partition);
      if (high <= from) continue;
      let notes: LedgerNote[] = [];
      // What lies before `low` is gone from the topic; nothing of this one ever is.
      let position = from;
      if (position < low) position = low;
      for await (const message of this.bus.readFrom(LEDGER_TOPIC, partition, position)) {
        position = message.offset + 1n;
        notes.push(...notesOf(message));
        if (notes.length < NOTES_PER_TRANSACTION) continue;
        this.#apply(notes, partition, position);
        notes = [];
      }
      this.#apply(notes, partition, position);
    }
  }

  entry(key: string): LedgerEntry | undefined {
    return this.store.entry(key);
  }

  run(importId: string): ImportRun | undefined {
    return this.store.run(importId);
  }

  /** Runs of a tenant, newest first. */
  runs(tenant: string, limit: number): ImportRun[] {
    return this.store.runs(tenant, limit);
  }

  /** Notes a step; it counts from when this resolves. @throws UnavailableError */
  async note({ head, progress }: ImportRun, entries: readonly LedgerEntry[] = []): Promise<void> {
    const { importId, runId, attempt, tenant } = head;
    const isFirst = progress.offset === 0 && progress.state === 'open';
    await this.#write({
      head: isFirst ? head : { importId, runId, attempt, tenant },
      progress,
      ...(entries.length > 0 && { entries: packEntries(entries) }),
    });
  }

  /** Notes rows that came by themselves. @throws UnavailableError */
  async remember(tenant: string, id: string, at: string, entries: readonly LedgerEntry[]): Promise<void> {
    if (entries.length > 0) await this.#write({ head: { tenant, importId: id }, at, entries: packEntries(entries) });
  }

  async #write(note: LedgerNote): Promise<void> {
    const receipt = await this.bus.publish([messageOf(note)]);
    const [place, offset] = [...receipt][0] ?? [];
    const partition = Number(place?.split('/').at(-1));
    // Where another copy has written in between, its note is still to be read: the position stays.
    const isNext = offset !== undefined && offset === this.store.position(partition);
    this.#apply([note], partition, isNext ? offset + 1n : undefined);
  }

  #apply(notes: readonly LedgerNote[], partition: number, position: bigint | undefined): void {
    this.store.apply(
      notes.map(({ entries, ...note }) => ({
        ...note,
        entries: entries === undefined ? [] : unpackEntries(entries),
      })),
      position === undefined ? undefined : { partition, position },
    );
  }
}

const NOTES_PER_TRANSACTION = 200;

function messageOf({ head, progress, ...rest }: LedgerNote): OutgoingMessage {
  const { tenant, importId, runId = importId } = head;
  const note = { head, progress, ...rest };
  const time = progress?.at ?? rest.at ?? '';
  const id = deterministicId('import note', runId, progress?.offset ?? 0, progress?.state ?? 'row');
  return {
    topic: LEDGER_TOPIC,
    // Every note has a key of its own: the topic keeps them all.
    key: `${tenant}/${importId}/${id}`,
    value: Buffer.from(JSON.stringify(note)),
    headers: headersOf(LEDGER_TOPIC, { id, time, source: 'tracking', tenant, traceparent: null }),
  };
}

/** Our own notes; what is no note is passed over, for it says nothing. */
function notesOf({ value }: ReceivedMessage): LedgerNote[] {
  if (value === null) return [];
  const note: unknown = JSON.parse(value.toString());
  return typeof note === 'object' && note !== null && 'head' in note ? [note as LedgerNote] : [];
}

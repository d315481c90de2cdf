import { join } from 'node:path';
import type { ExecutionJournal, JournalEntry } from '@stellwerk/guard';
import { LocalStore, type LocalTable } from '@stellwerk/local-state';

/** Keys end in a character above all that names hold. */
const AFTER = '\u{10ffff}';

/** The journal of calls on the service's own disk: what is on it outlives the machine. */
export class LmdbJournal implements ExecutionJournal {
  readonly #store: LocalStore;
  readonly #calls: LocalTable<JournalEntry, [string, string]>;
  /** Call ids by tenant, task and order. */
  readonly #byTask: LocalTable<string, [string, string, number]>;
  /** Tenants and call ids by order. */
  readonly #inOrder: LocalTable<[string, string], number>;

  /** @throws UnavailableError */
  constructor(stateDir: string) {
    this.#store = LocalStore.open(join(stateDir, 'tool-calls.mdb'), { maxTables: 3 });
    this.#calls = this.#store.table('calls');
    this.#byTask = this.#store.table('by-task');
    this.#inOrder = this.#store.table('in-order');
  }

  async get(tenant: string, callId: string): Promise<JournalEntry | undefined> {
    return this.#calls.get([tenant, callId]);
  }

  async begin(entry: Omit<JournalEntry, 'sequence' | 'state' | 'result'>): Promise<void> {
    this.#store.transaction(() => {
      const { tenant, callId, taskId } = entry;
      const before = this.#calls.get([tenant, callId]);
      const [last = 0] = this.#inOrder.keys({ reverse: true, limit: 1 });
      const sequence = before?.sequence ?? last + 1;
      if (!before) {
        this.#inOrder.put(sequence, [tenant, callId]);
        this.#byTask.put([tenant, taskId, sequence], callId);
      }
      this.#calls.put([tenant, callId], { ...entry, sequence, state: 'begun' });
    });
  }

  async end(
    tenant: string,
    callId: string,
    state: Exclude<JournalEntry['state'], 'begun'>,
    result?: JournalEntry['result'],
  ): Promise<void> {
    this.#store.transaction(() => {
      const entry = this.#calls.get([tenant, callId]);
      if (entry) this.#calls.put([tenant, callId], { ...entry, state, ...(result !== undefined && { result }) });
    });
  }

  async ofTask(tenant: string, taskId: string): Promise<readonly JournalEntry[]> {
    const range = { start: [tenant, taskId, 0], end: [tenant, `${taskId}${AFTER}`, 0] } as const;
    const entries: JournalEntry[] = [];
    for (const { key, value: callId } of this.#byTask.entries({ start: [...range.start], end: [...range.end] })) {
      if (key[1] !== taskId) continue;
      const entry = this.#calls.get([tenant, callId]);
      if (entry) entries.push(entry);
    }
    return entries;
  }

  /** Calls that began at `atMs` or later, latest first. */
  *since(atMs: number): Generator<JournalEntry> {
    for (const { value } of this.#inOrder.entries({ reverse: true })) {
      const entry = this.#calls.get(value);
      if (!entry || entry.atMs < atMs) return;
      yield entry;
    }
  }

  close(): Promise<void> {
    return this.#store.close();
  }
}

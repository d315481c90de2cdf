import type { ExecutionJournal, JournalEntry } from './execution-ports.js';

/** A journal that lasts as long as the process, for tests, simulations and dry runs. */
export class MemoryJournal implements ExecutionJournal {
  readonly #entries = new Map<string, JournalEntry>();
  #sequence = 0;

  async get(tenant: string, callId: string): Promise<JournalEntry | undefined> {
    return this.#entries.get(`${tenant}/${callId}`);
  }

  async begin(entry: Omit<JournalEntry, 'sequence' | 'state' | 'result'>): Promise<void> {
    this.#entries.set(`${entry.tenant}/${entry.callId}`, { ...entry, sequence: this.#sequence++, state: 'begun' });
  }

  async end(
    tenant: string,
    callId: string,
    state: JournalEntry['state'],
    result?: JournalEntry['result'],
  ): Promise<void> {
    const key = `${tenant}/${callId}`;
    const entry = this.#entries.get(key);
    if (entry) this.#entries.set(key, { ...entry, state, ...(result !== undefined && { result }) });
  }

  async ofTask(tenant: string, taskId: string): Promise<readonly JournalEntry[]> {
    return [...this.#entries.values()].filter((entry) => entry.tenant === tenant && entry.taskId === taskId);
  }
}

import { contentOf, naturalKey, type ReadRow, repeatProblem } from '@stellwerk/import';
import type { BatchDeps, NewRow, RefusedRead, RunFacts } from './batch-facts.js';
import type { LedgerEntry } from './ledger-entry.js';

/** Tells rows that are new from those that are known and those that contradict what is known. */
export class RowSorter {
  readonly fresh: NewRow[] = [];
  readonly refused: RefusedRead[] = [];
  unchanged = 0;
  /** Rows of this batch, which the ledger does not know yet. */
  readonly #taken = new Map<string, LedgerEntry>();

  constructor(
    private readonly facts: RunFacts,
    private readonly entryOf: BatchDeps['entryOf'],
  ) {}

  take(read: ReadRow): void {
    const { kind, context, runId } = this.facts;
    if (!read.value) {
      this.refused.push({ read, problems: read.problems });
      return;
    }
    const { hasher, source } = context;
    const key = naturalKey(kind, read.value) ?? '';
    const ledgerKey = hasher.fingerprint(`import\u001f${source.name}\u001f${kind.name}\u001f${key}`).slice(0, 32);
    const content = hasher.fingerprint(`row\u001f${contentOf(kind, read.value)}`).slice(0, 16);
    const run = runId.replaceAll('-', '').slice(0, 16);
    const known = this.#taken.get(ledgerKey) ?? this.entryOf(ledgerKey);
    if (known?.content === content) {
      this.unchanged += 1;
      return;
    }
    const isInFile = known?.run === run && known.row !== read.row;
    const problem = known && repeatProblem(kind, read, { row: known.row, isInFile });
    if (problem) {
      this.refused.push({ read, problems: [problem] });
      return;
    }
    const entry = { key: ledgerKey, content, generation: known ? known.generation + 1 : 0, run, row: read.row };
    this.#taken.set(ledgerKey, entry);
    this.fresh.push({ read, row: read.value, entry, naturalKey: key });
  }
}

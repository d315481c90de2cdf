import type { OutgoingMessage } from '@stellwerk/bus';
import { deterministicId, StellwerkError } from '@stellwerk/contracts';
import { problemOf } from '@stellwerk/import';
import type { MadeRows, NewRow, RefusedRead, RunFacts } from './batch-facts.js';
import type { LedgerEntry } from './ledger-entry.js';
import { rowToEvents } from './row-events.js';

/** Rows that speak of no person become the events of their contracts as they are. */
export function plainMessages(rows: readonly NewRow[], { kind, context, startedAt }: RunFacts): MadeRows {
  const { tenant, name: source } = context.source;
  const messages: OutgoingMessage[] = [];
  const entries: LedgerEntry[] = [];
  const refused: RefusedRead[] = [];
  for (const { read, row, entry, naturalKey: key } of rows) {
    const { content, generation } = entry;
    const rowId = deterministicId('import row', tenant, kind.name, key, content, generation);
    try {
      messages.push(...rowToEvents(kind.name, row, { tenant, source, rowId, generation, startedAt }));
      entries.push(entry);
    } catch (error) {
      if (!(error instanceof StellwerkError)) throw error;
      const field = error.field ?? '(row)';
      refused.push({
        read,
        problems: [problemOf('OUT_OF_BOUNDS', { field }, { row: read.row, line: read.line, field })],
      });
    }
  }
  return { messages, sealed: [], entries, refused, withoutConsent: 0 };
}

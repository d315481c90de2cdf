import type { OutgoingMessage } from '@stellwerk/bus';
import { deterministicId } from '@stellwerk/contracts';
import type { Problem, ReadRow } from '@stellwerk/import';
import type { SealedIdentifier } from '../adapters/identifier-vault.js';
import type { BatchDeps, RunFacts } from './batch-facts.js';
import { importProtocol, importRequest } from './import-protocol.js';
import type { LedgerEntry } from './ledger-entry.js';
import { personMessages } from './person-rows.js';
import { plainMessages } from './plain-rows.js';
import { fieldOf, refusedRowBytes } from './refused-row.js';
import { RowSorter } from './row-sorter.js';
import type { ImportCounts } from './run.js';

/** What is to be written of a batch, in this order: messages, then entries. */
export interface ImportedBatch {
  readonly messages: readonly OutgoingMessage[];
  readonly sealed: readonly SealedIdentifier[];
  readonly entries: readonly LedgerEntry[];
  readonly counts: ImportCounts;
  readonly problems: readonly Problem[];
}

/** Judges the rows of a batch and makes what is to be written of them. Nothing is written here. */
export async function importBatch(rows: readonly ReadRow[], facts: RunFacts, deps: BatchDeps): Promise<ImportedBatch> {
  const sorter = new RowSorter(facts, deps.entryOf);
  for (const row of rows) sorter.take(row);
  const { fresh, refused, unchanged } = sorter;
  const made = facts.kind.personal ? await personMessages(fresh, facts, deps) : plainMessages(fresh, facts);
  refused.push(...made.refused);
  const rejected = refused.map(({ read, problems: [problem] }) => rejectionOf(read, problem as Problem, facts, deps));
  return {
    messages: [...made.messages, ...rejected],
    sealed: made.sealed,
    entries: made.entries,
    problems: refused.flatMap(({ problems }) => problems),
    counts: {
      rows: rows.length,
      kept: made.entries.length,
      unchanged,
      rejected: refused.length,
      withoutConsent: made.withoutConsent,
    },
  };
}

function rejectionOf(read: ReadRow, problem: Problem, facts: RunFacts, { rejections }: BatchDeps): OutgoingMessage {
  const { kind, mapping, context, receivedAt } = facts;
  const original = refusedRowBytes(kind.name, mapping, read);
  // What the row says about consent is in the original.
  const consent = { region: context.tenant.spec.region, signals: [] };
  const requestId = deterministicId('import rejection', facts.requestId, kind.name, read.row);
  const request = importRequest(kind.name);
  const origin = { protocol: importProtocol, request, context, receivedAt, consent, requestId, calls: 1 };
  return rejections.ofRow({ code: problem.code, field: fieldOf(problem), detail: problem.problem }, original, origin);
}

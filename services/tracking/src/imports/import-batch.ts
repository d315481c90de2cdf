import type { OutgoingMessage } from '@stellwerk/bus';
import {
  deterministicId,
  type ImportKind,
  type ImportMapping,
  type ImportRow,
  StellwerkError,
} from '@stellwerk/contracts';
import { contentOf, naturalKey, type Problem, problemOf, type ReadRow, repeatProblem } from '@stellwerk/import';
import type { IdentifierVault, SealedIdentifier } from '../adapters/identifier-vault.js';
import type { Call } from '../domain/call.js';
import type { SourceContext } from '../domain/source-context.js';
import { consentCountMessage, receivedMessages, sealedMessage } from '../door-messages.js';
import { errors } from '../errors.js';
import type { CallOrigin } from '../pipeline/call.js';
import type { Rejections } from '../rejected/rejections.js';
import type { createCallSorter, SortedCalls } from '../sort-calls.js';
import { importProtocol, importRequest } from './import-protocol.js';
import type { LedgerEntry } from './ledger-entry.js';
import { fieldOf, refusedRowBytes } from './refused-row.js';
import { rowToCall } from './row-call.js';
import { rowToEvents } from './row-events.js';
import type { ImportCounts } from './run.js';

/** What all rows of a run share. */
export interface RunFacts {
  readonly kind: ImportKind;
  readonly mapping: ImportMapping;
  readonly context: SourceContext;
  readonly runId: string;
  /** The same for the same rows of the same file, however often they come. */
  readonly requestId: string;
  readonly startedAt: string;
  readonly receivedAt: Date;
}

export interface BatchDeps {
  readonly entryOf: (key: string) => LedgerEntry | undefined;
  readonly rejections: Rejections;
  readonly vault: Pick<IdentifierVault, 'seal'>;
  readonly sortCalls: ReturnType<typeof createCallSorter>;
}

/** What is to be written of a batch, in this order: messages, then entries. */
export interface ImportedBatch {
  readonly messages: readonly OutgoingMessage[];
  readonly sealed: readonly SealedIdentifier[];
  readonly entries: readonly LedgerEntry[];
  readonly counts: ImportCounts;
  readonly problems: readonly Problem[];
}

/** A row that is new, or other than before. */
interface NewRow {
  readonly read: ReadRow;
  readonly row: ImportRow;
  readonly entry: LedgerEntry;
  readonly naturalKey: string;
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

interface RefusedRow {
  readonly read: ReadRow;
  readonly problems: readonly Problem[];
}

/** Tells rows that are new from those that are known and those that contradict what is known. */
class RowSorter {
  readonly fresh: NewRow[] = [];
  readonly refused: RefusedRow[] = [];
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

interface Made {
  readonly messages: readonly OutgoingMessage[];
  readonly sealed: readonly SealedIdentifier[];
  readonly entries: readonly LedgerEntry[];
  readonly refused: readonly RefusedRow[];
  readonly withoutConsent: number;
}

/** Rows that speak of persons go through the rules of the door: consent, hashing, redaction, contract. */
async function personMessages(rows: readonly NewRow[], facts: RunFacts, deps: BatchDeps): Promise<Made> {
  const { context, requestId, receivedAt } = facts;
  const { tenant, name: source } = context.source;
  const rowCalls = rows.map((row) => callOf(row, facts));
  const sorted = await deps.sortCalls({ origin: originOf(rowCalls, facts), bytes: 0 });
  const kept = new Set(sorted.events.map(({ eventId }) => eventId));
  const { withoutConsent } = sorted;
  // Rows that are refused are accounted for one by one.
  const calls = sorted.events.length + withoutConsent;
  const attributes = { time: receivedAt.toISOString(), source, tenant, requestId, calls };
  const sealed = sorted.toSeal.flatMap(
    ({ key, value, purposes }) => deps.vault.seal(tenant, key, value, purposes) ?? [],
  );
  return {
    messages: [
      ...receivedMessages(sorted.events, attributes),
      ...sealed.map((identifier) => sealedMessage(identifier, attributes)),
      ...(withoutConsent > 0 ? [consentCountMessage(withoutConsent, attributes)] : []),
    ],
    sealed,
    // Of rows without permission not even a hash is remembered.
    entries: rows
      .filter((_, index) => kept.has(deterministicId('event', tenant, source, rowCalls[index]?.messageId ?? '')))
      .map(({ entry }) => entry),
    refused: refusedCalls(sorted, rows),
    withoutConsent,
  };
}

/** Sales have the id of their key, so that they are counted once; what changes has one per change. */
function callOf({ row, entry, naturalKey: key }: NewRow, { kind, context, startedAt }: RunFacts): Call {
  const rowId =
    kind.repeats === 'once' ? deterministicId(kind.name, key) : `${entry.key}/${entry.content}/${entry.generation}`;
  return rowToCall(row, { kind: kind.name, messageId: `${kind.name}/${rowId}`, startedAt, hasher: context.hasher });
}

function originOf(calls: readonly Call[], { kind, context, receivedAt }: RunFacts): CallOrigin {
  return {
    protocol: importProtocol,
    request: importRequest(kind.name),
    envelope: {
      calls: calls.map((raw) => ({ raw, path: '' })),
      sourceKey: undefined,
      sentAt: undefined,
      signals: [],
      textOf: () => '',
    },
    context,
    receivedAtMs: receivedAt.getTime(),
    ip: undefined,
    isAnonymous: false,
    visitorId: undefined,
  };
}

function refusedCalls({ refused }: SortedCalls, rows: readonly NewRow[]): RefusedRow[] {
  return refused.flatMap(({ index, code, field, details }) => {
    const read = rows[index]?.read;
    if (!read) return [];
    const error = new StellwerkError(errors[code as keyof typeof errors], details);
    const { row, line } = read;
    const problem = {
      row,
      line,
      ...(field !== '' && { field }),
      code: error.code,
      problem: error.message,
      fix: error.fix,
    };
    return [{ read, problems: [problem] }];
  });
}

function plainMessages(rows: readonly NewRow[], { kind, context, startedAt }: RunFacts): Made {
  const { tenant, name: source } = context.source;
  const messages: OutgoingMessage[] = [];
  const entries: LedgerEntry[] = [];
  const refused: RefusedRow[] = [];
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

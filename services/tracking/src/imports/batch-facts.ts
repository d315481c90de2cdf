import type { OutgoingMessage } from '@stellwerk/bus';
import type { ImportKind, ImportMapping, ImportRow } from '@stellwerk/contracts';
import type { Problem, ReadRow } from '@stellwerk/import';
import type { IdentifierVault, SealedIdentifier } from '../adapters/identifier-vault.js';
import type { SourceContext } from '../domain/source-context.js';
import type { Rejections } from '../rejected/rejections.js';
import type { createCallSorter } from '../sort-calls.js';
import type { LedgerEntry } from './ledger-entry.js';

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

/** A row that is new, or other than before. */
export interface NewRow {
  readonly read: ReadRow;
  readonly row: ImportRow;
  readonly entry: LedgerEntry;
  readonly naturalKey: string;
}

/** A row that is not taken, and why. */
export interface RefusedRead {
  readonly read: ReadRow;
  readonly problems: readonly Problem[];
}

/** What new rows have become. */
export interface MadeRows {
  readonly messages: readonly OutgoingMessage[];
  readonly sealed: readonly SealedIdentifier[];
  readonly entries: readonly LedgerEntry[];
  readonly refused: readonly RefusedRead[];
  readonly withoutConsent: number;
}

import type { ImportKindName, ImportMapping } from '@stellwerk/contracts';
import { type ReadingState, type TextFormat, UNREAD } from '@stellwerk/import';

/** What is imported, and on whose word. */
export interface ImportHead {
  /** Of the file, its mapping and where it goes: the same file is the same import. */
  readonly importId: string;
  /** Of one go at it. */
  readonly runId: string;
  readonly attempt: number;
  readonly tenant: string;
  readonly source: string;
  readonly kind: ImportKindName;
  readonly mapping: ImportMapping;
  readonly format: TextFormat;
  /** Length of the text in UTF-8; `null` = not told. */
  readonly bytes: number | null;
  readonly by: string;
  readonly startedAt: string;
}

export type ImportState = 'open' | 'finished' | 'failed' | 'cancelled';

/** What became of the rows read so far; every row is in one of the four besides `rows`. */
export interface ImportCounts {
  readonly rows: number;
  /** New, or other than before. */
  readonly kept: number;
  /** Known already. */
  readonly unchanged: number;
  readonly rejected: number;
  /** Not kept, because the person did not allow it. */
  readonly withoutConsent: number;
}

/** How far an import has come. */
export interface ImportProgress {
  readonly state: ImportState;
  /** Bytes of the text that are done with. */
  readonly offset: number;
  readonly reading: ReadingState;
  readonly counts: ImportCounts;
  readonly at: string;
  /** Why it failed. */
  readonly errorCode?: string;
}

export interface ImportRun {
  readonly head: ImportHead;
  readonly progress: ImportProgress;
}

export const NO_COUNTS: ImportCounts = { rows: 0, kept: 0, unchanged: 0, rejected: 0, withoutConsent: 0 };

export const beginning = (at: string): ImportProgress => ({
  state: 'open',
  offset: 0,
  reading: UNREAD,
  counts: NO_COUNTS,
  at,
});

export function sumOf(left: ImportCounts, right: ImportCounts): ImportCounts {
  return {
    rows: left.rows + right.rows,
    kept: left.kept + right.kept,
    unchanged: left.unchanged + right.unchanged,
    rejected: left.rejected + right.rejected,
    withoutConsent: left.withoutConsent + right.withoutConsent,
  };
}

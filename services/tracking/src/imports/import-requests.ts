import type { ImportKindName, ImportMapping } from '@stellwerk/contracts';
import type { Problem, TextFormat } from '@stellwerk/import';
import type { ImportRun } from './run.js';

/** What somebody wants to import. */
export interface ImportRequest {
  readonly tenant: string;
  readonly source: string;
  readonly kind: ImportKindName;
  readonly mapping: ImportMapping;
  readonly format: TextFormat;
  /** Names the content: the same file has the same, another file another. */
  readonly fingerprint: string;
  readonly bytes: number | null;
  readonly by: string;
}

/** A part of the text of a file. */
export interface ImportPart {
  /** Where the part begins, in bytes. */
  readonly offset: number;
  readonly bytes: Buffer;
  /** Nothing comes after it. */
  readonly isLast: boolean;
}

export interface ImportAnswer extends ImportRun {
  /** The first problems of the part. */
  readonly problems: readonly Problem[];
}

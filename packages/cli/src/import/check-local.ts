import { createHash } from 'node:crypto';
import type { ImportKind, ImportMapping } from '@stellwerk/contracts';
import {
  type FileCheck,
  FileChecker,
  FileReader,
  type ImportDefaults,
  type OpenSource,
  openSource,
  type Problem,
  type RowPlan,
  readStream,
} from '@stellwerk/import';
import type { LocalFile } from './local-file.js';

/** A file that has been read to its end: what it is, and what is wrong with it. */
export interface CheckedFile {
  readonly source: OpenSource;
  readonly plan: RowPlan;
  readonly delimiter: string | undefined;
  readonly check: FileCheck;
  /** SHA-256 of its text: a packed file and its unpacked copy have the same. */
  readonly fingerprint: string;
  /** Length of its text in UTF-8. */
  readonly textBytes: number;
}

export interface CheckOptions {
  readonly kind: ImportKind;
  readonly mapping: ImportMapping;
  readonly defaults: ImportDefaults;
  readonly signal: AbortSignal;
  /** Told of every problem, in the order of the rows. */
  readonly problem: (problem: Problem) => void | Promise<void>;
  /** Told after each batch how many rows have been read. */
  readonly progress: (rows: number) => void;
}

const GIB = 1_073_741_824;
/** What is read at most: a file of a hundred million rows is better brought in parts. */
const LIMITS = { unpackedBytes: 64 * GIB, groupBytes: GIB / 2, rows: 100_000_000 };

/** Reads a file to its end and judges every row. Nothing leaves this process. @throws IMP_… */
export async function checkLocal(file: LocalFile, options: CheckOptions): Promise<CheckedFile> {
  const { kind, mapping, defaults, signal, problem, progress } = options;
  const source = await openSource(file, kind, mapping, LIMITS);
  const reader = new FileReader({ kind, mapping, format: source.textFormat, defaults });
  const checker = new FileChecker();
  const digest = createHash('sha256');
  let textBytes = 0;
  async function* measured() {
    for await (const piece of source.text()) {
      const bytes = Buffer.from(piece);
      digest.update(bytes);
      textBytes += bytes.length;
      yield piece;
    }
  }
  let delimiter: string | undefined;
  for await (const batch of readStream(reader, measured())) {
    signal.throwIfAborted();
    delimiter = batch.state.dialect?.delimiter;
    for (const found of checker.check(reader.plan as RowPlan, batch)) await problem(found);
    progress(checker.result.rows);
  }
  const plan = reader.plan as RowPlan;
  return { source, plan, delimiter, check: checker.result, fingerprint: digest.digest('hex'), textBytes };
}

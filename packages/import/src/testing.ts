import { type ImportMapping, importMapping } from '@stellwerk/contracts';
import { FileChecker } from './check/check-file.js';
import { FileReader, type TextFormat } from './file-reader.js';
import { kindNamed } from './mapping.js';
import type { Problem } from './problem.js';
import { readStream } from './read-stream.js';
import type { ReadRow } from './rows/read-row.js';
import { type FileBytes, openSource } from './source/open-source.js';

/** A file in memory. */
export function fileOf(content: Uint8Array | string, pieceBytes = 65_536): FileBytes {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return {
    byteLength: bytes.byteLength,
    async *pieces() {
      for (let at = 0; at < bytes.byteLength; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
    },
    random: {
      byteLength: bytes.byteLength,
      slice: (start, end) => new Uint8Array(bytes.subarray(start, end)).buffer,
    },
  };
}

export const LIMITS = { unpackedBytes: 10_000_000, groupBytes: 10_000_000, rows: 100_000 };

export interface ReadFile {
  readonly rows: readonly ReadRow[];
  readonly problems: readonly Problem[];
  readonly format: TextFormat;
}

/** Reads and judges a whole file as `stellwerk import --dry-run` does. */
export async function readFile(
  kindName: string,
  content: Uint8Array | string,
  given: ImportMapping = {},
  defaults = { currency: 'EUR', timezone: 'Europe/Berlin' },
): Promise<ReadFile> {
  const kind = kindNamed(kindName);
  const mapping = importMapping.parse(given);
  const source = await openSource(fileOf(content), kind, mapping, LIMITS);
  const reader = new FileReader({ kind, mapping, format: source.textFormat, defaults });
  const checker = new FileChecker();
  const rows: ReadRow[] = [];
  const problems: Problem[] = [];
  for await (const batch of readStream(reader, source.text())) {
    rows.push(...batch.rows);
    if (reader.plan) problems.push(...checker.check(reader.plan, batch));
  }
  return { rows, problems, format: source.textFormat };
}

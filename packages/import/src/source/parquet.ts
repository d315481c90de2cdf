import { StellwerkError } from '@stellwerk/contracts';
import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { errors } from '../errors.js';
import { type ParquetColumn, plainValue } from './parquet-values.js';

/** A file that can be read at any place. */
export type RandomAccess = AsyncBuffer;

export interface ParquetOptions {
  /** Top-level columns to read; others stay packed. `undefined` = all. */
  readonly columns?: ReadonlySet<string>;
  /** Most bytes that one row group may have unpacked, as rows of one group are in memory together. */
  readonly maxGroupBytes: number;
  readonly maxRows: number;
}

const ROWS_PER_PIECE = 1_000;

/**
 * The rows of a Parquet file as JSON Lines, one row group in memory at a time. Days, times and decimals become the text
 * that they stand for; nothing is rounded.
 * @throws IMP_PARQUET_BROKEN, IMP_PARQUET_TOO_LARGE, IMP_COLUMN_UNREADABLE
 */
export async function* parquetLines(file: RandomAccess, options: ParquetOptions): AsyncGenerator<string> {
  const metadata = await guarded(() => parquetMetadataAsync(file));
  assertBounded(metadata, options);
  const { children } = await guarded(async () => parquetSchema(metadata));
  const columns = children
    .map(({ element, children: inner }): ParquetColumn => ({ element, isNested: inner.length > 0 }))
    .filter(({ element }) => !options.columns || options.columns.has(element.name));
  const names = columns.map(({ element }) => element.name);
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    const reading = { file, metadata, columns: names, rowStart, rowEnd, compressors: boundedCompressors(options) };
    const rows = names.length === 0 ? [] : await guarded(() => parquetReadObjects(reading));
    for (let at = 0; at < rows.length; at += ROWS_PER_PIECE) {
      const lines = rows.slice(at, at + ROWS_PER_PIECE).map((row) => `${JSON.stringify(plainRow(row, columns))}\n`);
      yield lines.join('');
    }
    rowStart = rowEnd;
  }
}

function plainRow(row: Readonly<Record<string, unknown>>, columns: readonly ParquetColumn[]): Record<string, unknown> {
  return Object.fromEntries(
    columns.map((column) => [column.element.name, plainValue(row[column.element.name], column)]),
  );
}

/** What a footer declares is believed only as far as the file could hold it. */
function assertBounded({ num_rows, row_groups }: FileMetaData, { maxGroupBytes, maxRows }: ParquetOptions): void {
  const refuse = (problem: string) => new StellwerkError(errors.PARQUET_TOO_LARGE, { problem });
  if (num_rows > BigInt(maxRows)) throw refuse(`declares ${num_rows} rows, at most ${maxRows} are read`);
  const sum = row_groups.reduce((rows, group) => rows + group.num_rows, 0n);
  if (sum !== num_rows) throw broken('its row groups do not add up to its rows');
  for (const { total_byte_size, columns } of row_groups) {
    const declared = columns.reduce((bytes, { meta_data }) => bytes + (meta_data?.total_uncompressed_size ?? 0n), 0n);
    const bytes = Math.max(Number(declared), Number(total_byte_size));
    if (bytes > maxGroupBytes) {
      throw refuse(`has a row group of ${bytes} bytes unpacked, at most ${maxGroupBytes} are read`);
    }
  }
}

/** Unpackers that make no more of a page than a row group may have. */
function boundedCompressors({ maxGroupBytes }: ParquetOptions): typeof compressors {
  const bounded = Object.entries(compressors).map(([codec, unpack]) => [
    codec,
    (input: Uint8Array, outputLength: number) => {
      if (outputLength > maxGroupBytes) throw new RangeError('parquet page larger than its row group');
      return (unpack as (input: Uint8Array, outputLength: number) => Uint8Array)(input, outputLength);
    },
  ]);
  return Object.fromEntries(bounded) as typeof compressors;
}

const broken = (problem: string) => new StellwerkError(errors.PARQUET_BROKEN, { problem });

/** Errors of the decoder say little to people, and may say what the file holds. */
async function guarded<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StellwerkError) throw error;
    const message = error instanceof Error ? error.message : '';
    const isSafe = /^parquet [a-z0-9 ]{1,60}$/i.test(message);
    throw new StellwerkError(
      errors.PARQUET_BROKEN,
      { problem: isSafe ? message.replace(/^parquet /, '') : 'its content does not fit its description' },
      { cause: error },
    );
  }
}

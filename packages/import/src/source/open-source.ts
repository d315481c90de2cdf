import type { ImportKind, ImportMapping } from '@stellwerk/contracts';
import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';
import type { TextFormat } from '../file-reader.js';
import { type Encoding, encodingOf, SAMPLE_BYTES } from '../text/encoding.js';
import { type FileFormat, formatOf } from './format.js';
import { parquetLines, type RandomAccess } from './parquet.js';
import { decoded } from './text-stream.js';
import { isGzip, unpacked } from './unpacked.js';

/** A file as something that can be read, again and again. */
export interface FileBytes {
  readonly byteLength: number;
  /** Its bytes in order. */
  pieces(): AsyncIterable<Uint8Array>;
  /** Its bytes at any place. */
  readonly random: RandomAccess;
}

export interface SourceLimits {
  /** Most bytes of a packed file once it is unpacked. */
  readonly unpackedBytes: number;
  /** Most bytes of a row group of Parquet once it is unpacked. */
  readonly groupBytes: number;
  readonly rows: number;
}

/** A file whose form is known, as text. */
export interface OpenSource {
  readonly format: FileFormat;
  /** The form of its text: rows of Parquet come as JSONL. */
  readonly textFormat: TextFormat;
  readonly isPacked: boolean;
  /** `undefined` for Parquet. */
  readonly encoding: Encoding | undefined;
  /** Its text from the beginning. */
  text(): AsyncIterable<string>;
}

/**
 * Looks at a file and says what it is and how its text is got.
 * @throws IMP_FILE_EMPTY, IMP_FORMAT_UNKNOWN, IMP_PARQUET_…, IMP_PACKED_…
 */
export async function openSource(
  file: FileBytes,
  kind: ImportKind,
  mapping: ImportMapping,
  limits: SourceLimits,
): Promise<OpenSource> {
  if (file.byteLength === 0) throw new StellwerkError(errors.FILE_EMPTY);
  const isPacked = isGzip(await sampleOf(file.pieces(), 2));
  const plain = () => (isPacked ? unpacked(file.pieces(), limits.unpackedBytes) : file.pieces());
  const sample = await sampleOf(plain(), SAMPLE_BYTES);
  if (sample.length === 0) throw new StellwerkError(errors.FILE_EMPTY);
  const format = formatOf(sample, mapping);
  if (format === 'parquet') {
    if (isPacked) throw new StellwerkError(errors.PARQUET_BROKEN, { problem: 'it is packed a second time, with gzip' });
    const columns = neededColumns(kind, mapping);
    const options = { columns, maxGroupBytes: limits.groupBytes, maxRows: limits.rows };
    const text = () => parquetLines(file.random, options);
    return { format, textFormat: 'jsonl', isPacked, encoding: undefined, text };
  }
  const encoding = mapping.encoding ?? (await wholeEncoding(sample, plain));
  return { format, textFormat: format, isPacked, encoding, text: () => decoded(plain(), encoding) };
}

/** What looks like UTF-8 at its beginning may turn out to be Windows-1252 further on. */
async function wholeEncoding(sample: Uint8Array, plain: () => AsyncIterable<Uint8Array>): Promise<Encoding> {
  const seen = encodingOf(sample);
  if (seen !== 'utf-8' || sample.length < SAMPLE_BYTES) return seen;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const piece of plain()) decoder.decode(piece, { stream: true });
    decoder.decode();
    return 'utf-8';
  } catch (error) {
    if (error instanceof TypeError) return sample.some((byte) => byte >= 0x80) ? 'utf-8' : 'windows-1252';
    throw error;
  }
}

async function sampleOf(pieces: AsyncIterable<Uint8Array>, bytes: number): Promise<Uint8Array> {
  const found: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    found.push(piece);
    length += piece.length;
    if (length >= bytes) break;
  }
  return Buffer.concat(found).subarray(0, bytes);
}

/** Top-level columns that rows of a kind can use. */
function neededColumns(kind: ImportKind, { columns }: ImportMapping): ReadonlySet<string> {
  const names = columns ? Object.keys(columns) : [...Object.keys(kind.fields), 'consent', 'properties'];
  return new Set(['products', ...names.flatMap((name) => [name, name.split('.', 1)[0] ?? name])]);
}

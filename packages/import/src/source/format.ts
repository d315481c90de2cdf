import { type ImportMapping, StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';

/** Forms of files that are read. */
export type FileFormat = 'csv' | 'jsonl' | 'parquet';

const PARQUET_MAGIC = 'PAR1';
const ARCHIVES: readonly (readonly [string, string])[] = [
  ['PK', 'it is a ZIP archive, as spreadsheets are'],
  ['\xd0\xcf\x11\xe0', 'it is a spreadsheet of the old binary form'],
  ['%PDF', 'it is a PDF document'],
  ['\x28\xb5\x2f\xfd', 'it is packed with zstd'],
  ['BZh', 'it is packed with bzip2'],
];

/**
 * The form of a file: what the mapping says, else what its first bytes show. Text that begins with "{" is JSONL.
 * @throws IMP_FORMAT_UNKNOWN for forms that are known not to be read
 */
export function formatOf(sample: Uint8Array, { format }: Pick<ImportMapping, 'format'>): FileFormat {
  const head = String.fromCharCode(...sample.subarray(0, 4));
  if (head === PARQUET_MAGIC) return 'parquet';
  const archive = ARCHIVES.find(([magic]) => head.startsWith(magic));
  if (archive) throw new StellwerkError(errors.FORMAT_UNKNOWN, { problem: archive[1] });
  if (format === 'parquet') throw new StellwerkError(errors.PARQUET_BROKEN, { problem: 'it does not begin as one' });
  if (format !== undefined) return format;
  return firstCharacter(sample) === '{' ? 'jsonl' : 'csv';
}

function firstCharacter(sample: Uint8Array): string {
  const isBlank = (byte: number) => byte <= 0x20 || byte >= 0xef || byte === 0xbb || byte === 0xbf;
  const first = sample.find((byte) => !isBlank(byte));
  return first === undefined ? '' : String.fromCharCode(first);
}

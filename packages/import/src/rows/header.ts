import { type ImportMapping, StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';
import { type CsvDialect, csvRecords } from '../text/csv.js';
import { dialectOf, namedDelimiter } from '../text/dialect.js';
import { LineEnds } from '../text/line-ends.js';
import { BEGINNING, type Place } from '../text/place.js';

/** The header of a CSV file. */
export interface Header {
  readonly columns: readonly string[];
  readonly dialect: CsvDialect;
  /** Index after the header. */
  readonly end: number;
  readonly place: Place;
}

const MAX_COLUMNS = 1_000;
const MAX_COLUMN_CHARACTERS = 256;

/**
 * Reads the header at the beginning of a text: its first line that is not blank, after `skipLines` and after the line
 * `sep=;` that spreadsheets write. `undefined` = more text is needed, or, at the end of the file, there is none.
 * @throws IMP_HEADER_UNREADABLE
 */
export function readHeader(text: string, mapping: ImportMapping, isFinal: boolean): Header | undefined {
  const lineEnds = new LineEnds(text, isFinal);
  let line = 0;
  let at = 0;
  let named: string | undefined;
  for (let left = mapping.csv?.skipLines ?? 0; at < text.length; line += 1) {
    const end = lineEnds.after(at);
    if (!end) return undefined;
    const content = text.slice(at, end.end);
    const separator = line === 0 ? namedDelimiter(content) : undefined;
    if (left === 0 && separator === undefined && content.trim() !== '') break;
    if (left > 0) left -= 1;
    named ??= separator;
    at = end.next;
  }
  if (at >= text.length) return undefined;
  const first = text.slice(at, lineEnds.after(at)?.end);
  const dialect = {
    ...dialectOf(mapping, first),
    ...(named !== undefined && !mapping.csv?.delimiter && { delimiter: named }),
  };
  const [record] = csvRecords(text.slice(at), dialect, { ...BEGINNING, row: line, line }, isFinal);
  if (!record) return undefined;
  if (record.defect || !Array.isArray(record.content)) throw refusal('a quote in it is not closed, or it is very long');
  const columns = (record.content as readonly string[]).map((column) => column.trim());
  if (columns.length > MAX_COLUMNS) throw refusal(`it has more than ${MAX_COLUMNS} columns`);
  if (columns.some((column) => column.length > MAX_COLUMN_CHARACTERS || column.includes('\0'))) {
    throw refusal('a name is very long or holds a NUL character; is the encoding right?');
  }
  return { columns, dialect, end: at + record.end, place: record.next };
}

const refusal = (problem: string) => new StellwerkError(errors.HEADER_UNREADABLE, { problem }, { field: '(header)' });

import { createReadStream } from 'node:fs';
import { getSystemErrorMessage } from 'node:util';
import { StellwerkError } from '@stellwerk/contracts';
import { CsvError, type Info, parse } from 'csv-parse';
import { buildPanel, type CheckedPanel } from '../domain/data/build-panel.js';
import { type DataColumns, numericColumns } from '../domain/data/data-columns.js';
import { ObservationReader } from '../domain/data/observations.js';
import { errors } from '../errors.js';

const MAX_LINE_BYTES = 262_144;
const MAX_COLUMNS = 2_000;

export interface PanelCsvOptions {
  /** Today, as an ISO date. */
  readonly today: string;
  readonly maxRows?: number;
}

/**
 * Reads a CSV with one row per geo and period (comma, semicolon or tab, UTF-8; further columns are ignored) as it streams in.
 * @throws StellwerkError MMM_FILE_UNREADABLE, MMM_CSV_INVALID, MMM_COLUMN_MISSING, MMM_COLUMN_REPEATED, MMM_DATA_TOO_LARGE; DataError
 *   with all that is wrong with its cells, its grid or its columns
 */
export async function readPanelCsv(
  file: string,
  columns: DataColumns,
  { today, maxRows }: PanelCsvOptions,
): Promise<CheckedPanel> {
  const reader = new ObservationReader(columns, { today, ...(maxRows !== undefined && { maxRows }) });
  for await (const { row, cells, index } of readRecords(file, neededColumns(columns))) {
    reader.add(row, (column) => cells[index.get(column) ?? -1]);
    if (reader.isHopeless) break;
  }
  return buildPanel(reader.finish(), columns, today);
}

interface ParsedRecord {
  readonly record: string[];
  readonly info: Info;
}

interface Row {
  /** As spreadsheets count: the header is 1. */
  readonly row: number;
  readonly cells: readonly string[];
  readonly index: ReadonlyMap<string, number>;
}

async function* readRecords(file: string, needed: readonly string[]): AsyncGenerator<Row> {
  const delimiter = await delimiterOf(file);
  const source = createReadStream(file);
  const parser = parse({
    bom: true,
    info: true,
    delimiter,
    max_record_size: MAX_LINE_BYTES,
    skip_empty_lines: true,
  });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let index: ReadonlyMap<string, number> | null = null;
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRecord>) {
      if (index) yield { row: info.records + info.empty_lines, cells: record, index };
      else index = readHeader(record, needed);
    }
  } catch (error) {
    throw describe(error, file);
  } finally {
    source.destroy();
    parser.destroy();
  }
  if (!index) throw new StellwerkError(errors.NO_ROWS);
}

/** The most frequent of the usual separators in the first line. */
async function delimiterOf(file: string): Promise<string> {
  const source = createReadStream(file, { encoding: 'utf8', end: MAX_LINE_BYTES });
  let text = '';
  try {
    for await (const chunk of source) {
      text += chunk as string;
      if (text.includes('\n')) break;
    }
  } catch (error) {
    throw describe(error, file);
  } finally {
    source.destroy();
  }
  const line = text.split('\n', 1)[0]?.replace(/"[^"]*"/g, '') ?? '';
  const count = (separator: string) => line.split(separator).length;
  return [';', '\t'].reduce((best, separator) => (count(separator) > count(best) ? separator : best), ',');
}

function readHeader(cells: readonly string[], needed: readonly string[]): ReadonlyMap<string, number> {
  if (cells.length > MAX_COLUMNS)
    throw new StellwerkError(errors.DATA_TOO_LARGE, { limit: MAX_COLUMNS, what: 'columns' });
  const names = cells.map((name) => name.trim());
  const index = new Map<string, number>();
  for (const column of needed) {
    const at = names.indexOf(column);
    if (at < 0) throw new StellwerkError(errors.COLUMN_MISSING, { column, found: listed(names) }, { field: column });
    if (names.includes(column, at + 1)) throw new StellwerkError(errors.COLUMN_REPEATED, { column }, { field: column });
    index.set(column, at);
  }
  return index;
}

const neededColumns = (columns: DataColumns): readonly string[] => [
  columns.date,
  ...(columns.geo === undefined ? [] : [columns.geo]),
  ...(columns.currencyColumn === undefined ? [] : [columns.currencyColumn]),
  ...numericColumns(columns).map(({ name }) => name),
];

const LISTED = 30;
const listed = (names: readonly string[]): string => {
  const named = names.filter((name) => name !== '');
  return named.slice(0, LISTED).join(', ') + (named.length > LISTED ? ` and ${named.length - LISTED} more` : '');
};

function describe(error: unknown, file: string): unknown {
  if (error instanceof CsvError) {
    const line = typeof error.lines === 'number' ? error.lines : 1;
    return new StellwerkError(errors.CSV_INVALID, { line, problem: problemOf(error) }, { cause: error });
  }
  const { errno } = error as NodeJS.ErrnoException;
  if (error instanceof StellwerkError || errno === undefined) return error;
  return new StellwerkError(errors.FILE_UNREADABLE, { file, problem: getSystemErrorMessage(errno) }, { cause: error });
}

function problemOf({ code }: CsvError): string {
  switch (code) {
    case 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH':
    case 'CSV_RECORD_INCONSISTENT_COLUMNS':
      return 'the number of cells is not that of the first line';
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE':
      return 'a quotation mark is not closed, or stands inside a cell';
    case 'CSV_MAX_RECORD_SIZE':
      return `the line is longer than ${MAX_LINE_BYTES} bytes`;
    default:
      return 'the line cannot be read';
  }
}

import { createReadStream } from 'node:fs';
import { getSystemErrorMessage } from 'node:util';
import { StellwerkError } from '@stellwerk/contracts';
import { parseScaled } from '../domain/decimal.js';
import { errors } from '../errors.js';

const COLUMNS = ['path', 'total_conversions', 'total_conversion_value', 'total_null'] as const;
type Column = (typeof COLUMNS)[number];

const CHUNK_BYTES = 1_048_576;
const MAX_TOUCHES = 10_000;
/** Also as R writes large numbers, `1e+05`. */
const COUNT = /^\d+(?:\.\d+)?(?:[eE]\+?\d{1,2})?$/;
const NO_VALUE = new Set(['', 'NA']);

/** One row of a table of aggregated paths. */
export interface PathRow {
  /** Channels in their order; the same array for the same spelling of a path. */
  readonly channels: readonly string[];
  readonly conversions: number;
  /** Multiples of 10⁻¹². */
  readonly value: bigint;
  readonly nulls: number;
}

/**
 * Reads a CSV of aggregated paths (channels joined by `>`), in pieces of any size. A value may be missing (`NA` or empty = 0).
 * Attribution and replay read files through it, so that what one of them takes the other takes too.
 * @throws StellwerkError ATT_COLUMN_MISSING, ATT_LINE_INVALID, naming line and column
 */
export class PathRowReader {
  // Files repeat few paths, values and counts, so each spelling is parsed once.
  readonly #paths = new Map<string, readonly string[]>();
  readonly #values = new Map<string, bigint>();
  readonly #counts = new Map<string, number>();
  #indexes: Readonly<Record<Column, number>> | null = null;
  #rest = '';
  #line = 0;

  constructor(private readonly take: (row: PathRow) => void) {}

  read(chunk: string): void {
    const text = this.#rest + chunk;
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      this.#readLine(text.slice(start, text.charCodeAt(end - 1) === 13 && end > start ? end - 1 : end));
      start = end + 1;
    }
    this.#rest = text.slice(start);
  }

  /** Takes the last line, which may lack its line break. */
  finish(): void {
    if (this.#rest !== '') this.#readLine(this.#rest);
    if (!this.#indexes) throw new StellwerkError(errors.COLUMN_MISSING, { column: COLUMNS[0], found: 'nothing' });
  }

  #readLine(line: string): void {
    this.#line += 1;
    if (line === '') return;
    const cells = splitCells(line) ?? this.#refuse('path', 'a quotation mark is not closed, or stands inside a cell');
    if (!this.#indexes) {
      this.#indexes = indexesOf(cells);
      return;
    }
    const indexes = this.#indexes;
    const conversions = this.#count('total_conversions', cells[indexes.total_conversions]);
    const nulls = this.#count('total_null', cells[indexes.total_null]);
    const value = this.#value(cells[indexes.total_conversion_value]);
    if (conversions === 0 && value !== 0n)
      this.#refuse('total_conversion_value', 'there is a value without a conversion');
    this.take({ channels: this.#channels(cells[indexes.path]), conversions, value, nulls });
  }

  #channels(text = ''): readonly string[] {
    let channels = this.#paths.get(text);
    if (!channels) {
      channels = text.split('>').map((channel) => channel.trim());
      if (channels.includes('')) this.#refuse('path', 'a channel is empty');
      if (channels.length > MAX_TOUCHES) this.#refuse('path', `has more than ${MAX_TOUCHES} touches`);
      this.#paths.set(text, channels);
    }
    return channels;
  }

  #count(column: Column, text = ''): number {
    let count = this.#counts.get(text);
    if (count === undefined) {
      const trimmed = text.trim();
      count = COUNT.test(trimmed) ? Number(trimmed) : Number.NaN;
      if (!Number.isSafeInteger(count)) this.#refuse(column, `${quoted(text)} is not a whole number of 0 or more`);
      this.#counts.set(text, count);
    }
    return count;
  }

  #value(text: string | undefined): bigint {
    if (text === undefined) return this.#refuse('total_conversion_value', 'the cell is missing');
    let value = this.#values.get(text);
    if (value === undefined) {
      try {
        value = NO_VALUE.has(text.trim()) ? 0n : parseScaled(text);
      } catch (error) {
        this.#refuse('total_conversion_value', `${quoted(text)} ${(error as RangeError).message}`);
      }
      if (value < 0n) this.#refuse('total_conversion_value', `${quoted(text)} is negative`);
      this.#values.set(text, value);
    }
    return value;
  }

  #refuse(column: Column, problem: string): never {
    throw new StellwerkError(errors.LINE_INVALID, { line: this.#line, column, problem }, { field: column });
  }
}

/** Rows of a file, as they come. @throws StellwerkError ATT_FILE_UNREADABLE, ATT_COLUMN_MISSING, ATT_LINE_INVALID */
export async function* readPathRows(file: string): AsyncGenerator<PathRow> {
  let rows: PathRow[] = [];
  const reader = new PathRowReader((row) => rows.push(row));
  for await (const text of readText(file)) {
    reader.read(text);
    yield* rows;
    rows = [];
  }
  reader.finish();
  yield* rows;
}

/** The text of a file in pieces. @throws StellwerkError ATT_FILE_UNREADABLE */
export async function* readText(file: string): AsyncGenerator<string> {
  const stream = createReadStream(file, { encoding: 'utf8', highWaterMark: CHUNK_BYTES });
  try {
    for await (const chunk of stream) yield chunk as string;
  } catch (error) {
    if (error instanceof StellwerkError) throw error;
    const { errno } = error as NodeJS.ErrnoException;
    if (errno === undefined) throw error;
    throw new StellwerkError(errors.FILE_UNREADABLE, { file, problem: getSystemErrorMessage(errno) }, { cause: error });
  }
}

/** Cells of a line after RFC 4180; `null` when a quotation mark is not closed, or text follows a quoted cell. */
function splitCells(line: string): string[] | null {
  if (!line.includes('"')) return line.split(',');
  const cells: string[] = [];
  for (let at = 0; at <= line.length; ) {
    if (line[at] !== '"') {
      const end = line.indexOf(',', at);
      cells.push(line.slice(at, end < 0 ? line.length : end));
      at = end < 0 ? line.length + 1 : end + 1;
      continue;
    }
    let end = line.indexOf('"', at + 1);
    while (end >= 0 && line[end + 1] === '"') end = line.indexOf('"', end + 2);
    if (end < 0 || (end + 1 < line.length && line[end + 1] !== ',')) return null;
    const cell = line.slice(at + 1, end);
    cells.push(cell.includes('""') ? cell.replaceAll('""', '"') : cell);
    at = end + 2;
  }
  return cells;
}

function indexesOf(header: readonly string[]): Record<Column, number> {
  const names = header.map((name) =>
    name
      .replace(/^\uFEFF/, '')
      .replaceAll('"', '')
      .trim(),
  );
  return Object.fromEntries(
    COLUMNS.map((column) => {
      const index = names.indexOf(column);
      const found = quoted(names.join(', '));
      if (index < 0) throw new StellwerkError(errors.COLUMN_MISSING, { column, found }, { field: column });
      return [column, index];
    }),
  ) as Record<Column, number>;
}

/** What a cell says, short enough for a message. */
const quoted = (text: string): string => `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;

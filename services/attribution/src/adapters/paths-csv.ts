import { createReadStream } from 'node:fs';
import { StellwerkError } from '@stellwerk/contracts';
import { parseScaled } from '../domain/decimal.js';
import { Journeys, type PathCount } from '../domain/journeys.js';
import { errors } from '../errors.js';

const COLUMNS = ['path', 'total_conversions', 'total_conversion_value', 'total_null'] as const;
type Column = (typeof COLUMNS)[number];

const CHUNK_BYTES = 1_048_576;

/** Sums of one spelling of a path. */
interface Sums {
  conversions: number;
  value: bigint;
  nulls: number;
}

/**
 * Reads a CSV of aggregated paths (channels joined by `>`) into journeys. Spellings are added up first and split once, because
 * large files repeat few paths. Values may be missing (`NA` or empty = 0).
 * @throws StellwerkError ATT_FILE_UNREADABLE, ATT_COLUMN_MISSING, ATT_LINE_INVALID
 */
export async function readPathsCsv(file: string): Promise<Journeys> {
  const reader = new PathsCsvReader();
  const stream = createReadStream(file, { encoding: 'utf8', highWaterMark: CHUNK_BYTES });
  try {
    for await (const chunk of stream) reader.read(chunk as string);
  } catch (error) {
    if (error instanceof StellwerkError) throw error;
    const { code = 'unreadable' } = error as NodeJS.ErrnoException;
    throw new StellwerkError(errors.FILE_UNREADABLE, { file, problem: code });
  }
  return reader.finish();
}

/** Takes text in pieces of any size. */
export class PathsCsvReader {
  readonly #sums = new Map<string, Sums>();
  readonly #values = new Map<string, bigint>();
  #indexes: Readonly<Record<Column, number>> | null = null;
  #rest = '';
  #line = 0;

  read(chunk: string): void {
    const text = this.#rest + chunk;
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      this.#readLine(text.slice(start, text.charCodeAt(end - 1) === 13 && end > start ? end - 1 : end));
      start = end + 1;
    }
    this.#rest = text.slice(start);
  }

  finish(): Journeys {
    if (this.#rest !== '') this.#readLine(this.#rest);
    if (!this.#indexes) throw new StellwerkError(errors.COLUMN_MISSING, { column: COLUMNS[0] });
    const rows: PathCount[] = [...this.#sums].map(([path, sums]) => ({
      ...sums,
      touches: path.split('>').map((channel) => ({ channel: channel.trim() })),
    }));
    return Journeys.of(rows);
  }

  #readLine(line: string): void {
    this.#line += 1;
    if (line === '') return;
    const cells = splitCells(line) ?? this.#refuse('path', 'a quotation mark is not closed');
    if (!this.#indexes) {
      this.#indexes = indexesOf(cells);
      return;
    }
    const indexes = this.#indexes;
    const path = cells[indexes.path] ?? '';
    const conversions = this.#count('total_conversions', cells[indexes.total_conversions]);
    const nulls = this.#count('total_null', cells[indexes.total_null]);
    const value = this.#value(cells[indexes.total_conversion_value] ?? '');
    if (conversions === 0 && value !== 0n)
      this.#refuse('total_conversion_value', 'there is a value without a conversion');
    const sums = this.#sums.get(path);
    if (sums) {
      sums.conversions += conversions;
      sums.value += value;
      sums.nulls += nulls;
      return;
    }
    if (path.split('>').some((channel) => channel.trim() === '')) this.#refuse('path', 'a channel is empty');
    this.#sums.set(path, { conversions, value, nulls });
  }

  #count(column: Column, text: string | undefined): number {
    const value = Number(text);
    if (text === undefined || text === '' || !Number.isSafeInteger(value) || value < 0) {
      this.#refuse(column, 'is not a whole number');
    }
    return value;
  }

  /** Files repeat few values, so each spelling is parsed once. */
  #value(text: string): bigint {
    let value = this.#values.get(text);
    if (value === undefined) {
      try {
        value = text === '' || text === 'NA' ? 0n : parseScaled(text);
      } catch (error) {
        this.#refuse('total_conversion_value', (error as RangeError).message);
      }
      this.#values.set(text, value);
    }
    return value;
  }

  #refuse(column: Column, problem: string): never {
    throw new StellwerkError(errors.LINE_INVALID, { line: this.#line, column, problem }, { field: column });
  }
}

/** Cells of a line after RFC 4180; `null` when a quotation mark is not closed. */
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
    if (end < 0) return null;
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
      if (index < 0) throw new StellwerkError(errors.COLUMN_MISSING, { column }, { field: column });
      return [column, index];
    }),
  ) as Record<Column, number>;
}

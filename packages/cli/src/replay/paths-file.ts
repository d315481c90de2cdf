import { createReadStream } from 'node:fs';
import { parseScaled } from '@stellwerk/attribution';
import { StellwerkError } from '@stellwerk/contracts';
import { parse } from 'csv-parse';
import { errors } from '../errors.js';

/** One row of a table of aggregated paths. */
export interface PathRow {
  /** What the row says, in one spelling: equal rows have equal content. */
  readonly content: string;
  /** Number of equal rows before this one. */
  readonly occurrence: number;
  readonly channels: readonly string[];
  readonly conversions: number;
  /** Multiples of 10⁻¹². */
  readonly value: bigint;
  readonly nulls: number;
}

const COLUMNS = ['path', 'total_conversions', 'total_conversion_value', 'total_null'] as const;
const MAX_CHANNELS = 10_000;

/** Reads a CSV of paths row by row. @throws CLI_FILE_UNREADABLE, CLI_LINE_INVALID */
export async function* readPathRows(file: string): AsyncGenerator<PathRow> {
  const seen = new Map<string, number>();
  const rows = parse({ columns: true, info: true, bom: true, skip_empty_lines: true, trim: true });
  // A pipe does not hand errors on: without this a missing file would wait for ever.
  createReadStream(file)
    .on('error', (error) => rows.destroy(error))
    .pipe(rows);
  const stream = withKnownErrors(file, rows);
  for await (const { record, info } of stream) {
    const row = toRow(
      record,
      (problem) => new StellwerkError(errors.LINE_INVALID, { file, line: info.lines, problem }),
    );
    const occurrence = seen.get(row.content) ?? 0;
    seen.set(row.content, occurrence + 1);
    yield { ...row, occurrence };
  }
}

interface ParsedRecord {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

async function* withKnownErrors(file: string, rows: AsyncIterable<ParsedRecord>): AsyncGenerator<ParsedRecord> {
  try {
    yield* rows;
  } catch (error) {
    if (error instanceof StellwerkError) throw error;
    const { code = 'unreadable', message, lines } = error as NodeJS.ErrnoException & { lines?: number };
    if (lines !== undefined) throw new StellwerkError(errors.LINE_INVALID, { file, line: lines, problem: message });
    throw new StellwerkError(errors.FILE_UNREADABLE, { file, problem: code });
  }
}

function toRow(
  record: Readonly<Record<string, string>>,
  refuse: (problem: string) => Error,
): Omit<PathRow, 'occurrence'> {
  const [path, conversionsText, valueText, nullsText] = COLUMNS.map((column) => {
    const text = record[column];
    if (text === undefined) throw refuse(`the column ${column} is missing`);
    return text;
  }) as [string, string, string, string];
  const channels = path.split('>').map((channel) => channel.trim());
  if (channels.length > MAX_CHANNELS) throw refuse(`path has more than ${MAX_CHANNELS} touches`);
  if (channels.some((channel) => channel === '')) throw refuse('path has an empty channel');
  const count = (column: string, text: string) => {
    if (!/^\d{1,9}$/.test(text)) throw refuse(`${column} is not a whole number`);
    return Number(text);
  };
  const conversions = count('total_conversions', conversionsText);
  const nulls = count('total_null', nullsText);
  let value: bigint;
  try {
    value = parseScaled(valueText);
  } catch (error) {
    throw refuse(`total_conversion_value ${(error as Error).message}`);
  }
  if (conversions === 0 && value !== 0n) throw refuse('total_conversion_value without a conversion');
  const content = JSON.stringify([channels, conversions, String(value), nulls]);
  return { content, channels, conversions, value, nulls };
}

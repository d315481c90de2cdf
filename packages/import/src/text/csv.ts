import type { ImportErrorName } from '../errors.js';
import { LineEnds } from './line-ends.js';
import { MAX_RECORD_CHARACTERS, type Place } from './place.js';
import type { TextRecord } from './record.js';

export interface CsvDialect {
  readonly delimiter: string;
  readonly quote: string;
}

/**
 * Records of CSV (RFC 4180) in order. A quote opens a quoted cell only at its beginning; inside, two quotes are one. Line
 * ends of every kind may be mixed. What is broken costs its own record: an unclosed quote that of its line.
 *
 * Text of which more may follow (`isFinal: false`) is read up to its last whole record.
 */
export function* csvRecords(
  text: string,
  { delimiter, quote }: CsvDialect,
  place: Place,
  isFinal: boolean,
): Generator<TextRecord> {
  const lineEnds = new LineEnds(text, isFinal);
  let { row, line, skipping } = place;
  let at = 0;
  let nextQuote = -1;
  while (at < text.length) {
    const end = lineEnds.after(at);
    if (skipping) {
      at = end?.next ?? lineEnds.certain;
      skipping = end === undefined;
      if (end) line += 1;
      yield { row, line, content: undefined, end: at, next: { row, line, skipping } };
      if (skipping) return;
      continue;
    }
    const startLine = line + 1;
    if ((end?.end ?? lineEnds.certain) - at > MAX_RECORD_CHARACTERS) {
      row += 1;
      at += MAX_RECORD_CHARACTERS;
      yield defective('ROW_TOO_LARGE', { row, line: startLine, at, next: { row, line, skipping: true } });
      skipping = true;
      continue;
    }
    if (!end) return;
    if (nextQuote < at) nextQuote = text.indexOf(quote, at);
    if (nextQuote < 0) nextQuote = text.length;
    if (nextQuote >= end.end) {
      row += 1;
      line += 1;
      const content = end.end === at ? undefined : text.slice(at, end.end).split(delimiter);
      at = end.next;
      yield { row, line: startLine, content, end: at, next: { row, line, skipping } };
      continue;
    }
    const limit = Math.min(text.length, at + MAX_RECORD_CHARACTERS);
    const quoted = readQuoted(text, at, limit, { delimiter, quote });
    if (quoted === 'incomplete') {
      if (text.length - at < MAX_RECORD_CHARACTERS && !isFinal) return;
      row += 1;
      line += 1;
      at = end.next;
      yield defective('QUOTE_UNCLOSED', { row, line: startLine, at, next: { row, line, skipping } });
      continue;
    }
    const after = lineEnds.after(quoted.end);
    if (!after) return;
    row += 1;
    line += quoted.breaks + 1;
    at = after.next;
    const next = { row, line, skipping };
    yield quoted.defect
      ? defective(quoted.defect, { row, line: startLine, at, next })
      : { row, line: startLine, content: quoted.cells, end: at, next };
  }
}

function defective(
  defect: ImportErrorName,
  { row, line, at, next }: { row: number; line: number; at: number; next: Place },
): TextRecord {
  return { row, line, content: undefined, defect, end: at, next };
}

interface QuotedRecord {
  readonly cells: readonly string[];
  /** Index of the line end, or of the end of the text. */
  readonly end: number;
  /** Line breaks inside quotes. */
  readonly breaks: number;
  readonly defect?: ImportErrorName;
}

/** Reads a record that has a quoted cell, cell by cell; `incomplete` = a quote is still open at `limit`. */
function readQuoted(
  text: string,
  start: number,
  limit: number,
  { delimiter, quote }: CsvDialect,
): QuotedRecord | 'incomplete' {
  const cells: string[] = [];
  let breaks = 0;
  let defect: ImportErrorName | undefined;
  let at = start;
  for (;;) {
    if (text[at] === quote) {
      const cell = readCell(text, at + 1, limit, quote);
      if (!cell) return 'incomplete';
      breaks += countBreaks(text, at, cell.end);
      const end = endOfPlain(text, cell.end, delimiter);
      if (end !== cell.end) defect = 'QUOTE_MISPLACED';
      cells.push(cell.value);
      at = end;
    } else {
      const end = endOfPlain(text, at, delimiter);
      cells.push(text.slice(at, end));
      at = end;
    }
    if (text[at] !== delimiter) break;
    at += 1;
  }
  return { cells, end: at, breaks, ...(defect && { defect }) };
}

/** The value of a quoted cell and the index after its closing quote; `undefined` = not closed before `limit`. */
function readCell(
  text: string,
  start: number,
  limit: number,
  quote: string,
): { value: string; end: number } | undefined {
  let value = '';
  let from = start;
  for (;;) {
    const closing = text.indexOf(quote, from);
    if (closing < 0 || closing >= limit) return undefined;
    // At the very end of the text the quote may be the first of two; the line end that follows decides.
    if (text[closing + 1] !== quote) return { value: value + text.slice(from, closing), end: closing + 1 };
    value += text.slice(from, closing + 1);
    from = closing + 2;
  }
}

/** Where a cell that is not quoted ends: at a delimiter, a line end, or the end of the text. */
function endOfPlain(text: string, start: number, delimiter: string): number {
  let at = start;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return at;
}

function countBreaks(text: string, start: number, end: number): number {
  let breaks = 0;
  for (let at = start; at < end; at++) {
    if (text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n')) breaks += 1;
  }
  return breaks;
}

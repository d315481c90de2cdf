import type { Block } from '../../document.js';
import type { PdfRow } from './page-lines.js';
import type { PdfLine } from './pdf-text.js';

/** A block of a PDF before it is written. */
export interface PdfBlock {
  readonly kind: Block['kind'];
  readonly level?: number;
  readonly page: number;
  readonly text: string;
}

/** Lines farther apart than this many sizes are of two paragraphs. */
const PARAGRAPH_GAP = 1.75;
/** A line that ends before this share of its column ends a paragraph. */
const SHORT_LINE = 0.8;
const HEADING_SIZE = 1.15;
const HEADING_UNITS = 200;
const BULLET = /^\s*(?:[•‣▪●○◦·–*-]|\d{1,3}[.)]|[a-z]\))\s+\S/;
const ENDS = /[.!?:;…]["”“'»)\]]*\s*$/;
/** Cells of two rows stand under each other where they begin this near, in points. */
const SAME_COLUMN = 6;

/** Paragraphs, headings, items and rows of a document, from its rows of text in reading order. */
export function blocksOf(rows: readonly PdfRow[]): PdfBlock[] {
  const bodySize = bodySizeOf(rows);
  const sizes = [...new Set(rows.flatMap(({ parts }) => parts.map(({ size }) => Math.round(size * 2) / 2)))]
    .filter((size) => size > bodySize * HEADING_SIZE)
    .sort((a, b) => b - a);
  const blocks: PdfBlock[] = [];
  for (const run of runsOf(rows)) {
    const [first] = run;
    if (first === undefined) continue;
    const text = joinLines(run.map((line) => line.text));
    const isHeading = first.size > bodySize * HEADING_SIZE && text.length <= HEADING_UNITS && !('cells' in first);
    if ('cells' in first) blocks.push({ kind: 'table-row', page: first.page, text: first.text });
    else if (isHeading)
      blocks.push({
        kind: 'heading',
        level: Math.min(6, 1 + sizes.indexOf(Math.round(first.size * 2) / 2)),
        page: first.page,
        text,
      });
    else {
      const isItem = BULLET.test(text);
      const last = blocks.at(-1);
      if (last !== undefined && !isItem && last.page < first.page && goesOn(last, text))
        blocks[blocks.length - 1] = { ...last, text: joinLines([last.text, text]) };
      else
        blocks.push({
          kind: isItem ? 'list-item' : 'paragraph',
          page: first.page,
          text: text.replace(/^\s*[•‣▪●○◦·]\s+/, ''),
        });
    }
  }
  return blocks;
}

type Line = PdfLine | (PdfLine & { readonly cells: true });

/** Lines that are read as one block. */
function runsOf(rows: readonly PdfRow[]): Line[][] {
  const right = Math.max(0, ...rows.flatMap(({ parts }) => parts.map((part) => part.width)));
  const runs: Line[][] = [];
  for (const [index, row] of rows.entries()) {
    const line = lineOf(row, isTableRow(row, rows[index - 1]) || isTableRow(row, rows[index + 1]));
    const last = runs.at(-1)?.at(-1);
    if (line === undefined) continue;
    if (last !== undefined && continues(last, line, right)) runs.at(-1)?.push(line);
    else runs.push([line]);
  }
  return runs;
}

function lineOf({ parts }: PdfRow, isTable: boolean): Line | undefined {
  const [first] = parts;
  if (first === undefined) return undefined;
  const text = parts.map((part) => part.text.trim()).join(isTable ? ' | ' : ' ');
  return isTable
    ? { ...first, text, cells: true }
    : { ...first, text, width: Math.max(...parts.map((part) => part.x + part.width)) - first.x };
}

function continues(last: Line, line: Line, columnWidth: number): boolean {
  if ('cells' in last || 'cells' in line || last.page !== line.page) return false;
  if (Math.abs(last.size - line.size) > 0.6 || BULLET.test(line.text)) return false;
  const gap = last.y - line.y;
  if (gap <= 0 || gap > PARAGRAPH_GAP * line.size) return false;
  const isShort = last.width < SHORT_LINE * Math.min(columnWidth, Math.max(last.width, line.width));
  return !(isShort && ENDS.test(last.text));
}

function isTableRow({ parts }: PdfRow, other: PdfRow | undefined): boolean {
  if (other === undefined || parts.length < 2 || other.parts.length < 2 || parts[0]?.page !== other.parts[0]?.page)
    return false;
  const aligned = parts.filter((part) =>
    other.parts.some(
      ({ x, width }) => Math.abs(x - part.x) < SAME_COLUMN || Math.abs(x + width - part.x - part.width) < SAME_COLUMN,
    ),
  );
  return aligned.length >= 2;
}

/** A paragraph that goes on at the next page: it has not ended, and what comes begins small. */
function goesOn(last: PdfBlock, text: string): boolean {
  return (
    (last.kind === 'paragraph' || last.kind === 'list-item') && !ENDS.test(last.text) && /^\s*["„“(]?\p{Ll}/u.test(text)
  );
}

/** The size in which most is written. */
function bodySizeOf(rows: readonly PdfRow[]): number {
  const units = new Map<number, number>();
  for (const { parts } of rows)
    for (const { size, text } of parts)
      units.set(Math.round(size * 2) / 2, (units.get(Math.round(size * 2) / 2) ?? 0) + text.length);
  return [...units].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0;
}

/** Lines as one text; words that were broken at the end of a line are whole again ("Ein- und Ausgang" stays as it is). */
export function joinLines(lines: readonly string[]): string {
  return lines.reduce((text, line) => {
    const next = line.trimStart();
    if (text === '') return next;
    if (/\u00ad\s*$/.test(text)) return text.replace(/\u00ad\s*$/, '') + next;
    if (!/[\p{L}\p{N}]-\s*$/u.test(text)) return `${text.trimEnd()} ${next}`;
    if (/^(?:und|oder|bzw|sowie|and|or)(?!\p{L})/u.test(next)) return `${text.trimEnd()} ${next}`;
    return /^\p{Ll}/u.test(next) ? text.replace(/-\s*$/, '') + next : text.trimEnd() + next;
  }, '');
}

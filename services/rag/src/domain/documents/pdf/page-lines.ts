import type { PdfLine, PdfPage, PdfRun } from './pdf-text.js';

/** Baselines nearer than this share of the size are one. */
const SAME_BASELINE = 0.4;
/** A gap wider than this many sizes parts cells or columns; one wider than the second is a blank between words. */
const COLUMN_GAP = 1.8;
const WORD_GAP = 0.15;
/** A gutter needs this many lines at either side of it, and at most this share of lines across. */
const LEAST_COLUMN_LINES = 4;
const MOST_ACROSS = 0.25;
/** Lines of prose fill their column; cells of a table do not. */
const FILLS_COLUMN = 0.6;

/** A line, and the parts of it that wide gaps leave: cells of a row, or lines of columns side by side. */
export interface PdfRow {
  readonly parts: readonly PdfLine[];
}

/** Rows of a page in reading order: columns of prose one after the other, what stands across them in between. */
export function pageRows(page: PdfPage): PdfRow[] {
  return inReadingOrder(baselines(page));
}

/** Lines from top to bottom, each in parts from left to right. */
function baselines({ runs, number }: PdfPage): PdfLine[][] {
  const sorted = runs.map((run, index) => ({ run, index })).sort((a, b) => b.run.y - a.run.y || a.index - b.index);
  const lines: PdfRun[][] = [];
  for (const { run } of sorted) {
    const last = lines.at(-1)?.[0];
    if (last !== undefined && last.y - run.y <= SAME_BASELINE * Math.max(last.size, run.size)) lines.at(-1)?.push(run);
    else lines.push([run]);
  }
  return lines.map((line) =>
    partsOf(
      line.sort((a, b) => a.x - b.x),
      number,
    ),
  );
}

function partsOf(runs: readonly PdfRun[], page: number): PdfLine[] {
  const parts: PdfLine[] = [];
  for (const run of runs) {
    const last = parts.at(-1);
    const gap = last === undefined ? 0 : run.x - (last.x + last.width);
    if (last === undefined || gap > COLUMN_GAP * run.size) parts.push({ ...run, page });
    else {
      const blank = gap > WORD_GAP * run.size && !/\s$/.test(last.text) && !/^\s/.test(run.text) ? ' ' : '';
      parts[parts.length - 1] = {
        ...last,
        text: last.text + blank + run.text,
        width: Math.max(last.x + last.width, run.x + run.width) - last.x,
        size: Math.max(last.size, run.size),
      };
    }
  }
  return parts;
}

function inReadingOrder(lines: readonly (readonly PdfLine[])[]): PdfRow[] {
  const gutter = gutterOf(lines.flat());
  if (gutter === undefined) return lines.map((parts) => ({ parts }));
  const rows: PdfRow[] = [];
  let left: PdfLine[][] = [];
  let right: PdfLine[][] = [];
  const flush = () => {
    rows.push(...inReadingOrder(left), ...inReadingOrder(right));
    [left, right] = [[], []];
  };
  for (const parts of lines) {
    if (parts.some((part) => isAcross(part, gutter))) {
      flush();
      rows.push({ parts });
      continue;
    }
    const [before, after] = [parts.filter(({ x }) => x < gutter), parts.filter(({ x }) => x >= gutter)];
    if (before.length > 0) left.push(before);
    if (after.length > 0) right.push(after);
  }
  flush();
  return rows;
}

const isAcross = ({ x, width }: PdfLine, place: number) => x < place && x + width > place;

/** Where two columns of prose part; undefined for one column, and for tables. */
function gutterOf(parts: readonly PdfLine[]): number | undefined {
  const places = [...new Set(parts.map(({ x }) => Math.round(x) - 2))].sort((a, b) => a - b);
  for (const place of places) {
    const left = parts.filter(({ x, width }) => x + width <= place);
    const right = parts.filter(({ x }) => x >= place);
    const across = parts.length - left.length - right.length;
    if (Math.min(left.length, right.length) < LEAST_COLUMN_LINES || across > MOST_ACROSS * parts.length) continue;
    if (isProse(left) && isProse(right) && standSideBySide(left, right)) return place;
  }
  return undefined;
}

function isProse(parts: readonly PdfLine[]): boolean {
  const width = Math.max(...parts.map((part) => part.x + part.width)) - Math.min(...parts.map(({ x }) => x));
  const mean = parts.reduce((sum, part) => sum + part.width, 0) / parts.length;
  const words = parts.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0) / parts.length;
  return mean >= FILLS_COLUMN * width && words >= 3;
}

function standSideBySide(left: readonly PdfLine[], right: readonly PdfLine[]): boolean {
  const [top, bottom] = [Math.max(...right.map(({ y }) => y)), Math.min(...right.map(({ y }) => y))];
  return left.filter(({ y, size }) => y <= top + size && y >= bottom - size).length >= left.length / 3;
}

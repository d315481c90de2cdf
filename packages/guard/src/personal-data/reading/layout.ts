/** A cell of a table: where it stands, and where the title of its column stands. */
export interface Cell {
  readonly start: number;
  readonly end: number;
  readonly title: { readonly start: number; readonly end: number } | undefined;
}

const SEPARATORS = ['\t', '|', ';'] as const;
/** Columns of the widest table that is read as one. */
const MAX_COLUMNS = 200;

interface Line {
  readonly start: number;
  readonly end: number;
}

/**
 * Cells of the tables in a text, in order: two and more lines one below the other with the same separator as often. The first
 * line holds the titles.
 */
export function tableCells(text: string): Cell[] {
  const cells: Cell[] = [];
  let block: Line[] = [];
  let shape = '';
  const close = () => {
    if (block.length > 1) cells.push(...cellsOf(text, block, shape.charAt(0)));
    block = [];
  };
  for (const line of linesOf(text)) {
    const next = shapeOf(text, line);
    if (next !== shape) close();
    shape = next;
    if (shape !== '') block.push(line);
  }
  close();
  return cells;
}

/** Lines with their offsets, without the line break. */
export function* linesOf(text: string): Generator<Line> {
  let start = 0;
  while (start <= text.length) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    yield { start, end };
    start = end + 1;
  }
}

/** Separator and how often it stands; empty for a line that is no row. */
function shapeOf(text: string, { start, end }: Line): string {
  for (const separator of SEPARATORS) {
    let count = 0;
    for (let at = start; at < end && count <= MAX_COLUMNS; at++) if (text[at] === separator) count += 1;
    if (count > (separator === ';' ? 1 : 0) && count <= MAX_COLUMNS) return separator + count;
  }
  return '';
}

function cellsOf(text: string, lines: readonly Line[], separator: string): Cell[] {
  const [head, ...rows] = lines.map((line) => split(text, line, separator));
  return [
    ...(head ?? []).map((cell) => ({ ...cell, title: undefined })),
    // A line of dashes below the titles, as Markdown has it, holds nothing.
    ...rows.flatMap((row) => row.map((cell, column) => ({ ...cell, title: titleOf(head?.[column]) }))),
  ];
}

/** What is longer is no title. */
const MAX_TITLE = 80;
const titleOf = (cell: Line | undefined) => (cell && cell.end - cell.start <= MAX_TITLE ? cell : undefined);

function split(text: string, { start, end }: Line, separator: string): Line[] {
  const cells: Line[] = [];
  let from = start;
  for (let at = start; at <= end; at++) {
    if (at < end && text[at] !== separator) continue;
    cells.push({ start: from, end: at });
    from = at + 1;
  }
  return cells;
}

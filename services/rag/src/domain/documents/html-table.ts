import { elementsBelow, type HtmlElement } from './html-tree.js';

export interface TableRow {
  readonly cells: readonly string[];
  /** Header cells; absent in the row of headers itself and in tables without one. */
  readonly columns?: readonly string[];
}

/** More repeats of a cell than any table for readers has. */
const MAX_SPAN = 100;

/**
 * Rows of a table with the cells that span several rows or columns repeated in each; `null` for a table that only lays out
 * a page: nested tables, one column, or headings and lists in its cells.
 */
export function tableRows(table: HtmlElement, textOf: (cell: HtmlElement) => string): TableRow[] | null {
  const rows = rowsOf(table);
  const role = table.attributes.role;
  if (role === 'presentation' || role === 'none') return null;
  for (const { name } of elementsBelow(table)) if (/^h[1-6]$|^ul$|^ol$/.test(name)) return null;
  for (const child of table.children)
    if (typeof child !== 'string') for (const { name } of elementsBelow(child)) if (name === 'table') return null;
  if (rows.every(({ cells }) => cells.length <= 1)) return null;
  const grid = expanded(rows, textOf);
  const [first] = rows;
  const hasHeader =
    grid.length > 1 && first !== undefined && (first.inHead || first.cells.every(({ name }) => name === 'th'));
  const columns = hasHeader ? grid[0] : undefined;
  return grid.map((cells, index) => ({ cells, ...(columns !== undefined && index > 0 && { columns }) }));
}

interface SourceRow {
  readonly cells: readonly HtmlElement[];
  readonly inHead: boolean;
}

function rowsOf(table: HtmlElement, inHead = false): SourceRow[] {
  const rows: SourceRow[] = [];
  for (const child of table.children) {
    if (typeof child === 'string') continue;
    if (child.name === 'tr')
      rows.push({
        inHead,
        cells: child.children.filter(
          (cell): cell is HtmlElement => typeof cell !== 'string' && /^t[hd]$/.test(cell.name),
        ),
      });
    else if (/^(?:thead|tbody|tfoot)$/.test(child.name)) rows.push(...rowsOf(child, child.name === 'thead'));
  }
  return rows;
}

function expanded(rows: readonly SourceRow[], textOf: (cell: HtmlElement) => string): string[][] {
  /** By column: a cell from above and in how many rows it still stands. */
  const hanging: ({ text: string; rows: number } | undefined)[] = [];
  return rows.map(({ cells }) => {
    const line: string[] = [];
    const takeHanging = () => {
      for (let above = hanging[line.length]; above !== undefined && above.rows > 0; above = hanging[line.length]) {
        above.rows--;
        line.push(above.text);
      }
    };
    for (const cell of cells) {
      takeHanging();
      const text = textOf(cell);
      const rowSpan = span(cell.attributes.rowspan);
      for (let repeat = span(cell.attributes.colspan); repeat > 0; repeat--) {
        hanging[line.length] = rowSpan > 1 ? { text, rows: rowSpan - 1 } : undefined;
        line.push(text);
      }
    }
    takeHanging();
    return line;
  });
}

function span(value: string | undefined): number {
  const number = Number(value ?? 1);
  return Number.isInteger(number) && number > 0 ? Math.min(number, MAX_SPAN) : 1;
}

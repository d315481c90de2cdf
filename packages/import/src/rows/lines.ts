import type { ImportProduct } from '@stellwerk/contracts';
import { type Problem, problemOf } from '../problem.js';
import type { TextRecord } from '../text/record.js';
import { cellOf } from './cell.js';
import type { PlannedField, RowPlan } from './plan.js';
import { LINE_FIELDS } from './products.js';
import { type ReadRow, readRow } from './read-row.js';

type Content = readonly string[] | Readonly<Record<string, unknown>>;

/** Text of the key columns of a record as it stands there; `undefined` where it names none. */
export function lineKey({ kind, fields }: RowPlan, { content }: TextRecord): string | undefined {
  if (!content) return undefined;
  const [group = []] = kind.keys;
  const cells = group.map((name) => {
    const planned = fields.find((field) => field.name === name);
    return planned ? String(cellOf(planned, content) ?? '').trim() : '';
  });
  return cells.some((cell) => cell === '') ? undefined : cells.join('\u001f');
}

/**
 * Reads adjacent records as the lines of one sale. What belongs to the sale may be left empty after the first line; where a
 * line says something else, or cannot be read, the sale is refused as a whole.
 */
export function readLines(plan: RowPlan, records: readonly TextRecord[]): ReadRow {
  const [first, ...others] = records;
  if (!first) throw new RangeError('a sale has at least one line');
  const head = readRow(plan, first);
  if (others.length === 0) return head;
  const problems: Problem[] = [...head.problems];
  const products: ImportProduct[] = productsOf(head);
  const lines = [head.cells];
  for (const record of others) {
    const line = readRow(plan, { ...record, ...withContent(filled(plan, first.content ?? [], record.content)) });
    problems.push(...disagreements(plan, first, record), ...line.problems);
    products.push(...productsOf(line));
    lines.push(line.cells);
  }
  const { row, line } = head;
  const value = problems.length > 0 || !head.value ? undefined : { ...head.value, products };
  return { row, line, value, problems, cells: { lines } };
}

const productsOf = ({ value }: ReadRow): ImportProduct[] => [...((value?.products ?? []) as readonly ImportProduct[])];

const withContent = (content: Content | undefined) => (content === undefined ? {} : { content });

const ofSale = ({ fields }: RowPlan): readonly PlannedField[] =>
  fields.filter(({ name, column }) => column !== undefined && !Object.hasOwn(LINE_FIELDS, name));

/** The record with the cells of the sale taken from the first line where it has none. */
function filled(plan: RowPlan, first: Content, content: Content | undefined): Content | undefined {
  if (!content) return undefined;
  const missing = ofSale(plan).filter((planned) => isBlank(cellOf(planned, content)));
  if (Array.isArray(content)) {
    const cells = [...content];
    for (const planned of missing)
      if (planned.index < cells.length) cells[planned.index] = String(cellOf(planned, first) ?? '');
    return cells;
  }
  const added = missing.map((planned) => [planned.column ?? '', cellOf(planned, first)] as const);
  return { ...content, ...Object.fromEntries(added) };
}

function disagreements(plan: RowPlan, first: TextRecord, { row, line, content }: TextRecord): Problem[] {
  if (!content) return [];
  return ofSale(plan).flatMap((planned) => {
    const [before, now] = [cellOf(planned, first.content ?? []), cellOf(planned, content)];
    if (isBlank(now) || String(before ?? '').trim() === String(now).trim()) return [];
    const place = { row, line, column: planned.column, field: planned.name };
    return [problemOf('LINES_DISAGREE', { field: planned.name }, place)];
  });
}

const isBlank = (cell: unknown): boolean => cell === undefined || cell === null || String(cell).trim() === '';

import { type ImportKindName, type ImportMapping, importKindNames, StellwerkError } from '@stellwerk/contracts';
import { FileReader, kindNamed, type Problem, parseMapping, type ReadRow, type RowPlan } from '@stellwerk/import';
import { errors } from '../errors.js';
import { parseJson } from '../http/body.js';

/** A row as it is kept when it is refused: whole enough to be mended and read again by itself. */
export interface RefusedRow {
  readonly kind: ImportKindName;
  readonly mapping: ImportMapping;
  /** Cells by column, or `{lines: [cells, …]}` for a sale of several lines. */
  readonly row: Readonly<Record<string, unknown>>;
}

export const refusedRowBytes = (kind: ImportKindName, mapping: ImportMapping, { cells }: ReadRow): Buffer =>
  Buffer.from(JSON.stringify({ kind, mapping, row: cells } satisfies RefusedRow));

/** Where a problem is, as `tracking.rejected` says it: `row[17].total`. */
export const fieldOf = ({ row, column, field }: Problem): string => {
  const name = column ?? field;
  return `row[${row}]${name === undefined ? '' : `.${name}`}`.slice(0, 256);
};

/** Row number in the field of a rejection. */
export const rowNumberOf = (field: string | undefined): number => Number(/^row\[(\d+)\]/.exec(field ?? '')?.[1] ?? 1);

/**
 * Reads a refused row again.
 * @throws TRK_NOT_JSON, TRK_ENVELOPE_INVALID, IMP_… where the whole cannot be understood
 */
export function readRefusedRow(
  original: Buffer,
  defaults: { readonly currency: string; readonly timezone: string },
): { readonly plan: RowPlan; readonly row: ReadRow; readonly refused: RefusedRow } {
  const refused = parseRefusedRow(original);
  const { lines } = refused.row;
  const isLines = Array.isArray(lines);
  // Rows are read as JSON whatever file they came from: by the names of their columns.
  const { format, csv, encoding, ...rest } = refused.mapping;
  const mapping = { ...rest, ...(isLines && { lines: true }) };
  const reader = new FileReader({ kind: kindNamed(refused.kind), mapping, format: 'jsonl', defaults });
  const text = (isLines ? lines : [refused.row]).map((cells) => JSON.stringify(cells)).join('\n');
  const [row] = [...reader.read(text, true)].flatMap(({ rows }) => rows);
  if (!row || !reader.plan) throw new StellwerkError(errors.ENVELOPE_INVALID, { needs: 'a row' }, { field: 'row' });
  return { plan: reader.plan, row, refused };
}

function parseRefusedRow(original: Buffer): RefusedRow {
  const { value } = parseJson(original);
  const { kind, mapping, row } = (typeof value === 'object' && value !== null ? value : {}) as Partial<RefusedRow>;
  const known = importKindNames.find((name) => name === kind);
  if (!known || typeof row !== 'object' || row === null || Array.isArray(row)) {
    throw new StellwerkError(errors.ENVELOPE_INVALID, { needs: '"kind", "mapping" and "row"' }, { field: '(body)' });
  }
  return { kind: known, mapping: parseMapping(mapping), row };
}

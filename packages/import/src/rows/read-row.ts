import type { ImportRow, ImportValue } from '@stellwerk/contracts';
import { CellProblem, type Problem, problemOf, shownValue } from '../problem.js';
import type { TextRecord } from '../text/record.js';
import { assign, define } from './assign.js';
import { cellOf, isEmpty, readCell } from './cell.js';
import { takeOpenFields } from './open-fields.js';
import type { RowPlan } from './plan.js';
import { foldProducts } from './products.js';

/** Longest row that is read into fields, characters: more than any event may have. */
const MAX_ROW_CHARACTERS = 65_536;

/** A record that has been read: its row, or what is wrong with it, and in both cases what of it was used. */
export interface ReadRow {
  readonly row: number;
  readonly line: number;
  /** `undefined` where there is a problem. */
  readonly value: ImportRow | undefined;
  readonly problems: readonly Problem[];
  /** The cells that the mapping uses, as the file has them, by column: enough to read the row again. */
  readonly cells: Readonly<Record<string, unknown>>;
}

/** Reads one record into the fields of its kind. Every problem of the row is told, not only the first. */
export function readRow(plan: RowPlan, record: TextRecord): ReadRow {
  const { row, line } = record;
  const refuse = (problems: Problem[], cells = {}): ReadRow => ({ row, line, value: undefined, problems, cells });
  const defect = defectOf(plan, record);
  if (defect) return refuse([defect]);
  const given = record.content ?? [];
  const problems: Problem[] = [];
  const value: Record<string, ImportValue> = {};
  const cells: Record<string, unknown> = {};
  for (const planned of plan.fields) {
    const cell = cellOf(planned, given);
    if (planned.column !== undefined && !isEmpty(cell)) define(cells, planned.column, cell);
    try {
      const read = readCell(plan, planned, cell);
      if (read !== undefined) assign(value, planned.name, read);
    } catch (error) {
      if (!(error instanceof CellProblem)) throw error;
      const shown = shownValue(cell, planned.field.personal);
      const place = { row, line, column: planned.column, field: planned.name, value: shown };
      problems.push(problemOf(error.reason, { field: planned.name, ...error.details }, place));
    }
  }
  if (!Array.isArray(given))
    takeOpenFields(plan, given as Readonly<Record<string, unknown>>, { row, line }, { value, cells, problems });
  if (problems.length === 0) problems.push(...wholeRowProblems(plan, value, { row, line }));
  if (problems.length > 0) return refuse(problems, cells);
  return { row, line, value: plan.kind.lines ? foldProducts(value) : value, problems, cells };
}

function defectOf({ columns }: RowPlan, { row, line, content, defect }: TextRecord): Problem | undefined {
  const place = { row, line };
  if (defect) return problemOf(defect, { limit: MAX_ROW_CHARACTERS }, place);
  if (!columns || !Array.isArray(content)) return undefined;
  if (content.length !== columns.length) {
    return problemOf('CELLS_MISCOUNTED', { cells: content.length, columns: columns.length }, place);
  }
  let characters = 0;
  for (const cell of content) characters += cell.length;
  return characters > MAX_ROW_CHARACTERS ? problemOf('ROW_TOO_LARGE', { limit: MAX_ROW_CHARACTERS }, place) : undefined;
}

/** What only the row as a whole shows. */
function wholeRowProblems(
  { kind, currency }: RowPlan,
  value: Record<string, ImportValue>,
  place: { row: number; line: number },
): Problem[] {
  if (kind.oneOf.length > 0 && !kind.oneOf.some((name) => value[name] !== undefined)) {
    return [problemOf('NOBODY_NAMED', { fields: kind.oneOf.join(', ') }, place)];
  }
  const need = kind.needs.find(({ when, is, field }) => value[when] === is && value[field] === undefined);
  if (need) return [problemOf('VALUE_MISSING', { field: need.field }, { ...place, field: need.field })];
  const amount = Object.keys(value).find((name) => kind.fields[name]?.type === 'amount');
  if (amount === undefined || value.currency !== undefined) return [];
  if (currency === undefined)
    return [problemOf('CURRENCY_MISSING', { field: amount }, { ...place, field: 'currency' })];
  value.currency = currency;
  return [];
}

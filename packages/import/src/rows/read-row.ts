import { type ImportProduct, type ImportRow, type ImportValue, importProduct, openName } from '@stellwerk/contracts';
import { CellProblem, type Problem, problemOf, shownValue } from '../problem.js';
import type { TextRecord } from '../text/record.js';
import { readFlag, readValue } from '../values/value-reader.js';
import type { PlannedField, RowPlan } from './plan.js';
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

/** The cell of a field: by position in CSV, by name or path in JSON. */
export function cellOf(
  { column, index, constant }: PlannedField,
  given: readonly string[] | Readonly<Record<string, unknown>>,
): unknown {
  if (column === undefined) return constant;
  if (Array.isArray(given)) return given[index];
  return valueAt(given as Readonly<Record<string, unknown>>, column);
}

function valueAt(object: Readonly<Record<string, unknown>>, path: string): unknown {
  if (Object.hasOwn(object, path)) return object[path];
  let value: unknown = object;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  return value;
}

function readCell(plan: RowPlan, planned: PlannedField, cell: unknown): string | number | boolean | undefined {
  const { field, name, values, readers } = planned;
  const text = typeof cell === 'string' ? cell.trim() : cell;
  const translated =
    values && (typeof text !== 'object' || text === null) ? (values.get(String(text ?? '')) ?? text) : text;
  if (isEmpty(translated) || (typeof translated === 'string' && plan.empty.has(translated))) {
    if (field.required) throw new CellProblem('VALUE_MISSING', { field: name });
    return undefined;
  }
  const value = readValue(field, translated, readers);
  // Properties keep the type that JSON gives them.
  if (name.startsWith('properties.')) {
    return typeof translated === 'number' || typeof translated === 'boolean'
      ? translated
      : bounded(name, String(value), 2_048);
  }
  if (field.schema && !field.schema.safeParse(value).success) {
    const limit = maxLengthOf(field.schema);
    if (typeof value === 'string' && limit !== null && value.length > limit) bounded(name, value, limit);
    throw new CellProblem('OUT_OF_BOUNDS', { field: name });
  }
  return value;
}

function bounded(field: string, value: string, limit: number): string {
  if (value.length > limit) throw new CellProblem('TEXT_TOO_LONG', { field, characters: value.length, limit });
  return value;
}

function maxLengthOf(schema: unknown): number | null {
  return (schema as { readonly maxLength?: number | null }).maxLength ?? null;
}

/** What JSON rows may hold beside single values: groups of consent and properties, and product lines. */
function takeOpenFields(
  plan: RowPlan,
  given: Readonly<Record<string, unknown>>,
  place: { row: number; line: number },
  into: { value: Record<string, ImportValue>; cells: Record<string, unknown>; problems: Problem[] },
): void {
  const { kind, mapping } = plan;
  const take = (column: string, use: (found: unknown) => void) => {
    const found = Object.hasOwn(given, column) ? given[column] : undefined;
    if (found === undefined || found === null) return;
    define(into.cells, column, found);
    try {
      use(found);
    } catch (error) {
      if (!(error instanceof CellProblem)) throw error;
      const shown = shownValue(found, kind.personal);
      into.problems.push(problemOf(error.reason, error.details, { ...place, column, field: column, value: shown }));
    }
  };
  if (kind.lines) take('products', (found) => assign(into.value, 'products', productsOf(found)));
  if (!kind.personal || mapping.columns) return;
  take('consent', (found) => {
    for (const [name, cell] of entriesOf('consent', found)) assign(into.value, `consent.${name}`, readFlag(cell));
  });
  take('properties', (found) => {
    for (const [name, cell] of entriesOf('properties', found)) {
      if (typeof cell === 'object')
        throw new CellProblem('VALUE_NOT_PLAIN', { field: `properties.${name}`, found: 'an object' });
      const value = typeof cell === 'string' ? bounded(`properties.${name}`, cell, 2_048) : (cell as number | boolean);
      assign(into.value, `properties.${name}`, value);
    }
  });
}

function entriesOf(field: string, value: unknown): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CellProblem('VALUE_NOT_PLAIN', { field, found: 'something else than an object' });
  }
  const entries = Object.entries(value).filter(([, cell]) => cell !== null);
  const odd = entries.find(([name]) => !openName.safeParse(name).success);
  if (odd) throw new CellProblem('OUT_OF_BOUNDS', { field: `${field}.${odd[0].slice(0, 32)}` });
  return entries;
}

const MAX_PRODUCTS = 500;

function productsOf(value: unknown): ImportProduct[] {
  if (!Array.isArray(value) || value.length > MAX_PRODUCTS) {
    throw new CellProblem('PRODUCTS_INVALID', { problem: `a list of at most ${MAX_PRODUCTS} is expected` });
  }
  return value.map((entry) => {
    const texts = Object.entries(typeof entry === 'object' && entry !== null ? entry : {})
      .filter(([, cell]) => cell !== null)
      .map(([name, cell]) => [name, typeof cell === 'number' ? String(cell) : cell]);
    const parsed = importProduct.safeParse(Object.fromEntries(texts));
    if (!parsed.success)
      throw new CellProblem('PRODUCTS_INVALID', { problem: `see ${parsed.error.issues[0]?.path.join('.')}` });
    return parsed.data;
  });
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

const isEmpty = (cell: unknown): boolean => cell === undefined || cell === null || cell === '';

/** Sets `total`, or `consent.marketing` inside `consent`. Names come from files: none of them reaches a prototype. */
function assign(row: Record<string, ImportValue>, name: string, value: ImportValue): void {
  const at = name.indexOf('.');
  if (at < 0) {
    row[name] = value;
    return;
  }
  const group = name.slice(0, at);
  if (!Object.hasOwn(row, group)) row[group] = {};
  define(row[group] as Record<string, unknown>, name.slice(at + 1), value);
}

function define(object: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

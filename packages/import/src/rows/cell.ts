import { CellProblem } from '../problem.js';
import { readValue } from '../values/value-reader.js';
import type { PlannedField, RowPlan } from './plan.js';

/** Longest text of a property, as events have them. */
const MAX_PROPERTY_CHARACTERS = 2_048;

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

/** Reads the cell of a field; `undefined` = it says nothing. @throws CellProblem */
export function readCell(plan: RowPlan, planned: PlannedField, cell: unknown): string | number | boolean | undefined {
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
      : bounded(name, String(value), MAX_PROPERTY_CHARACTERS);
  }
  if (field.schema && !field.schema.safeParse(value).success) {
    const limit = maxLengthOf(field.schema);
    if (typeof value === 'string' && limit !== null && value.length > limit) bounded(name, value, limit);
    throw new CellProblem('OUT_OF_BOUNDS', { field: name });
  }
  return value;
}

/** @throws CellProblem IMP_TEXT_TOO_LONG */
export function bounded(field: string, value: string, limit: number): string {
  if (value.length > limit) throw new CellProblem('TEXT_TOO_LONG', { field, characters: value.length, limit });
  return value;
}

function maxLengthOf(schema: unknown): number | null {
  return (schema as { readonly maxLength?: number | null }).maxLength ?? null;
}

export const isEmpty = (cell: unknown): boolean => cell === undefined || cell === null || cell === '';

import { StellwerkError } from '@stellwerk/contracts';
import type { SchemaElement } from 'hyparquet';
import { errors } from '../errors.js';

export interface ParquetColumn {
  readonly element: SchemaElement;
  readonly isNested: boolean;
}

/** Decimal digits that a double keeps. */
const EXACT_DIGITS = 15;
const NESTED_DECIMALS = 12;

/** A value of a column in JSON: days and times as ISO 8601, decimals with the digits of their scale. */
export function plainValue(value: unknown, column: ParquetColumn): unknown {
  if (value === undefined || value === null) return null;
  if (column.isNested) return plainNested(value, column);
  const { element } = column;
  if (value instanceof Date) return dateText(value, element);
  if (element.converted_type === 'DECIMAL' && typeof value === 'number') return decimalText(value, element);
  return plainNested(value, column);
}

function dateText(value: Date, { name, converted_type, logical_type }: SchemaElement): string {
  if (Number.isNaN(value.getTime())) throw unreadable(name, 'holds a time that does not exist');
  const text = value.toISOString();
  if (converted_type === 'DATE' || logical_type?.type === 'DATE') return text.slice(0, 10);
  // Without UTC it is a wall-clock time, whose zone the mapping says.
  const isLocal = logical_type?.type === 'TIMESTAMP' && !logical_type.isAdjustedToUTC;
  return isLocal ? text.slice(0, -1) : text;
}

/** The decoder hands decimals over as doubles: rounding to their scale restores them, up to fifteen digits. */
function decimalText(value: number, { name, precision = 0, scale = 0 }: SchemaElement): string {
  const text = value.toFixed(scale);
  if (precision > EXACT_DIGITS && text.replace(/\D/g, '').replace(/^0+/, '').length > EXACT_DIGITS) {
    throw unreadable(name, `holds a decimal of more than ${EXACT_DIGITS} digits`);
  }
  return text;
}

function plainNested(value: unknown, column: ParquetColumn): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === 'number') return column.isNested ? Number(value.toFixed(NESTED_DECIMALS)) : value;
  if (value instanceof Date) return dateText(value, column.element);
  if (ArrayBuffer.isView(value)) throw unreadable(column.element.name, 'holds bytes that are no text');
  if (Array.isArray(value)) return value.map((entry) => plainNested(entry, column));
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plainNested(inner, column)]));
  }
  return value;
}

const unreadable = (column: string, problem: string) =>
  new StellwerkError(
    errors.COLUMN_UNREADABLE,
    { column: column.slice(0, 64), problem },
    { field: column.slice(0, 256) },
  );

import type { ImportKind, ImportRow } from '@stellwerk/contracts';

const SEPARATOR = '\u001f';

/**
 * What a row is about, as one text: the first group of key fields that is given. `undefined` where none is, which a row
 * that was read never has.
 */
export function naturalKey({ keys }: ImportKind, row: ImportRow): string | undefined {
  const group = keys.find((fields) => fields.every((field) => row[field] !== undefined));
  return group && [group.join(), ...group.map((field) => String(row[field]))].join(SEPARATOR);
}

/** What a row says, as one text: of rows that count once what is counted, of others everything. */
export function contentOf({ repeats, counted }: ImportKind, row: ImportRow): string {
  if (repeats === 'once') return counted.map((field) => String(row[field] ?? '')).join(SEPARATOR);
  return JSON.stringify(sorted(row));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return entries.map(([name, inner]) => [name, sorted(inner)]);
}

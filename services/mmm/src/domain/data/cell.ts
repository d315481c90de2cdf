const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
/** What programs write where they have no value. `NaN` is not among them: a computation failed there. */
const EMPTY = new Set(['', 'NA', 'N/A', 'null', 'NULL', 'None', '\\N']);
const SHOWN_CHARACTERS = 40;

export type Cell = string | number | null | undefined;

/** The number that a cell says: `empty` where it says nothing, `invalid` where it is no finite number. */
export function parseNumber(cell: Cell): number | 'empty' | 'invalid' {
  if (cell === null || cell === undefined) return 'empty';
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : 'invalid';
  const text = cell.trim();
  if (EMPTY.has(text)) return 'empty';
  if (!NUMBER.test(text)) return 'invalid';
  const value = Number(text);
  return Number.isFinite(value) ? value : 'invalid';
}

/** What a cell says, short enough for a message. */
export function shown(cell: Cell): string {
  const text = String(cell ?? '');
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}

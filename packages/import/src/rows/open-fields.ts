import { type ImportProduct, type ImportValue, importProduct, openName } from '@stellwerk/contracts';
import { CellProblem, type Problem, problemOf, shownValue } from '../problem.js';
import { readFlag } from '../values/value-reader.js';
import { assign, define } from './assign.js';
import { bounded } from './cell.js';
import type { RowPlan } from './plan.js';

/** What JSON rows may hold beside single values: groups of consent and properties, and product lines. */
export function takeOpenFields(
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

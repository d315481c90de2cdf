import type { Cell } from '../cell.js';
import { isoDay } from '../day.js';
import { FIXED } from './column-names.js';
import type { Currencies } from './table-currencies.js';
import type { Span } from './table-span.js';

/** Numbers by day, geo and column. */
export class TableCells {
  readonly #cells = new Map<string, Map<string, number>>();
  readonly #columns = new Set<string>();

  add(day: number, geo: string, column: string, value: number): void {
    this.#columns.add(column);
    const key = `${day}/${geo}`;
    const row = this.#cells.get(key) ?? new Map<string, number>();
    row.set(column, (row.get(column) ?? 0) + value);
    this.#cells.set(key, row);
  }

  /** Sets a cell of a row that is there. */
  set(day: number, geo: string, column: string, value: number): void {
    this.#columns.add(column);
    this.#cells.get(`${day}/${geo}`)?.set(column, value);
  }

  has(column: string): boolean {
    return this.#columns.has(column);
  }

  drop(column: string): void {
    this.#columns.delete(column);
  }

  total(column: string): number {
    let sum = 0;
    for (const row of this.#cells.values()) sum += row.get(column) ?? 0;
    return sum;
  }

  derive(column: string, compute: (cell: (name: string) => number) => number): void {
    this.#columns.add(column);
    for (const row of this.#cells.values())
      row.set(
        column,
        compute((name) => row.get(name) ?? 0),
      );
  }

  columns(): readonly string[] {
    return [FIXED.date, FIXED.geo, FIXED.currency, ...[...this.#columns].sort()];
  }

  /** Rows that have an outcome, geo after geo, each with its currency: the unusual one where there are several. */
  rows({ usual, others }: Currencies, outcome: string, { from, to, geos }: Span): readonly ReadonlyMap<string, Cell>[] {
    const rows: ReadonlyMap<string, Cell>[] = [];
    for (const geo of geos)
      for (let day = from; day < to; day++) {
        const row = this.#cells.get(`${day}/${geo}`);
        if (!row?.has(outcome)) continue;
        const cells = new Map<string, Cell>([
          [FIXED.date, isoDay(day)],
          [FIXED.geo, geo],
          [FIXED.currency, others.get(`${day}/${geo}`) ?? usual],
        ]);
        for (const column of this.#columns) cells.set(column, row.get(column) ?? 0);
        rows.push(cells);
      }
    return rows;
  }
}

import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../errors.js';
import { type Cell, parseNumber, shown } from './cell.js';
import { type DataColumns, type NumericColumn, numericColumns } from './data-columns.js';
import { DataProblems } from './data-error.js';
import { isoDay, parseDay } from './day.js';

/** Beyond it, doubles no longer hold every whole number, and squares come near their end. */
const LARGEST = 1e15;
/** 210 geos of four years by day are 306,810 rows. */
const MAX_ROWS = 1_000_000;
const MAX_CELLS = 50_000_000;
const FIRST_CAPACITY = 1_024;

/** What a reader calls a row: its number as spreadsheets count (the header is 1), or words where there is no file to look it up in. */
export type RowName = number | string;

/** The rows of a table as they were given, each cell a number, not yet on a grid. */
export interface Observations {
  readonly columns: readonly NumericColumn[];
  readonly count: number;
  readonly row: readonly RowName[];
  /** Days since 1970-01-01. */
  readonly day: Int32Array;
  /** Index into {@link geos}. */
  readonly geo: Uint32Array;
  /** In the order in which they came. */
  readonly geos: readonly string[];
  /** By the column's name. */
  readonly values: ReadonlyMap<string, Float64Array>;
  readonly currency: string | null;
}

export interface ObservationLimits {
  /** Today, as an ISO date: no period may begin after it. */
  readonly today: string;
  readonly maxRows?: number;
}

/**
 * Takes the rows of a table in any order and checks each cell. Problems are collected; {@link finish} throws them.
 */
export class ObservationReader {
  readonly #columns: readonly NumericColumn[];
  readonly #problems = new DataProblems();
  readonly #row: RowName[] = [];
  readonly #values: Float64Array[];
  readonly #geoIndex = new Map<string, number>();
  readonly #today: number;
  readonly #maxRows: number;
  #day = new Int32Array(FIRST_CAPACITY);
  #geo = new Uint32Array(FIRST_CAPACITY);
  #count = 0;
  #currency: string | null;

  constructor(
    private readonly spec: DataColumns,
    { today, maxRows = MAX_ROWS }: ObservationLimits,
  ) {
    const day = parseDay(today);
    if (day === null) throw new RangeError(`"${today}" is not a date`);
    this.#today = day;
    this.#columns = numericColumns(spec);
    this.#maxRows = Math.min(maxRows, Math.floor(MAX_CELLS / this.#columns.length));
    this.#values = this.#columns.map(() => new Float64Array(FIRST_CAPACITY));
    this.#currency = spec.currency ?? null;
  }

  /** Whether so many problems have been found that reading on is of no use. */
  get isHopeless(): boolean {
    return this.#problems.isFull;
  }

  /**
   * @param row for errors and warnings about it
   * @param cell what the row says in a column
   * @throws StellwerkError MMM_DATA_TOO_LARGE
   */
  add(row: RowName, cell: (column: string) => Cell): void {
    if (this.#count >= this.#maxRows)
      throw new StellwerkError(errors.DATA_TOO_LARGE, { limit: this.#maxRows, what: 'rows' });
    const day = this.#readDay(row, cell(this.spec.date));
    const geo = this.#readGeo(row, cell);
    this.#readCurrency(row, cell);
    this.#grow();
    const at = this.#count;
    for (const [index, column] of this.#columns.entries()) {
      const values = this.#values[index];
      if (values) values[at] = this.#readNumber(row, column, cell(column.name));
    }
    this.#row.push(row);
    this.#day[at] = day;
    this.#geo[at] = geo;
    this.#count += 1;
  }

  /** @throws DataError with every problem found; MMM_NO_ROWS */
  finish(): Observations {
    this.#problems.refuse();
    if (this.#count === 0) throw new StellwerkError(errors.NO_ROWS);
    const values = new Map<string, Float64Array>();
    for (const [index, { name }] of this.#columns.entries())
      values.set(name, (this.#values[index] ?? new Float64Array()).subarray(0, this.#count));
    return {
      columns: this.#columns,
      count: this.#count,
      row: this.#row,
      day: this.#day.subarray(0, this.#count),
      geo: this.#geo.subarray(0, this.#count),
      geos: [...this.#geoIndex.keys()],
      values,
      currency: this.#currency,
    };
  }

  #readDay(row: RowName, cell: Cell): number {
    const column = this.spec.date;
    const text = String(cell ?? '').trim();
    const day = parseDay(text);
    if (text === '') this.#problems.add(errors.CELL_EMPTY, { row, column }, column);
    else if (day === null) this.#problems.add(errors.DATE_INVALID, { row, column, value: shown(text) }, column);
    else if (day > this.#today)
      this.#problems.add(
        errors.DATE_IN_FUTURE,
        { row, column, value: isoDay(day), today: isoDay(this.#today) },
        column,
      );
    return day ?? 0;
  }

  #readGeo(row: RowName, cell: (column: string) => Cell): number {
    const column = this.spec.geo;
    const name = column === undefined ? 'national' : String(cell(column) ?? '').trim();
    if (name === '' && column !== undefined) this.#problems.add(errors.GEO_EMPTY, { row, column }, column);
    const known = this.#geoIndex.get(name);
    if (known !== undefined) return known;
    this.#geoIndex.set(name, this.#geoIndex.size);
    return this.#geoIndex.size - 1;
  }

  #readCurrency(row: RowName, cell: (column: string) => Cell): void {
    const column = this.spec.currencyColumn;
    if (column === undefined) return;
    const currency = String(cell(column) ?? '').trim();
    if (currency === '') this.#problems.add(errors.CELL_EMPTY, { row, column }, column);
    else if (this.#currency === null) this.#currency = currency;
    else if (currency !== this.#currency)
      this.#problems.add(errors.CURRENCY_MIXED, { row, currency: shown(currency), first: this.#currency }, column);
  }

  #readNumber(row: RowName, { name, isMedia }: NumericColumn, cell: Cell): number {
    const column = name;
    const value = parseNumber(cell);
    if (value === 'empty') this.#problems.add(errors.CELL_EMPTY, { row, column }, column);
    else if (value === 'invalid')
      this.#problems.add(errors.CELL_NOT_A_NUMBER, { row, column, value: shown(cell) }, column);
    else if (Math.abs(value) > LARGEST)
      this.#problems.add(errors.NUMBER_TOO_LARGE, { row, column, value, limit: LARGEST }, column);
    else if (isMedia && value < 0) this.#problems.add(errors.NEGATIVE_MEDIA, { row, column, value }, column);
    else if (name === this.spec.outcome && this.spec.counts && value < 0)
      this.#problems.add(errors.NEGATIVE_OUTCOME, { row, column, value }, column);
    return typeof value === 'number' ? value + 0 : Number.NaN;
  }

  #grow(): void {
    const capacity = this.#day.length;
    if (this.#count < capacity) return;
    const day = new Int32Array(capacity * 2);
    day.set(this.#day);
    this.#day = day;
    const geo = new Uint32Array(capacity * 2);
    geo.set(this.#geo);
    this.#geo = geo;
    for (const [index, values] of this.#values.entries()) {
      const grown = new Float64Array(capacity * 2);
      grown.set(values);
      this.#values[index] = grown;
    }
  }
}

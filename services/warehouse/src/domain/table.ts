/** What a cell may hold on its way to ClickHouse; instants are seconds as text, decimals are text. */
export type Cell =
  | string
  | number
  | boolean
  | null
  | readonly Cell[]
  | Readonly<Record<string, string>>
  | Readonly<Record<string, number>>;

/** A table that the warehouse fills, without what the sink adds itself. */
export interface Table<Column extends string = string> {
  /** `database.table` */
  readonly name: string;
  readonly columns: readonly Column[];
  /** Expression of `PARTITION BY` where one batch can hold rows of several table partitions. */
  readonly partitionBy?: string;
}

export interface TableRow {
  readonly table: Table;
  /** Value of the table's `partitionBy`. */
  readonly tablePartition?: number;
  /** In the order of the table's columns. */
  readonly values: readonly Cell[];
}

/** Declares a table; the columns are its type, so a row with a missing or misspelt one does not compile. */
export const defineTable = <const Column extends string>(table: Table<Column>): Table<Column> => Object.freeze(table);

/** Puts named cells into the order of the table. */
export function rowOf<Column extends string>(
  table: Table<Column>,
  cells: Readonly<Record<Column, Cell>>,
  tablePartition?: number,
): TableRow {
  const values = table.columns.map((column) => cells[column]);
  return tablePartition === undefined ? { table, values } : { table, tablePartition, values };
}

import { SinkRows } from '@stellwerk/clickhouse';
import type { RowCollector } from '../domain/prepared-batch.js';
import type { Table, TableRow } from '../domain/table.js';

/** The rows of one batch as the bytes that go to ClickHouse. */
export class BatchRows implements RowCollector {
  readonly curated = new Map<Table, SinkRows>();
  readonly raw = new SinkRows();
  #curatedRows = 0;

  addCurated({ table, tablePartition, values }: TableRow, offset: bigint): void {
    let rows = this.curated.get(table);
    if (!rows) {
      rows = new SinkRows();
      this.curated.set(table, rows);
    }
    rows.add({ offset, tablePartition, values });
    this.#curatedRows += 1;
  }

  addRaw({ values }: TableRow, offset: bigint): void {
    this.raw.add({ offset, values });
  }

  /** Number of curated rows. */
  get curatedRows(): number {
    return this.#curatedRows;
  }
}

import { TextBlock } from './text-block.js';

/** A row and where it came from. */
export interface SinkRow {
  readonly offset: bigint;
  /** Value of the table's `partitionBy` for this row; absent where the table has none. */
  readonly tablePartition?: number | undefined;
  /** In the order of the table's columns. */
  readonly values: readonly unknown[];
}

/**
 * Rows on their way to one table, by table partition. Each becomes the bytes that are sent as soon as it is added: the cells
 * of a large batch, kept until it is stored, would keep the garbage collector busier than everything else.
 */
export class SinkRows {
  readonly #blocks = new Map<number | undefined, TextBlock>();

  static of(rows: Iterable<SinkRow>): SinkRows {
    const all = new SinkRows();
    for (const row of rows) all.add(row);
    return all;
  }

  /** In offset order. */
  add({ offset, tablePartition, values }: SinkRow): void {
    let block = this.#blocks.get(tablePartition);
    if (!block) {
      block = new TextBlock();
      this.#blocks.set(tablePartition, block);
    }
    const cells = JSON.stringify(values);
    block.append(cells.length === 2 ? `["${offset}"]\n` : `${cells.slice(0, -1)},"${offset}"]\n`);
  }

  /** One block per table partition. */
  get blocks(): ReadonlyMap<number | undefined, TextBlock> {
    return this.#blocks;
  }
}

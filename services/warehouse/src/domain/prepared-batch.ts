import type { DeadLetter, ReceivedMessage } from '@stellwerk/bus';
import type { TableRow } from './table.js';

/** Takes the rows of a batch as they are made, in offset order, each with the offset of the message that brought it. */
export interface RowCollector {
  addCurated(row: TableRow, offset: bigint): void;
  addRaw(row: TableRow, offset: bigint): void;
}

/** A run of messages of one Kafka partition whose rows are made. */
export interface PreparedBatch<Rows extends RowCollector = RowCollector> {
  readonly topic: string;
  readonly partition: number;
  readonly firstOffset: bigint;
  readonly lastOffset: bigint;
  readonly rows: Rows;
  readonly dead: readonly DeadLetter[];
}

/** Bounds and raw rows need at least one message. */
export type Messages = readonly [ReceivedMessage, ...ReceivedMessage[]];

import type { DeadLetter, ReceivedMessage } from '@stellwerk/bus';
import type { TableRow } from './table.js';

/** A row and the message that brought it. */
export interface PositionedRow {
  readonly offset: bigint;
  readonly row: TableRow;
}

/** A run of messages of one Kafka partition, ready to be stored. */
export interface PreparedBatch {
  readonly topic: string;
  readonly partition: number;
  readonly firstOffset: bigint;
  readonly lastOffset: bigint;
  readonly curated: readonly PositionedRow[];
  readonly raw: readonly PositionedRow[];
  readonly dead: readonly DeadLetter[];
}

/** Bounds and raw rows need at least one message. */
export type Messages = readonly [ReceivedMessage, ...ReceivedMessage[]];

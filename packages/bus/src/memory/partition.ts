import { createHash } from 'node:crypto';

/** Partition of a key: any stable spread will do, for nothing outside this process ever sees it. */
export function partitionOf(key: string, partitions: number): number {
  return createHash('sha1').update(key).digest().readUInt32BE(0) % partitions;
}

import { createRequire } from 'node:module';
import { crc32c } from './crc32c.js';
import { EncodableRecord, type RecordToEncode } from './record.js';

/**
 * Encodes what is produced in one buffer of the right size. kafkajs 2.2.4 takes two buffers per header, one per number and
 * one per record, grows a batch by doubling and copies it twice more: that cost the collector more than all else it does.
 */
const require = createRequire(import.meta.url);

/** A 64-bit number as kafkajs hands it around. */
type LongLike = number | string | bigint | { readonly value: bigint };

/** What kafkajs gives its encoder of record batches. */
export interface BatchToEncode {
  readonly compression?: number;
  readonly firstTimestamp: LongLike;
  readonly maxTimestamp: LongLike;
  readonly lastOffsetDelta: number;
  readonly transactional?: boolean;
  readonly producerId: LongLike;
  readonly producerEpoch: number;
  readonly firstSequence: number;
  readonly records: readonly EncodableRecord[];
}

/** The part of kafkajs' Encoder that its produce request reads. */
export interface EncodedBatch {
  readonly buf: Buffer;
  readonly buffer: Buffer;
  size(): number;
}

const MAGIC_BYTE = 2;
const TRANSACTIONAL = 16;
/** From the first offset to the number of records. */
const HEAD_BYTES = 61;
/** First offset and length, which the length does not count. */
const UNCOUNTED_BYTES = 12;
/** Where the checksum stands; it covers everything behind it. */
const CHECKSUM_AT = 17;
const CHECKED_FROM = 21;

const long = (value: LongLike): bigint => (typeof value === 'object' ? value.value : BigInt(value));

/** A record batch of Kafka's message format v2. @throws for compression, which nobody here asks for. */
export async function encodeRecordBatch(batch: BatchToEncode): Promise<EncodedBatch> {
  if (batch.compression) throw new Error('record batches are written without compression');
  const size = batch.records.reduce((sum, record) => sum + record.size, HEAD_BYTES);
  const buffer = Buffer.allocUnsafe(size);
  // The broker numbers messages itself.
  buffer.writeBigInt64BE(0n, 0);
  buffer.writeInt32BE(size - UNCOUNTED_BYTES, 8);
  const partitionLeaderEpoch = 0;
  buffer.writeInt32BE(partitionLeaderEpoch, 12);
  buffer.writeInt8(MAGIC_BYTE, 16);
  buffer.writeInt16BE(batch.transactional ? TRANSACTIONAL : 0, CHECKED_FROM);
  buffer.writeInt32BE(batch.lastOffsetDelta, 23);
  buffer.writeBigInt64BE(long(batch.firstTimestamp), 27);
  buffer.writeBigInt64BE(long(batch.maxTimestamp), 35);
  buffer.writeBigInt64BE(long(batch.producerId), 43);
  buffer.writeInt16BE(batch.producerEpoch, 51);
  buffer.writeInt32BE(batch.firstSequence, 53);
  buffer.writeInt32BE(batch.records.length, 57);
  let at = HEAD_BYTES;
  for (const record of batch.records) at = record.write(buffer, at);
  buffer.writeUInt32BE(crc32c(buffer.subarray(CHECKED_FROM)), CHECKSUM_AT);
  return { buf: buffer, buffer, size: () => size };
}

/** kafkajs loads its encoders with the first message that it sends; from here on they are these. */
function replace(path: string, exports: unknown): void {
  const resolved = require.resolve(path);
  require(resolved);
  (require.cache[resolved] as NodeJS.Module).exports = exports;
}

replace('kafkajs/src/protocol/recordBatch/record/v0', (record: RecordToEncode) => new EncodableRecord(record));
replace('kafkajs/src/protocol/recordBatch/v0', { RecordBatch: encodeRecordBatch, MAGIC_BYTE });

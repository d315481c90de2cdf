import { createRequire } from 'node:module';
import { RecordReader } from './record-reader.js';

/**
 * Decodes what is consumed with headers as texts. kafkajs 2.2.4 takes a buffer per header name and value and copies the
 * object of all headers for each of them: half of what a consumer did was that, and the collecting of it.
 */
const require = createRequire(import.meta.url);

/** The part of kafkajs' Decoder that is used here: where it reads, and how far it is. */
export interface KafkajsDecoder {
  readonly buffer: Buffer;
  offset: number;
}

/** What kafkajs knows of the batch around a record. */
export interface RecordContext {
  readonly firstOffset: string;
  readonly firstTimestamp: string;
  readonly maxTimestamp?: string;
  readonly magicByte: number;
  readonly isControlBatch?: boolean;
  /** 1 = the broker's clock, one time for the whole batch. */
  readonly timestampType?: number;
}

export interface DecodedRecord {
  readonly magicByte: number;
  readonly attributes: number;
  readonly timestamp: string;
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Record<string, string>;
  readonly isControlRecord: boolean;
  readonly batchContext: RecordContext;
}

const LOG_APPEND_TIME = 1;

/** A record of Kafka's message format v2. Values of a header that is there several times are joined by commas. */
export function decodeRecord(decoder: KafkajsDecoder, context: RecordContext): DecodedRecord {
  const reader = new RecordReader(decoder.buffer, decoder.offset);
  // Attributes of a record: none are in use.
  reader.skipByte();
  const timestampDelta = reader.varInt();
  const offsetDelta = reader.varInt();
  const key = reader.bytes();
  const value = reader.bytes();
  const headers: Record<string, string> = {};
  for (let left = reader.varInt(); left > 0; left--) {
    const name = reader.text();
    const text = reader.text();
    const before = headers[name];
    headers[name] = before === undefined ? text : `${before},${text}`;
  }
  decoder.offset = reader.position;
  const isAppendTime = context.timestampType === LOG_APPEND_TIME && context.maxTimestamp;
  return {
    magicByte: context.magicByte,
    attributes: 0,
    timestamp: isAppendTime || String(BigInt(context.firstTimestamp) + BigInt(timestampDelta)),
    offset: String(BigInt(context.firstOffset) + BigInt(offsetDelta)),
    key,
    value,
    headers,
    isControlRecord: context.isControlBatch ?? false,
    batchContext: context,
  };
}

/** kafkajs loads its decoders with the first answer to a fetch; from here on this one is among them. */
const resolved = require.resolve('kafkajs/src/protocol/recordBatch/record/v0/decoder');
require(resolved);
(require.cache[resolved] as NodeJS.Module).exports = decodeRecord;

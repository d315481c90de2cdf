import { createRequire } from 'node:module';

/** What kafkajs gives its record encoder. */
export interface RecordToEncode {
  readonly offsetDelta?: number;
  readonly timestampDelta?: number;
  readonly key?: Buffer | string | null;
  readonly value: Buffer | string | null;
  readonly headers?: Readonly<Record<string, Buffer | string | readonly (Buffer | string)[]>>;
}

/** The part of kafkajs' Encoder that its record batch reads. */
export interface EncodedRecord {
  readonly buf: Buffer;
  readonly buffer: Buffer;
}

const VARINT_BASE = 128;

/** Signed numbers as unsigned ones, small for small magnitudes. */
const zigZag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);

function sizeOfVarInt(value: number): number {
  let bytes = 1;
  for (let rest = zigZag(value); rest >= VARINT_BASE; rest = Math.floor(rest / VARINT_BASE)) bytes += 1;
  return bytes;
}

function writeVarInt(buffer: Buffer, at: number, value: number): number {
  let rest = zigZag(value);
  let position = at;
  for (; rest >= VARINT_BASE; rest = Math.floor(rest / VARINT_BASE)) {
    buffer[position++] = (rest % VARINT_BASE) + VARINT_BASE;
  }
  buffer[position++] = rest;
  return position;
}

const lengthOf = (bytes: Buffer | string | null | undefined): number =>
  bytes == null ? -1 : typeof bytes === 'string' ? Buffer.byteLength(bytes) : bytes.length;

const sizeWithLength = (length: number): number => sizeOfVarInt(length) + Math.max(length, 0);

function writeBytes(buffer: Buffer, at: number, bytes: Buffer | string | null | undefined, length: number): number {
  const position = writeVarInt(buffer, at, length);
  if (bytes == null) return position;
  if (typeof bytes === 'string') buffer.write(bytes, position, length, 'utf8');
  else bytes.copy(buffer, position);
  return position + length;
}

/**
 * Encodes one record of Kafka's message format v2 into one buffer of the right size. kafkajs takes a buffer of half a
 * kilobyte per header and one more per number, which costs the collector more than everything else it does.
 */
export function encodeRecord(record: RecordToEncode): EncodedRecord {
  const { offsetDelta = 0, timestampDelta = 0, key, value, headers = {} } = record;
  const fields: (readonly [name: string, value: Buffer | string])[] = [];
  for (const name in headers) {
    const given = headers[name];
    if (Array.isArray(given)) for (const one of given) fields.push([name, one]);
    else fields.push([name, given as Buffer | string]);
  }
  const keyLength = lengthOf(key);
  const valueLength = lengthOf(value);
  let bodySize = 1 + sizeOfVarInt(timestampDelta) + sizeOfVarInt(offsetDelta) + sizeOfVarInt(fields.length);
  bodySize += sizeWithLength(keyLength) + sizeWithLength(valueLength);
  for (const [name, text] of fields) bodySize += sizeWithLength(lengthOf(name)) + sizeWithLength(lengthOf(text));

  const buffer = Buffer.allocUnsafe(sizeOfVarInt(bodySize) + bodySize);
  let at = writeVarInt(buffer, 0, bodySize);
  // Attributes of a record: none are in use.
  buffer[at++] = 0;
  at = writeVarInt(buffer, at, timestampDelta);
  at = writeVarInt(buffer, at, offsetDelta);
  at = writeBytes(buffer, at, key, keyLength);
  at = writeBytes(buffer, at, value, valueLength);
  at = writeVarInt(buffer, at, fields.length);
  for (const [name, text] of fields) {
    at = writeBytes(buffer, at, name, lengthOf(name));
    at = writeBytes(buffer, at, text, lengthOf(text));
  }
  return { buf: buffer, buffer };
}

/** kafkajs loads its encoder with the first message it sends; from here on that is ours. */
const require = createRequire(import.meta.url);
const path = require.resolve('kafkajs/src/protocol/recordBatch/record/v0');
require(path);
(require.cache[path] as NodeJS.Module).exports = encodeRecord;

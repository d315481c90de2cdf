import { sizeOfVarInt, writeVarInt } from './var-int.js';

type Bytes = Buffer | string | null;

/** What kafkajs gives its record encoder. */
export interface RecordToEncode {
  readonly offsetDelta?: number;
  readonly timestampDelta?: number;
  readonly key?: Bytes | undefined;
  readonly value: Bytes;
  readonly headers?: Readonly<Record<string, Buffer | string | readonly (Buffer | string)[]>>;
}

/** A record of Kafka's message format v2 that knows its size and is written when its place is known. */
export class EncodableRecord {
  readonly size: number;
  readonly #bodySize: number;
  readonly #offsetDelta: number;
  readonly #timestampDelta: number;
  /** Key and value, then name and value of each header in turn. */
  readonly #parts: readonly Bytes[];
  /** Bytes of each part, −1 for none. */
  readonly #lengths: readonly number[];

  constructor({ offsetDelta = 0, timestampDelta = 0, key = null, value, headers = {} }: RecordToEncode) {
    const parts: Bytes[] = [key, value];
    for (const name in headers) {
      const given = headers[name] as Buffer | string | readonly (Buffer | string)[];
      if (Array.isArray(given)) for (const one of given) parts.push(name, one);
      else parts.push(name, given as Buffer | string);
    }
    this.#parts = parts;
    this.#lengths = parts.map(lengthOf);
    this.#offsetDelta = offsetDelta;
    this.#timestampDelta = timestampDelta;
    let size = 1 + sizeOfVarInt(timestampDelta) + sizeOfVarInt(offsetDelta) + sizeOfVarInt(this.#headerCount);
    for (const length of this.#lengths) {
      size += sizeOfVarInt(length) + Math.max(length, 0);
    }
    this.#bodySize = size;
    this.size = sizeOfVarInt(size) + size;
  }

  /** Writes the record and returns the position behind it. */
  write(buffer: Buffer, start: number): number {
    const [keyLength = -1, valueLength = -1] = this.#lengths;
    const [key = null, value = null] = this.#parts;
    let at = writeVarInt(buffer, start, this.#bodySize);
    // Attributes of a record: none are in use.
    buffer[at++] = 0;
    at = writeVarInt(buffer, at, this.#timestampDelta);
    at = writeVarInt(buffer, at, this.#offsetDelta);
    at = writeBytes(buffer, at, key, keyLength);
    at = writeBytes(buffer, at, value, valueLength);
    at = writeVarInt(buffer, at, this.#headerCount);
    for (let index = 2; index < this.#parts.length; index++) {
      at = writeBytes(buffer, at, this.#parts[index] ?? null, this.#lengths[index] ?? -1);
    }
    return at;
  }

  get #headerCount(): number {
    return (this.#parts.length - 2) / 2;
  }
}

/** Names and values of headers are mostly short and ASCII: a loop over those costs less than a call out of JavaScript. */
const SHORT_CHARACTERS = 64;

function lengthOf(bytes: Bytes): number {
  if (bytes === null) return -1;
  if (typeof bytes !== 'string') return bytes.length;
  return isShortAscii(bytes) ? bytes.length : Buffer.byteLength(bytes);
}

function isShortAscii(text: string): boolean {
  if (text.length > SHORT_CHARACTERS) return false;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}

function writeBytes(buffer: Buffer, at: number, bytes: Bytes, length: number): number {
  const position = writeVarInt(buffer, at, length);
  if (bytes === null) return position;
  if (typeof bytes !== 'string') bytes.copy(buffer, position);
  else if (length !== bytes.length || length > SHORT_CHARACTERS) buffer.write(bytes, position, length, 'utf8');
  else for (let index = 0; index < length; index++) buffer[position + index] = bytes.charCodeAt(index);
  return position + length;
}

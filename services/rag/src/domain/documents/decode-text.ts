import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../errors.js';
import { repairDoubleEncoding } from './double-encoding.js';
import type { ParseNote } from './parsed-file.js';

export interface DecodedText {
  readonly text: string;
  /** WHATWG name of the encoding that was used. */
  readonly encoding: string;
  readonly notes: readonly ParseNote[];
}

const BYTE_ORDER_MARKS: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];
/** Bytes that Windows-1252 does not have; browsers read them as control characters, which no text holds. */
const NOT_WINDOWS_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
/** Bytes looked at to tell UTF-16 without a mark. */
const SAMPLE_BYTES = 4_000;

/**
 * Decodes text by its byte order mark, then by validity as UTF-8, then by what is announced, then as Windows-1252. An
 * encoding that was announced wrongly is a note; bytes that no encoding explains are refused: what comes out is never mojibake.
 * @param announced Charset of an HTTP header or of the document itself
 * @throws StellwerkError RAG_ENCODING_INVALID
 */
export function decodeText(bytes: Uint8Array, announced?: string): DecodedText {
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))?.[0];
  const wide = marked ?? wideEncoding(bytes);
  if (wide !== undefined) return finished(strictly(bytes, wide), wide, marked === undefined ? wide : announced);
  const badAt = firstInvalidUtf8(bytes);
  if (badAt === bytes.length) return finished(strictly(bytes, 'utf-8'), 'utf-8', announced);
  const label = announced === undefined ? undefined : encodingOf(announced);
  if (label !== undefined && label !== 'utf-8' && !label.startsWith('utf-16')) {
    if (label === 'windows-1252') refuseUnlessWindows1252(bytes, badAt);
    return finished(strictly(bytes, label), label, announced);
  }
  refuseUnlessWindows1252(bytes, badAt);
  return finished(strictly(bytes, 'windows-1252'), 'windows-1252', announced ?? 'utf-8');
}

function finished(raw: string, encoding: string, announced: string | undefined): DecodedText {
  const notes: ParseNote[] = [];
  const isAnnounced = announced === undefined || encodingOf(announced) === encoding || !/[^ -~\s]/.test(raw);
  if (!isAnnounced) notes.push({ kind: 'encoding', count: 1, detail: `read as ${encoding}` });
  const { text, repaired } = repairDoubleEncoding(raw);
  if (repaired > 0) notes.push({ kind: 'encoding', count: repaired, detail: 'encoded twice, decoded twice' });
  const lost = text.match(/\ufffd/g)?.length ?? 0;
  if (lost > 0) notes.push({ kind: 'replacement-characters', count: lost });
  return { text, encoding, notes };
}

function encodingOf(label: string): string | undefined {
  try {
    return new TextDecoder(label.trim()).encoding;
  } catch (error) {
    // A label that nobody knows announces nothing.
    if ((error as { code?: unknown }).code === 'ERR_ENCODING_NOT_SUPPORTED') return undefined;
    throw error;
  }
}

function strictly(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    const offset = encoding === 'utf-8' ? firstInvalidUtf8(bytes) : encoding === 'utf-32le' ? 0 : bytes.length;
    throw new StellwerkError(errors.ENCODING_INVALID, { encoding, offset }, { field: 'bytes', cause });
  }
}

/** UTF-16 without a mark: in European text nearly every second byte is 0. */
function wideEncoding(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const enough = sample.length / 2 / 2;
  if (bytes.length % 2 !== 0 || Math.max(even, odd) < Math.max(1, enough)) return undefined;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

/**
 * Windows-1252 explains any bytes but five. Where the bytes hold whole characters of UTF-8 as well as broken ones, reading
 * them so would turn the whole ones into nonsense.
 */
function refuseUnlessWindows1252(bytes: Uint8Array, badAt: number): void {
  let whole = 0;
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0;
    const isForeign =
      NOT_WINDOWS_1252.has(byte) || (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13);
    const length = byte < 0x80 ? 1 : utf8Length(bytes, at);
    if (length > 1) whole++;
    if (length <= 1 && isForeign)
      throw new StellwerkError(errors.ENCODING_INVALID, { encoding: 'windows-1252', offset: at }, { field: 'bytes' });
    at += Math.max(1, length);
  }
  if (whole > 0)
    throw new StellwerkError(errors.ENCODING_INVALID, { encoding: 'utf-8', offset: badAt }, { field: 'bytes' });
}

/** Offset of the first byte that is no part of a character; the length where there is none. */
function firstInvalidUtf8(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; ) {
    const length = utf8Length(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return bytes.length;
}

/** Bytes of the character at an offset; 0 where there is none (RFC 3629 §4). */
function utf8Length(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length =
    lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
  const second = bytes[at + 1] ?? 0;
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (length === 0 || second < low || second > high) return 0;
  for (let next = 2; next < length; next++) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

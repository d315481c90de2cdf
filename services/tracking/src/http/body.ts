import { isUtf8 } from 'node:buffer';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { StellwerkError } from '@stellwerk/contracts';
import { isNestedDeeperThan } from '../domain/json-text.js';
import { errors } from '../errors.js';

const MAX_NESTING = 32;

/** Unpackers that stop as soon as their output exceeds the limit: a bomb costs no more than the limit. */
const unpackers: Readonly<Record<string, (packed: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/** Unpacks a body by its content encoding; one that is packed without saying so is recognised by its first bytes. */
export async function unpack(body: Buffer, encoding: string | undefined, limitBytes: number): Promise<Buffer> {
  const effective = packingOf(body, encoding);
  if (effective === '' || effective === 'identity') {
    if (body.length > limitBytes) throw tooLarge(body.length, limitBytes);
    return body;
  }
  const unpacker = Object.hasOwn(unpackers, effective) ? unpackers[effective] : undefined;
  if (!unpacker) throw new StellwerkError(errors.ENCODING_UNKNOWN, {}, { field: 'Content-Encoding' });
  try {
    return await unpacker(body, { maxOutputLength: limitBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(limitBytes + 1, limitBytes);
    throw new StellwerkError(errors.ENCODING_BROKEN, { encoding: effective }, { field: '(body)' });
  }
}

/** How a body is packed, as its sender says, or its first bytes where nothing is said; empty or `identity` = not at all. */
export function packingOf(body: Buffer, encoding: string | undefined): string {
  const named = encoding?.trim().toLowerCase() ?? '';
  return (named === '' || named === 'identity') && isGzip(body) ? 'gzip' : named;
}

/** A JSON body, whatever its content type says, as text and as value. */
export function parseJson(bytes: Buffer): { readonly text: string; readonly value: unknown } {
  if (bytes.length === 0) throw new StellwerkError(errors.BODY_EMPTY, {}, { field: '(body)' });
  if (!isUtf8(bytes)) throw new StellwerkError(errors.NOT_UTF8, {}, { field: '(body)' });
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  return { text, value: parseJsonText(text) };
}

/** The value of JSON text that came inside of a body. @throws StellwerkError where it is none, or nested too deep */
export function parseJsonText(text: string): unknown {
  if (isNestedDeeperThan(text, MAX_NESTING)) {
    throw new StellwerkError(errors.NESTED_TOO_DEEP, { limit: MAX_NESTING }, { field: '(body)' });
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new StellwerkError(errors.NOT_JSON, {}, { field: '(body)' });
  }
}

function tooLarge(bytes: number, limit: number): StellwerkError {
  return new StellwerkError(errors.BODY_TOO_LARGE, { bytes, limit }, { field: '(body)' });
}

function isGzip(body: Buffer): boolean {
  return body[0] === 0x1f && body[1] === 0x8b;
}

import {
  type BrotliOptions,
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  type ZlibOptions,
} from 'node:zlib';
import { StellwerkError } from '@stellwerk/contracts';
import type { Protocol, ProtocolRequest } from '../protocols/protocol.js';
import { packingOf } from './body.js';

/** How far into an unreadable body is searched, from its beginning and from its end. */
const SEARCHED_BYTES = 65_536;

/** What is missing at the end of a packed body costs nothing of what came before it. */
const zlibOptions: ZlibOptions = { finishFlush: constants.Z_SYNC_FLUSH };
const brotliOptions: BrotliOptions = { finishFlush: constants.BROTLI_OPERATION_FLUSH };
const unpackers: Readonly<Record<string, () => ReturnType<typeof createGunzip | typeof createBrotliDecompress>>> = {
  gzip: () => createGunzip(zlibOptions),
  'x-gzip': () => createGunzip(zlibOptions),
  deflate: () => createInflate(zlibOptions),
  br: () => createBrotliDecompress(brotliOptions),
};

/**
 * The key of a source in a body that cannot be read: broken, or larger than allowed. `unpacked` is the body where it could be
 * unpacked whole; else what can be unpacked of its beginning is searched.
 */
export async function keyInBody(
  protocol: Pick<Protocol, 'keyFields' | 'payloadOf'>,
  request: ProtocolRequest,
  body: Buffer,
  unpacked?: Buffer,
): Promise<string | undefined> {
  const { keyFields } = protocol;
  if (!keyFields) return undefined;
  const bytes = unpacked ?? (await beginningOf(body, request.headers['content-encoding']));
  return textFieldIn(payloadIn(protocol, request, bytes), keyFields);
}

/** Value of the first of these text fields that stands near an end of the bytes, which need not be JSON. */
export function textFieldIn(bytes: Buffer, fields: readonly string[]): string | undefined {
  const head = bytes.toString('latin1', 0, SEARCHED_BYTES);
  const tail = bytes.toString('latin1', Math.max(0, bytes.length - SEARCHED_BYTES));
  for (const field of fields) {
    const name = field.replace('$', '\\$');
    const pattern = new RegExp(`"${name}"\\s{0,8}:\\s{0,8}"([^"\\\\]{1,128})"`, 'g');
    // What comes last stands the outermost there.
    const found = pattern.exec(head) ?? [...tail.matchAll(pattern)].at(-1);
    if (found) return found[1];
  }
  return undefined;
}

/** As much of a packed body as is searched; any other body as it is. */
async function beginningOf(body: Buffer, encoding: string | undefined): Promise<Buffer> {
  const packing = packingOf(body, encoding);
  const open = Object.hasOwn(unpackers, packing) ? unpackers[packing] : undefined;
  if (!open) return body;
  const chunks: Buffer[] = [];
  let bytes = 0;
  const unpacker = open();
  unpacker.end(body);
  try {
    for await (const chunk of unpacker) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= SEARCHED_BYTES) break;
    }
  } catch {
    // Broken from here on: what came before is looked through.
  }
  return Buffer.concat(chunks).subarray(0, SEARCHED_BYTES);
}

function payloadIn(protocol: Pick<Protocol, 'payloadOf'>, request: ProtocolRequest, bytes: Buffer): Buffer {
  try {
    return protocol.payloadOf?.(request, bytes) ?? bytes;
  } catch (error) {
    if (error instanceof StellwerkError) return bytes;
    throw error;
  }
}

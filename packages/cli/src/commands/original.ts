import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { StellwerkError } from '@stellwerk/contracts';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { errors } from '../errors.js';
import { unreadable } from '../platform/unreadable.js';

/** How original bytes are to be shown. */
export interface OriginalOptions {
  readonly out?: string;
  readonly json?: boolean;
}

/** Options of every command that shows original bytes. */
export const withOriginalOptions = (command: Command): Command =>
  command
    .option('--out <file>', 'write the bytes to a file that only you can read, instead of standard output')
    .option('--json', 'one JSON document with the bytes as base64');

/** Writes bytes as they are: to a file, or to standard output. */
export async function writeOriginal(
  bytes: Buffer,
  { out }: OriginalOptions,
  context: Pick<CliContext, 'writeBytes' | 'report'>,
): Promise<void> {
  if (out === undefined) {
    await context.writeBytes(bytes);
    return;
  }
  // Originals may hold personal data.
  await writeFile(out, bytes, { mode: 0o600 }).catch((error: unknown) => {
    throw unreadable(out, error);
  });
  context.report(`${bytes.length} bytes written to ${out}`);
}

/** More than the door takes of one request. */
const MAX_UNPACKED_BYTES = 67_108_864;
const options = { maxOutputLength: MAX_UNPACKED_BYTES };
const unpackers: Readonly<Record<string, (packed: Buffer) => Promise<Buffer>>> = {
  gzip: (packed) => promisify(gunzip)(packed, options),
  'x-gzip': (packed) => promisify(gunzip)(packed, options),
  deflate: (packed) => promisify(inflate)(packed, options),
  br: (packed) => promisify(brotliDecompress)(packed, options),
};

/** Unpacks a body as its sender said, or its first bytes say, it is packed. @throws StellwerkError CLI_ORIGINAL_BROKEN */
export async function unpackOriginal(bytes: Buffer, encoding = ''): Promise<Buffer> {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const name = isGzip ? 'gzip' : encoding.trim().toLowerCase();
  const unpack = Object.hasOwn(unpackers, name) ? unpackers[name] : undefined;
  if (!unpack) return bytes;
  try {
    return await unpack(bytes);
  } catch (error) {
    throw new StellwerkError(errors.ORIGINAL_BROKEN, { encoding: name }, { cause: error });
  }
}

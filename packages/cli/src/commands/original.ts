import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress, constants, gunzip, inflate } from 'node:zlib';
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
  await writePrivately(out, bytes).catch((error: unknown) => {
    throw unreadable(out, error);
  });
  context.report(`${bytes.length} bytes written to ${out}`);
}

/** The mode of a file counts only when it is made: one that is there already is closed to others before anything is in it. */
async function writePrivately(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await closeToOthers(handle);
    await handle.writeFile(bytes);
  } finally {
    await handle.close();
  }
}

/** Devices and pipes keep nothing, and belong to others. */
async function closeToOthers(handle: FileHandle): Promise<void> {
  if ((await handle.stat()).isFile()) await handle.chmod(0o600);
}

/** More than the door takes of one request. */
const MAX_UNPACKED_BYTES = 67_108_864;
const whole = { maxOutputLength: MAX_UNPACKED_BYTES };
/** The end of the packed bytes may be missing. */
const part = { ...whole, finishFlush: constants.Z_SYNC_FLUSH };
const brotliPart = { ...whole, finishFlush: constants.BROTLI_OPERATION_FLUSH };
const unpackers: Readonly<Record<string, (packed: Buffer, isPart: boolean) => Promise<Buffer>>> = {
  gzip: (packed, isPart) => promisify(gunzip)(packed, isPart ? part : whole),
  'x-gzip': (packed, isPart) => promisify(gunzip)(packed, isPart ? part : whole),
  deflate: (packed, isPart) => promisify(inflate)(packed, isPart ? part : whole),
  br: (packed, isPart) => promisify(brotliDecompress)(packed, isPart ? brotliPart : whole),
};

/** How an original was packed, and whether only its beginning is there. */
export interface PackedOriginal {
  readonly contentEncoding?: string;
  readonly keptBytes?: number;
}

/**
 * Unpacks a body as its sender said, or its first bytes say, it is packed; of a beginning, what can be unpacked of it.
 * @throws StellwerkError CLI_ORIGINAL_BROKEN
 */
export async function unpackOriginal(
  bytes: Buffer,
  { contentEncoding: encoding = '', keptBytes }: PackedOriginal,
): Promise<Buffer> {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const name = isGzip ? 'gzip' : encoding.trim().toLowerCase();
  const unpack = Object.hasOwn(unpackers, name) ? unpackers[name] : undefined;
  if (!unpack) return bytes;
  try {
    return await unpack(bytes, keptBytes !== undefined);
  } catch (error) {
    throw new StellwerkError(errors.ORIGINAL_BROKEN, { encoding: name }, { cause: error });
  }
}

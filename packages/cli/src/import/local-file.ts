import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { FileBytes } from '@stellwerk/import';
import { unreadable } from '../platform/unreadable.js';

const PIECE_BYTES = 262_144;

/** A file on disk, and how many of its bytes have been read in order, for progress. */
export interface LocalFile extends FileBytes {
  readonly bytesRead: () => number;
}

/** @throws CLI_FILE_UNREADABLE */
export async function localFile(path: string): Promise<LocalFile> {
  const { size } = await stat(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  let read = 0;
  return {
    byteLength: size,
    bytesRead: () => read,
    async *pieces() {
      read = 0;
      try {
        for await (const piece of createReadStream(path, { highWaterMark: PIECE_BYTES })) {
          read += piece.length;
          yield piece;
        }
      } catch (error) {
        throw unreadable(path, error);
      }
    },
    random: {
      byteLength: size,
      slice: async (start, end = size) => {
        const from = start < 0 ? size + start : start;
        const bytes = new Uint8Array(Math.max(0, end - from));
        const handle = await open(path);
        try {
          await handle.read(bytes, 0, bytes.length, from);
        } finally {
          await handle.close();
        }
        read = Math.max(read, end);
        return bytes.buffer;
      },
    },
  };
}

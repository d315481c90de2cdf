import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';

export const isGzip = (sample: Uint8Array): boolean => sample[0] === 0x1f && sample[1] === 0x8b;

/**
 * Unpacks gzip piece by piece. A bomb costs no more than one piece beyond the limit.
 * @throws IMP_PACKED_BROKEN, IMP_UNPACKED_TOO_LARGE
 */
export async function* unpacked(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  limitBytes: number,
): AsyncGenerator<Uint8Array> {
  const source = Readable.from(pieces, { objectMode: false });
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  let bytes = 0;
  try {
    for await (const piece of gunzip as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > limitBytes) throw new StellwerkError(errors.UNPACKED_TOO_LARGE, { limit: limitBytes });
      yield piece;
    }
  } catch (error) {
    if (error instanceof StellwerkError) throw error;
    if ((error as NodeJS.ErrnoException).code?.startsWith('Z_')) throw new StellwerkError(errors.PACKED_BROKEN);
    throw error;
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

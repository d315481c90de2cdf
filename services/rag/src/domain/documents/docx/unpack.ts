import { buffer } from 'node:stream/consumers';
import { StellwerkError } from '@stellwerk/contracts';
import { type Entry, fromBufferPromise } from 'yauzl';
import { errors } from '../../../errors.js';
import { tooLarge } from '../document-text.js';
import type { DocumentLimits } from '../parsed-file.js';

type Limits = Pick<DocumentLimits, 'maxArchiveFiles' | 'maxUnpackedBytes' | 'maxUnpackRatio'>;

/** A small file may be of one letter; ratios say something of larger ones. */
const RATIO_FROM_BYTES = 100_000;

/**
 * Files of an archive whose names are wanted. Sizes are checked before anything is unpacked, and hold while it is: a file that is
 * larger than its directory says is an error of the archive.
 * @throws StellwerkError RAG_ARCHIVE_SUSPICIOUS, RAG_DOCUMENT_BROKEN, RAG_DOCUMENT_TOO_LARGE
 */
export async function unpack(
  bytes: Uint8Array,
  isWanted: (name: string) => boolean,
  limits: Limits,
): Promise<{ readonly files: ReadonlyMap<string, Buffer>; readonly others: readonly string[] }> {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const archive = await ofArchive(() => fromBufferPromise(source, { lazyEntries: true, autoClose: false }));
  if (archive.entryCount > limits.maxArchiveFiles) throw tooLarge(limits.maxArchiveFiles, 'files');
  const entries = await ofArchive(async () => {
    const all: Entry[] = [];
    for await (const entry of archive.eachEntry()) all.push(entry);
    return all;
  });
  refuseBombs(entries, limits);
  const files = new Map<string, Buffer>();
  for (const entry of entries) {
    if (isWanted(entry.fileName))
      files.set(entry.fileName, await ofArchive(async () => buffer(await archive.openReadStreamPromise(entry))));
  }
  return {
    files,
    others: entries.map(({ fileName }) => fileName).filter((name) => !files.has(name) && !name.endsWith('/')),
  };
}

function refuseBombs(entries: readonly Entry[], { maxUnpackedBytes, maxUnpackRatio }: Limits): void {
  let total = 0;
  for (const { uncompressedSize, compressedSize } of entries) {
    total += uncompressedSize;
    if (uncompressedSize >= RATIO_FROM_BYTES && uncompressedSize > maxUnpackRatio * Math.max(1, compressedSize))
      throw suspicious(`one of its files is packed more than ${maxUnpackRatio} to 1`);
  }
  if (total > maxUnpackedBytes) throw suspicious(`its files have more than ${maxUnpackedBytes} bytes`);
}

function suspicious(problem: string): StellwerkError {
  return new StellwerkError(errors.ARCHIVE_SUSPICIOUS, { problem }, { field: 'bytes' });
}

/** Whatever the reader of archives throws, it throws because of the file. */
async function ofArchive<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    throw new StellwerkError(
      errors.DOCUMENT_BROKEN,
      { format: 'DOCX', problem: 'its archive is damaged' },
      { field: 'bytes', cause },
    );
  }
}

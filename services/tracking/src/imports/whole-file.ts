import { createHash } from 'node:crypto';
import { importKinds } from '@stellwerk/contracts';
import { type FileBytes, type OpenSource, openSource } from '@stellwerk/import';
import type { ImportAnswer, ImportRequest } from './import-requests.js';
import { type Imports, SHOWN_PROBLEMS } from './imports.js';

/** What a packed file may become, as a multiple of what may be sent. */
const UNPACKED_FACTOR = 4;
const MAX_ROWS = 1_000_000;
/** Bytes of text that are taken at a time. */
export const PART_BYTES = 2_097_152;

export interface WholeFile {
  readonly request: Omit<ImportRequest, 'format' | 'fingerprint' | 'bytes'>;
  readonly body: Buffer;
  readonly maxBytes: number;
}

/** An import in one request, and what the file was taken for. */
export interface WholeAnswer extends ImportAnswer {
  readonly source: Pick<OpenSource, 'format' | 'encoding' | 'isPacked'>;
}

/** Imports a file that came in one request. Sent again, it goes on where it was. @throws as {@link Imports} */
export async function importWhole(imports: Imports, { request, body, maxBytes }: WholeFile): Promise<WholeAnswer> {
  const { kind, mapping, tenant } = request;
  const unpackedBytes = maxBytes * UNPACKED_FACTOR;
  const limits = { unpackedBytes, groupBytes: unpackedBytes, rows: MAX_ROWS };
  const source = await openSource(inMemory(body), importKinds[kind], mapping, limits);
  const pieces: Buffer[] = [];
  for await (const piece of source.text()) pieces.push(Buffer.from(piece));
  const text = Buffer.concat(pieces);
  const fingerprint = createHash('sha256').update(text).digest('hex');
  const run = await imports.begin({ ...request, format: source.textFormat, fingerprint, bytes: text.length });
  let answer: ImportAnswer = { ...run, problems: [] };
  while (answer.progress.state === 'open') {
    const { offset } = answer.progress;
    const bytes = text.subarray(offset, offset + PART_BYTES);
    const isLast = offset + bytes.length === text.length;
    const part = await imports.take(tenant, run.head.importId, { offset, bytes, isLast });
    answer = { ...part, problems: [...answer.problems, ...part.problems].slice(0, SHOWN_PROBLEMS) };
  }
  const { format, encoding, isPacked } = source;
  return { ...answer, source: { format, encoding, isPacked } };
}

function inMemory(bytes: Buffer): FileBytes {
  return {
    byteLength: bytes.length,
    async *pieces() {
      yield bytes;
    },
    random: { byteLength: bytes.length, slice: (start, end) => new Uint8Array(bytes.subarray(start, end)).buffer },
  };
}

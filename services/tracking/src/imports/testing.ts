import { createHash } from 'node:crypto';
import { ANALYST, type TrackingUnderTest } from '../testing/tracking-service.js';
import type { ImportView } from './answers.js';

export interface FileOptions {
  readonly source?: string;
  readonly mapping?: object;
  readonly token?: string;
}

/** What our own API answers, with what the refusals among it say. */
export type Answered = ImportView & { readonly code: string; readonly field: string; readonly status: number };

/** Imports a file in one request. */
export async function importFile(
  { app }: TrackingUnderTest,
  kind: string,
  content: string | Buffer,
  { source = 'web', mapping, token = ANALYST }: FileOptions = {},
): Promise<Answered> {
  const query = new URLSearchParams({ tenant: 'demo', source, ...(mapping && { mapping: JSON.stringify(mapping) }) });
  const reply = await app.inject({
    method: 'POST',
    url: `/v1/import/${kind}?${query}`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    payload: content,
  });
  return reply.json();
}

/** Begins an import in parts. */
export async function beginImport(
  { app }: TrackingUnderTest,
  kind: string,
  content: string,
  more: object = {},
): Promise<Answered> {
  const fingerprint = createHash('sha256').update(content).digest('hex');
  const format = content.startsWith('{') ? 'jsonl' : 'csv';
  const body = { tenant: 'demo', source: 'web', kind, format, fingerprint, bytes: Buffer.byteLength(content), ...more };
  const reply = await app.inject({
    method: 'POST',
    url: '/v1/imports',
    headers: { authorization: `Bearer ${ANALYST}`, 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  });
  return reply.json();
}

/** Sends one part. */
export async function sendPart(
  { app }: TrackingUnderTest,
  id: string,
  { offset, bytes, isLast }: { offset: number; bytes: Buffer; isLast: boolean },
): Promise<Answered> {
  const reply = await app.inject({
    method: 'PATCH',
    url: `/v1/imports/${id}?tenant=demo`,
    headers: {
      authorization: `Bearer ${ANALYST}`,
      'content-type': 'application/octet-stream',
      'upload-offset': String(offset),
      'upload-complete': isLast ? '?1' : '?0',
    },
    payload: bytes,
  });
  return reply.json();
}

/** Sends a whole text in parts of at most `partBytes`, from where the import is. */
export async function sendParts(
  tracking: TrackingUnderTest,
  run: Answered,
  content: string,
  partBytes: number,
): Promise<Answered> {
  const all = Buffer.from(content);
  let answer = run;
  let wanted = partBytes;
  while (answer.state === 'open') {
    const bytes = all.subarray(answer.offset, answer.offset + wanted);
    const isLast = answer.offset + bytes.length === all.length;
    const next = await sendPart(tracking, run.importId, { offset: answer.offset, bytes, isLast });
    // A part that holds no whole batch is to be sent again with more behind it.
    wanted = next.offset === answer.offset ? wanted * 2 : partBytes;
    answer = next;
  }
  return answer;
}

import type { IncomingHttpHeaders } from 'node:http';
import { importKindNames, StellwerkError, slug } from '@stellwerk/contracts';
import { z } from 'zod';
import { errors } from '../errors.js';

/** Beginning of an import in parts. */
export const beginRequest = z.object({
  tenant: slug,
  source: slug,
  kind: z.enum(importKindNames),
  format: z.enum(['csv', 'jsonl']),
  fingerprint: z.string().min(8).max(128).describe('names the content, such as its SHA-256: the same file goes on'),
  bytes: z.number().int().min(0).nullable().default(null).describe('length of the text in UTF-8, for progress'),
  mapping: z.record(z.string(), z.unknown()).default({}).describe('schemas/imports/mapping.schema.json'),
});

/**
 * Where a part begins and whether it is the last, under the names of the IETF draft "Resumable Uploads for HTTP".
 * @throws TRK_IMPORT_HEADER_INVALID
 */
export function partHeaders(headers: IncomingHttpHeaders): { readonly offset: number; readonly isLast: boolean } {
  const offset = single(headers, 'Upload-Offset', /^\d{1,15}$/);
  const complete = single(headers, 'Upload-Complete', /^\?[01]$/);
  return { offset: Number(offset), isLast: complete === '?1' };
}

function single(headers: IncomingHttpHeaders, header: string, pattern: RegExp): string {
  const value = headers[header.toLowerCase()];
  if (typeof value === 'string' && pattern.test(value)) return value;
  throw new StellwerkError(errors.IMPORT_HEADER_INVALID, { header }, { field: header });
}

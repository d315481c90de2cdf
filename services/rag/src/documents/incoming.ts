import type { ControlTable } from '@stellwerk/bus';
import { type ControlDocument, StellwerkError } from '@stellwerk/contracts';
import type { IncomingDocument } from '../domain/document.js';
import { errors } from '../errors.js';
import type { UploadMetadata } from './upload-requests.js';

const DAY_MS = 86_400_000;

type Source = ControlDocument<'knowledge-source'>;

/** The source of a document. @throws RAG_SOURCE_UNKNOWN */
export function sourceOf(control: Pick<ControlTable, 'get'>, tenant: string, source: string): Source {
  const document = control.get('knowledge-source', tenant, source);
  if (!document) throw new StellwerkError(errors.SOURCE_UNKNOWN, { tenant, source }, { field: 'source' });
  return document;
}

/**
 * A document as it is handed in, on the terms of its source: who answers for it and how long it is kept follow from the
 * source, and it may be read by nobody whom the source does not let in.
 * @throws RAG_ACCESS_WIDENED
 */
export function incomingOf(
  { tenant, name, spec }: Source,
  { documentId, mediaType, title, uri, language = spec.language, publishedAt, access, tags = {} }: UploadMetadata,
  bytes: Uint8Array,
  now: Date,
): IncomingDocument {
  const wide = access?.find((label) => !spec.access.includes(label));
  if (wide !== undefined) throw new StellwerkError(errors.ACCESS_WIDENED, { label: wide }, { field: 'access' });
  const { owner, legalBasis, licence, trust, retentionDays } = spec;
  // Whole days, so that the same document on the same day is the same to the last character.
  const keptDays = Math.floor(now.getTime() / DAY_MS) + 1 + (retentionDays ?? 0);
  const keepUntil = retentionDays === null ? null : new Date(keptDays * DAY_MS).toISOString();
  return {
    tenant,
    source: name,
    documentId,
    mediaType,
    bytes,
    ...(title !== undefined && { title }),
    ...(uri !== undefined && { uri }),
    ...(language !== undefined && { language }),
    ...(publishedAt !== undefined && { publishedAt }),
    stewardship: { owner, legalBasis, licence, trust, keepUntil },
    access: access ?? spec.access,
    tags,
  };
}

import { createHash } from 'node:crypto';
import { canonicalJson, StellwerkError } from '@stellwerk/contracts';
import type { IncomingDocument } from '../domain/document.js';
import { errors } from '../errors.js';
import type { PendingRecord, VersionRecord } from '../ledger/records.js';
import type { SourcePolicy } from './ports.js';

/** A document as it is offered, by digests: equal ones need no work. */
export type Offer = Pick<VersionRecord, 'contentHash' | 'recipe' | 'given'>;

const MOST_ID_UNITS = 256;
const MOST_LABELS = 32;
const MOST_TAGS = 64;
const CONTROL = /\p{Cc}/u;

/** @throws RAG_DOCUMENT_INVALID, naming the field */
export function refuseInvalid(document: IncomingDocument): void {
  const { tenant, source, documentId, access, tags, stewardship, publishedAt } = document;
  for (const [field, value] of Object.entries({ tenant, source, documentId })) {
    if (value === '' || value.length > MOST_ID_UNITS || CONTROL.test(value))
      throw invalid(field, `must have 1 to ${MOST_ID_UNITS} characters and none that controls`);
  }
  if (access.length === 0 || access.length > MOST_LABELS)
    throw invalid('access', `must hold 1 to ${MOST_LABELS} labels`);
  if (Object.keys(tags).length > MOST_TAGS) throw invalid('tags', `may hold ${MOST_TAGS} names`);
  const { keepUntil } = stewardship;
  if (keepUntil !== null && Number.isNaN(Date.parse(keepUntil))) throw invalid('keepUntil', 'must be an ISO 8601 date');
  if (publishedAt !== undefined && Number.isNaN(Date.parse(publishedAt)))
    throw invalid('publishedAt', 'must be an ISO 8601 date');
}

const invalid = (field: string, problem: string) =>
  new StellwerkError(errors.DOCUMENT_INVALID, { field, problem }, { field });

export function offerOf(document: IncomingDocument, policy: SourcePolicy, parserVersion: number): Offer {
  const { mediaType, title, language, uri, publishedAt, stewardship, access, tags } = document;
  return {
    contentHash: contentHashOf(document),
    recipe: digestOf({ parserVersion, policy, mediaType, title, language, isDated: publishedAt !== undefined }),
    given: digestOf({ uri, publishedAt, stewardship, access, tags }),
  };
}

/** SHA-256 of the original bytes; also their address as a blob. */
export const contentHashOf = ({ bytes }: Pick<IncomingDocument, 'bytes'>): string =>
  createHash('sha256').update(bytes).digest('hex');

const digestOf = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 32);

/** First 32 hexadecimal digits of the SHA-256 of a normalised text. */
export const versionOfText = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** What is kept of a document until it is decided; its bytes are a blob. */
export function pendingOf(document: IncomingDocument, contentHash: string, acceptedAt: string): PendingRecord {
  const { bytes: _bytes, ...rest } = document;
  return { ...rest, contentHash, blob: contentHash, acceptedAt };
}

/** The document again. */
export function documentOf(pending: PendingRecord, bytes: Uint8Array): IncomingDocument {
  const { contentHash: _hash, blob: _blob, acceptedAt: _at, ...rest } = pending;
  return { ...rest, bytes };
}

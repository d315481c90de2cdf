import { createHash } from 'node:crypto';
import type { IncomingDocument, ParsedDocument } from '../domain/document.js';
import type { DocumentMetadata, VersionRecord } from '../ledger/records.js';
import { guardText } from './guard-text.js';
import { type Offer, versionOfText } from './offer.js';
import { persist } from './outage.js';
import type { Clock, DocumentCheck, DocumentParser, SourcePolicy } from './ports.js';
import { type StoredBytes, structureBytes } from './texts.js';

/** What was read of a document: text and structure as they will be stored, and what was found in them. */
export interface ReadContent {
  readonly document: ParsedDocument;
  readonly publishedAt?: string;
  readonly findings: VersionRecord['findings'];
  readonly version: string;
  readonly text: StoredBytes;
  readonly structure: StoredBytes;
}

export interface ReadParts {
  readonly parser: DocumentParser;
  readonly check: DocumentCheck;
  readonly clock: Clock;
}

/** Parses a document and treats its text as its source asks. @throws RAG_* for what cannot be read or is not taken */
export async function readContent(
  { parser, check, clock }: ReadParts,
  incoming: IncomingDocument,
  policy: SourcePolicy,
  signal: AbortSignal | undefined,
): Promise<ReadContent> {
  const parsed = await persist(clock, signal, () => parser.parse(incoming, signal));
  const { document, findings } = await guardText(
    parsed,
    policy,
    (text) => check(incoming.tenant, text),
    (made) => persist(clock, signal, made),
  );
  const publishedAt = incoming.publishedAt ?? parsed.publishedAt;
  return {
    document,
    ...(publishedAt !== undefined && { publishedAt }),
    findings,
    version: versionOfText(document.text),
    text: stored(new TextEncoder().encode(document.text)),
    structure: stored(structureBytes(document)),
  };
}

const stored = (bytes: Uint8Array): StoredBytes => ({
  bytes,
  address: createHash('sha256').update(bytes).digest('hex'),
});

/** The record of what was read, as far as it follows from it. */
export function recordOf(document: IncomingDocument, content: ReadContent, offer: Offer, stagedAt: string) {
  const { tenant, source, documentId, mediaType } = document;
  const { publishedAt } = content;
  const { title, language, text } = content.document;
  return {
    tenant,
    source,
    documentId,
    version: content.version,
    ...offer,
    mediaType,
    metadata: metadataOf(document, { title, language, ...(publishedAt !== undefined && { publishedAt }) }),
    bytes: document.bytes.length,
    characters: text.length,
    textBlob: content.text.address,
    structureBlob: content.structure.address,
    findings: content.findings,
    stagedAt,
  };
}

/** Metadata as they are handed in; title, language and the date where none is given are those of the text. */
export function metadataOf(
  { uri, publishedAt, stewardship, access, tags }: IncomingDocument,
  read: Pick<DocumentMetadata, 'title' | 'language' | 'publishedAt'>,
): DocumentMetadata {
  const date = publishedAt ?? read.publishedAt;
  return {
    title: read.title,
    language: read.language,
    ...(uri !== undefined && { uri }),
    ...(date !== undefined && { publishedAt: date }),
    stewardship,
    access,
    tags,
  };
}

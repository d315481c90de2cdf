import type { DocumentVersion } from '../domain/document.js';
import type { StoredTexts } from '../domain/ports.js';
import { mayRead } from '../domain/reading.js';
import type { Reader } from '../domain/search.js';
import type { Ledger } from '../ledger/ledger.js';
import type { DocumentRecord, VersionRecord } from '../ledger/records.js';
import type { CitableTexts } from '../tokens.js';
import type { DocumentCatalogue } from './document-list.js';
import type { DocumentView } from './document-views.js';

/** Documents by the ledger: those that are served, and what the last attempt at each came to. */
export class LedgerCatalogue implements DocumentCatalogue {
  constructor(
    private readonly ledger: Pick<Ledger, 'documents' | 'document' | 'served' | 'pending'>,
    /** Name of the generation that serves. */
    private readonly generation: () => string,
  ) {}

  *documents(tenant: string): Generator<DocumentView> {
    for (const record of this.ledger.documents(tenant)) {
      const view = this.#viewOf(record);
      if (view) yield view;
    }
  }

  document(tenant: string, documentId: string): DocumentView | undefined {
    const record = this.ledger.document(tenant, documentId);
    return record && this.#viewOf(record);
  }

  #viewOf(record: DocumentRecord): DocumentView | undefined {
    const served = this.ledger.served(record);
    if (!served || record.deletion !== undefined) return undefined;
    const { metadata, findings, generations } = served;
    const { stewardship, uri, publishedAt } = metadata;
    const isPending = this.ledger.pending(record.tenant, record.documentId) !== undefined;
    return {
      documentId: record.documentId,
      source: record.source,
      title: metadata.title,
      language: metadata.language,
      ...(uri !== undefined && { uri }),
      ...(publishedAt !== undefined && { publishedAt }),
      mediaType: served.mediaType,
      version: served.version,
      state: isPending ? 'pending' : record.failure ? 'failed' : 'complete',
      access: metadata.access,
      tags: metadata.tags,
      ...stewardship,
      bytes: served.bytes,
      characters: served.characters,
      points: generations[this.generation()]?.points ?? 0,
      redactions: findings.redactions,
      suspicious: findings.suspicious.length,
      ...(served.completedAt !== undefined && { ingestedAt: served.completedAt }),
      ...(record.failure && { lastError: record.failure.code }),
    };
  }
}

/** Stored texts with the rights that the ledger keeps: those of the version that serves hold for older ones as well. */
export function citableTexts(
  texts: StoredTexts,
  ledger: Pick<Ledger, 'document' | 'served' | 'version'>,
): CitableTexts {
  return {
    textOf: (tenant, version) => texts.textOf(tenant, version),
    isCurrent: (tenant, version) => texts.isCurrent(tenant, version),
    async mayRead(reader: Reader, { documentId, version }: DocumentVersion) {
      const { tenant } = reader;
      const record = ledger.document(tenant, documentId);
      const cited = ledger.version(tenant, documentId, version);
      if (!record || !cited || record.deletion !== undefined) return false;
      return [ledger.served(record), cited].every((one) => one !== undefined && isReadable(reader, one));
    },
  };
}

const isReadable = (reader: Reader, { source, metadata }: VersionRecord): boolean =>
  mayRead(reader, { source, access: metadata.access });

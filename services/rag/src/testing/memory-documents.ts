import type { SmallDocument } from '../answers/testing/small-knowledge.js';
import type { DocumentCatalogue } from '../documents/document-list.js';
import type { DocumentView } from '../documents/document-views.js';
import type { IntakeParts } from '../documents/intake.js';
import type { IncomingDocument } from '../domain/document.js';
import { mayRead } from '../domain/reading.js';
import type { Reader } from '../domain/search.js';

export interface StoredDocument extends SmallDocument {
  readonly access: readonly string[];
}

/** Ingestion and its ledger in memory: a document of zero bytes is rejected, as a broken one would be. */
export function memoryDocuments(stored: readonly StoredDocument[]) {
  const views = new Map(stored.map(({ id, access, language = 'en' }) => [id, viewOf(id, access, language)]));
  const taken: IncomingDocument[] = [];
  const parts: IntakeParts & DocumentCatalogue = {
    async ingest(document) {
      const { documentId, source, access } = document;
      const result = { documentId, source, chunks: 1, pointsWritten: 1, embeddingsComputed: 1 };
      if (document.bytes.length === 0) {
        const error = { code: 'RAG_DOCUMENT_EMPTY', message: 'there is no text', fix: 'send another', field: 'bytes' };
        return { ...result, outcome: 'rejected', chunks: 0, pointsWritten: 0, embeddingsComputed: 0, error };
      }
      taken.push(document);
      views.set(documentId, viewOf(documentId, access, document.language ?? 'en'));
      return { ...result, outcome: 'indexed', version: 'v1' };
    },
    remove: async (_tenant, documentIds) => documentIds.forEach((documentId) => void views.delete(documentId)),
    documentIds: () => [...views.keys()],
    documents: () => [...views.values()],
    document: (_tenant, documentId) => views.get(documentId),
  };
  return {
    ...parts,
    taken,
    mayRead: (reader: Reader, documentId: string) => {
      const view = views.get(documentId);
      return view !== undefined && mayRead(reader, view);
    },
  };
}

const viewOf = (documentId: string, access: readonly string[], language: string): DocumentView => ({
  documentId,
  source: 'faq',
  title: documentId,
  language,
  mediaType: 'text/markdown',
  version: 'v1',
  state: 'complete',
  access,
  tags: {},
  owner: 'shop',
  legalBasis: 'own content',
  licence: 'proprietary',
  trust: 'own',
  keepUntil: null,
  bytes: 1,
  characters: 1,
  points: 1,
  redactions: 0,
  suspicious: 0,
});

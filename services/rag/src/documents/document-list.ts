import { slug } from '@stellwerk/contracts';
import { z } from 'zod';
import { mayRead } from '../domain/reading.js';
import type { Reader } from '../domain/search.js';
import type { DocumentPage, DocumentView } from './document-views.js';

export const listQuery = z.object({
  source: slug.optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .optional(),
  text: z.string().min(1).max(256).optional().describe('words of the id or title'),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  after: z.string().max(256).optional().describe('documents after this id'),
});
export type ListQuery = z.infer<typeof listQuery>;

/** Documents as the ledger knows them, with the labels of what may be read. */
export interface DocumentCatalogue {
  /** Those that are served or wait to be, in the order of their ids. */
  documents(tenant: string): Iterable<DocumentView>;
  document(tenant: string, documentId: string): DocumentView | undefined;
}

/** What a reader may know of documents: the same labels decide as in the index. */
export class DocumentList {
  constructor(private readonly catalogue: DocumentCatalogue) {}

  list(reader: Reader, { source, language, text, limit, after }: ListQuery): DocumentPage {
    const words = text?.toLowerCase().split(/\s+/) ?? [];
    const documents: DocumentView[] = [];
    for (const document of this.catalogue.documents(reader.tenant)) {
      const name = `${document.documentId} ${document.title}`.toLowerCase();
      const isWanted =
        (after === undefined || document.documentId > after) &&
        (source === undefined || document.source === source) &&
        (language === undefined || document.language === language) &&
        words.every((word) => name.includes(word)) &&
        mayRead(reader, document);
      if (!isWanted) continue;
      const last = documents.at(-1);
      if (documents.length === limit && last) return { documents, next: last.documentId };
      documents.push(document);
    }
    return { documents };
  }

  /** Undefined where there is none, or none that may be read: nobody is told the difference. */
  show(reader: Reader, documentId: string): DocumentView | undefined {
    const document = this.catalogue.document(reader.tenant, documentId);
    return document && mayRead(reader, document) ? document : undefined;
  }
}

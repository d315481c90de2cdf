import { catalogue } from '@stellwerk/contracts';
import { answerEntries } from './answers/error-entries.js';
import { documentEntries } from './domain/documents/error-entries.js';

/** Everything that the knowledge service can refuse, and why; the same codes stand in `docs/reference/errors.md`. */
export const errors = catalogue('RAG', {
  ...answerEntries,
  ...documentEntries,
  SOURCE_UNKNOWN: {
    status: 404,
    retry: 'changed',
    text: 'the tenant {tenant} has no knowledge-source {source}',
    fix: 'write a document of the kind knowledge-source with "stellwerk apply", or name another source',
  },
  ACCESS_WIDENED: {
    status: 422,
    retry: 'changed',
    text: 'the document may be read by {label}, and its source may not',
    fix: 'leave the label out, or have the knowledge-source changed',
  },
  DOCUMENT_UNKNOWN: {
    status: 404,
    retry: 'never',
    text: 'there is no document {documentId} that you may read',
    fix: 'list documents with "stellwerk rag documents list"',
  },
});

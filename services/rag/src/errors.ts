import { catalogue } from '@stellwerk/contracts';
import { answerEntries } from './answers/error-entries.js';
import { documentEntries } from './domain/documents/error-entries.js';
import { evaluationEntries } from './domain/evaluation/error-entries.js';
import { ingestionEntries } from './ingestion/error-entries.js';
import { searchEntries } from './retrieval/error-entries.js';
import { serviceEntries } from './service-errors.js';

/** Everything that the knowledge service can refuse, and why; the same codes stand in `docs/reference/errors.md`. */
export const errors = catalogue('RAG', {
  ...answerEntries,
  ...documentEntries,
  ...ingestionEntries,
  ...searchEntries,
  ...evaluationEntries,
  ...serviceEntries,
});

import type { ErrorEntry } from '@stellwerk/contracts';

/** What ingestion, the ledger and the generations of the index can refuse. */
export const ingestionEntries = {
  DOCUMENT_INVALID: {
    status: 422,
    retry: 'changed',
    text: '{field} {problem}',
    fix: 'correct the field; "stellwerk help rag ingest" has an example',
  },
  DOCUMENT_OF_OTHER_SOURCE: {
    status: 409,
    retry: 'changed',
    text: 'the document {documentId} belongs to the source {source}',
    fix: 'delete it there first, or choose another id: ids of documents are unique within a tenant',
  },
  PERSONAL_DATA_REFUSED: {
    status: 422,
    retry: 'changed',
    text: 'the document holds personal data in {places} places, and its source takes none',
    fix: 'take the personal data out, or have the knowledge-source mask them',
  },
  INJECTION_REFUSED: {
    status: 422,
    retry: 'changed',
    text: 'the document holds {places} stretches that look like instructions to a model, and its source takes none',
    fix: 'take them out, or have the knowledge-source mark them',
  },
  CHECK_UNAVAILABLE: {
    status: 503,
    retry: 'after',
    text: 'the text could not be checked for instructions to a model within the limits of its guard-policy',
    fix: 'nothing: it is tried again, and the previous version keeps serving; where it lasts, raise limits.timeoutMs or limits.maxUnits of the guard-policy',
  },
  EMBEDDING_UNUSABLE: {
    status: 502,
    retry: 'after',
    text: 'the embedding model gave {problem}',
    fix: 'look at the endpoint of the model; the previous version keeps serving',
  },
  INGESTION_UNAVAILABLE: {
    status: 503,
    retry: 'after',
    text: '{resource} is not available',
    fix: 'try again later; what was accepted is continued, and the previous version keeps serving',
  },
  INGESTION_CANCELLED: {
    status: 409,
    retry: 'after',
    text: 'the ingestion was cancelled',
    fix: 'hand the documents in again: what is done already is not done twice',
  },
  INGESTION_BROKEN: {
    status: 500,
    retry: 'never',
    text: 'the ingestion of the document ended by a defect on our side',
    fix: 'the log of the service has it under the id of the document; report it',
  },
  LEDGER_DIFFERS: {
    status: 500,
    retry: 'after',
    text: 'of {expected} points of the document {documentId} there are {present} in the generation {generation}',
    fix: 'run "stellwerk job run rag-repair"; the previous version keeps serving',
  },
  DELETION_UNPROVEN: {
    status: 503,
    retry: 'after',
    text: '{present} points of the document {documentId} are still there after its deletion',
    fix: 'delete it again; nobody can find it meanwhile',
  },
  NO_GENERATION: {
    status: 503,
    retry: 'after',
    text: 'no generation of the index serves yet',
    fix: 'wait until the service is ready, or look at its log',
  },
  GENERATION_UNKNOWN: {
    status: 404,
    retry: 'changed',
    text: 'there is no generation {generation}',
    fix: 'list them with "stellwerk rag generations"',
  },
  GENERATION_CHANGED: {
    status: 409,
    retry: 'after',
    text: 'the index was switched to the generation {generation} while the document was written',
    fix: 'hand the document in again',
  },
  GENERATION_INCOMPLETE: {
    status: 409,
    retry: 'after',
    text: 'the generation {generation} has {present} of {expected} points',
    fix: 'wait until it is filled: "stellwerk rag generations" tells how far it is',
  },
  GENERATION_NOT_GOOD: {
    status: 409,
    retry: 'changed',
    text: 'the generation {generation} may not serve: {reasons}',
    fix: 'compare it again after changing the model or the chunker, or change the gate of quality',
  },
  GENERATION_SERVES: {
    status: 409,
    retry: 'changed',
    text: 'the generation {generation} is {state} and stays',
    fix: 'switch to another one first, and wait until its time is over',
  },
} as const satisfies Record<string, ErrorEntry>;

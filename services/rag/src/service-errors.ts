import type { ErrorEntry } from '@stellwerk/contracts';

/** What the doors of the service can refuse; part of its catalogue. */
export const serviceEntries = {
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
  RANGE_INVALID: {
    status: 400,
    retry: 'changed',
    text: '{start} to {end} is no range of a text of {length} units',
    fix: 'give start and end as the citation names them',
  },
  TENANT_MISSING: {
    status: 400,
    retry: 'changed',
    text: 'the token stands for several tenants',
    fix: 'name one in the header x-stellwerk-tenant',
  },
  NO_QUESTION: {
    status: 400,
    retry: 'changed',
    text: 'the last message must be a question of the user, 1 to {limit} characters',
    fix: 'end the messages with one of the role user',
  },
  NO_SESSIONS: {
    status: 405,
    retry: 'never',
    text: 'there are no sessions and nothing is said unasked',
    fix: 'send messages with POST',
  },
  STOPPED: {
    status: 403,
    retry: 'after',
    text: 'stopped by the switch {killSwitch}: {reason}',
    fix: 'ask who turned it on; "stellwerk apply" turns it off',
  },
  UPLOAD_CUT_OFF: {
    status: 400,
    retry: 'after',
    text: 'the upload ended before it was whole',
    fix: 'send the document again',
  },
  FORM_INVALID: {
    status: 400,
    retry: 'changed',
    text: 'the form cannot be read: {problem}',
    fix: 'send multipart/form-data with tenant, source, and one or more parts named "file"',
  },
  CONTENT_INVALID: {
    status: 400,
    retry: 'changed',
    text: 'a document holds either text or base64',
    fix: 'give one of the two',
  },
  GOLDEN_SET_UNKNOWN: {
    status: 404,
    retry: 'changed',
    text: 'the tenant {tenant} has no golden-set {goldenSet}',
    fix: 'write it with "stellwerk apply", or send one',
  },
} as const satisfies Record<string, ErrorEntry>;

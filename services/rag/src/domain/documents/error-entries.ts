import type { ErrorEntry } from '@stellwerk/contracts';

/** What can be wrong with a document that is handed in, or with a site that is crawled. */
export const documentEntries = {
  DOCUMENT_TOO_LARGE: {
    status: 413,
    retry: 'changed',
    text: 'the document has more than {limit} {what}',
    fix: 'split the document, or raise the limit in the settings of the service',
  },
  DOCUMENT_TOO_DEEP: {
    status: 422,
    retry: 'changed',
    text: 'the document nests deeper than {limit} levels',
    fix: 'flatten the document; no text that people read is nested like this',
  },
  DOCUMENT_EMPTY: {
    status: 422,
    retry: 'changed',
    text: 'there is no text in the document that a reader can see',
    fix: 'look whether the right file was sent; text in pictures must be recognised before it is handed in',
  },
  DOCUMENT_WITHOUT_TEXT: {
    status: 422,
    retry: 'changed',
    text: 'the {pages} pages hold pictures and no text',
    fix: 'run text recognition over the scan and hand in its result',
  },
  DOCUMENT_ENCRYPTED: {
    status: 422,
    retry: 'changed',
    text: 'the document opens only with a password',
    fix: 'hand in a copy without a password',
  },
  DOCUMENT_BROKEN: {
    status: 422,
    retry: 'changed',
    text: 'this is no {format} that can be read: {problem}',
    fix: 'open and save the document with the program that made it, and hand in the new file',
  },
  DOCUMENT_NOT_OF_TYPE: {
    status: 415,
    retry: 'changed',
    text: 'the document is announced as {mediaType} and its bytes are those of {found}',
    fix: 'name the media type that the file has',
  },
  DOCUMENT_TYPE_UNKNOWN: {
    status: 415,
    retry: 'changed',
    text: 'documents of the type {mediaType} are not read',
    fix: 'hand in Markdown, HTML, PDF, DOCX, CSV, TSV, JSON or plain text',
  },
  DOCUMENT_TOO_COSTLY: {
    status: 422,
    retry: 'changed',
    text: 'reading the document took more than {seconds} s or {megabytes} MB',
    fix: 'split the document, or hand it in as text, Markdown or HTML',
  },
  DOCUMENTS_BUSY: {
    status: 503,
    retry: 'after',
    text: '{waiting} documents are waiting to be read already',
    fix: 'try again later',
  },
  DOCUMENT_INTERRUPTED: {
    status: 503,
    retry: 'after',
    text: 'the service stopped while the document was read',
    fix: 'hand the document in again once the service runs',
  },
  ENCODING_INVALID: {
    status: 422,
    retry: 'changed',
    text: 'byte {offset} cannot be {encoding}, and no other encoding fits the whole document',
    fix: 'save the document as UTF-8',
  },
  ARCHIVE_SUSPICIOUS: {
    status: 422,
    retry: 'changed',
    text: 'the archive would unpack to more than it may: {problem}',
    fix: 'save the document again without embedded files',
  },
  CSV_INVALID: {
    status: 422,
    retry: 'changed',
    text: 'line {line}: {problem}',
    fix: 'write as many cells in every row as the first row has names, and quotes around cells with separators',
  },
  COLUMN_UNKNOWN: {
    status: 422,
    retry: 'changed',
    text: 'there is no column {column}; there are {found}',
    fix: 'name the columns of question and answer as the first row does',
  },
  JSON_INVALID: {
    status: 422,
    retry: 'changed',
    text: 'the document is no JSON: {problem}',
    fix: 'correct the place that the message names',
  },
  JSON_SHAPE_UNKNOWN: {
    status: 422,
    retry: 'changed',
    text: 'the JSON holds no list of products or questions',
    fix: 'give a list of objects with a title or name each, or with question and answer',
  },
  CRAWL_ADDRESS_REFUSED: {
    status: 422,
    retry: 'changed',
    text: '{host} is not asked: {problem}',
    fix: 'name the host in the allowedHosts of the knowledge-source; a private address must stand there itself',
  },
  CRAWL_UNREACHABLE: {
    status: 503,
    retry: 'after',
    text: '{host} cannot be reached: {reason}',
    fix: 'see whether the site is up, then crawl again; what was read before keeps serving',
  },
  CRAWL_NOT_SET: {
    status: 422,
    retry: 'changed',
    text: 'the knowledge-source {source} says nothing of a crawl',
    fix: 'give it "crawl" with sitemap, allowedHosts, maxPages, requestsPerSecond and maxBytesPerPage',
  },
  SITEMAP_INVALID: {
    status: 422,
    retry: 'changed',
    text: 'the sitemap cannot be read: {problem}',
    fix: 'name the address of a sitemap as sitemaps.org describes it',
  },
} as const satisfies Record<string, ErrorEntry>;

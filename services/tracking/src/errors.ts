import { catalogue } from '@stellwerk/contracts';

/** Everything the door can refuse, and why; the same codes stand in `docs/reference/errors.md`. */
export const errors = catalogue('TRK', {
  WRITE_KEY_MISSING: {
    status: 401,
    retry: 'never',
    text: 'no write key',
    fix: 'send HTTP Basic with the write key as user name, or "writeKey" in the body',
  },
  WRITE_KEY_UNKNOWN: {
    status: 401,
    retry: 'never',
    text: 'the write key belongs to no source',
    fix: 'compare it with the source documents; a new one works within a second of "stellwerk apply"',
  },
  SOURCE_DISABLED: {
    status: 404,
    retry: 'never',
    text: 'the source is disabled',
    fix: 'enable the source document',
  },
  RATE_LIMITED: {
    status: 429,
    retry: 'after',
    text: 'more than {limit} requests a second for this source',
    fix: 'wait for Retry-After, send larger batches, or raise maxRequestsPerSecond of the source',
  },
  BODY_TOO_LARGE: {
    status: 413,
    retry: 'changed',
    text: '{bytes} bytes exceed {limit}',
    fix: 'send smaller batches',
  },
  BODY_EMPTY: { status: 400, retry: 'changed', text: 'the body is empty', fix: 'send a JSON document' },
  ENCODING_UNKNOWN: {
    status: 400,
    retry: 'changed',
    text: 'the content encoding is not one of gzip, deflate, br, identity',
    fix: 'send one of these',
  },
  ENCODING_BROKEN: {
    status: 400,
    retry: 'changed',
    text: 'the body cannot be unpacked as {encoding}',
    fix: 'send a complete {encoding} stream',
  },
  NOT_UTF8: { status: 400, retry: 'changed', text: 'the body is not UTF-8', fix: 'encode the JSON text as UTF-8' },
  NOT_JSON: { status: 400, retry: 'changed', text: 'the body is not JSON', fix: 'send one JSON document' },
  NESTED_TOO_DEEP: {
    status: 400,
    retry: 'changed',
    text: 'objects are nested deeper than {limit}',
    fix: 'flatten the properties',
  },
  ENVELOPE_INVALID: {
    status: 400,
    retry: 'changed',
    text: 'the request needs {needs}',
    fix: 'send one call, or {"batch": [calls]}',
  },
  BATCH_TOO_LONG: {
    status: 400,
    retry: 'changed',
    text: '{count} calls exceed {limit}',
    fix: 'send smaller batches',
  },
  EVENT_TOO_LARGE: {
    status: 413,
    retry: 'changed',
    text: 'an event of {bytes} bytes exceeds {limit}',
    fix: 'send less in properties; large objects belong in a store of their own',
  },
  EVENT_INVALID: {
    status: 400,
    retry: 'changed',
    text: 'the event does not fit its contract: {problem}',
    fix: 'correct the named field',
  },
  EVENT_UNIDENTIFIED: {
    status: 400,
    retry: 'changed',
    text: 'no usable userId or anonymousId',
    fix: 'send one of them; values such as "null" or "undefined" name nobody',
  },
  TIME_IMPLAUSIBLE: {
    status: 400,
    retry: 'changed',
    text: 'the time of the event lies before 2000 or more than a day ahead',
    fix: 'send timestamp as ISO 8601 in UTC, and sentAt so that a wrong clock can be corrected',
  },
  POLICY_MISSING: {
    status: 503,
    retry: 'after',
    text: 'the source names a {kind} document that does not exist',
    fix: 'apply the document; until then nothing is accepted for this source',
  },
  REJECTED_UNKNOWN: {
    status: 404,
    retry: 'never',
    text: 'the tenant has no rejection of this id',
    fix: 'compare it with "stellwerk rejected list"; rejections are kept for three days',
  },
  ORIGINAL_NOT_KEPT: {
    status: 410,
    retry: 'never',
    text: 'originals of this tenant are only counted, not kept',
    fix: 'set rejectedOriginals of the retention document to "sealed" for what comes from now on',
  },
  SOURCE_GONE: {
    status: 409,
    retry: 'never',
    text: 'the source {source} no longer exists',
    fix: 'apply its document again, or send the event through another source',
  },
  SEAL_DESTROYED: {
    status: 410,
    retry: 'never',
    text: 'the key of this original has been destroyed',
    fix: 'originals are kept for the hours that the retention document names',
  },
  IDENTIFIER_UNKNOWN: {
    status: 404,
    retry: 'never',
    text: 'nothing is kept under seal for this identity key',
    fix: 'look whether the source document names its name space in sealedIdentifiers; what has been destroyed does not come back',
  },
  PURPOSE_NOT_GRANTED: {
    status: 403,
    retry: 'never',
    text: 'the identifier was not sealed for {purpose}',
    fix: 'ask for a purpose that the person allowed and the source document names',
  },
});

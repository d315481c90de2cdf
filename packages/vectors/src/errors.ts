import { catalogue } from '@stellwerk/contracts';

/** Errors of working with the vector engine. Texts repeat neither vectors nor payload: both may hold personal data. */
export const vectorErrors = catalogue('VEC', {
  UNAVAILABLE: {
    status: 503,
    retry: 'after',
    text: 'the vector engine could not {operation}: {reason}',
    fix: 'see whether it runs ("stellwerk status", "stellwerk logs qdrant"), then repeat',
  },
  TIMED_OUT: {
    status: 504,
    retry: 'after',
    text: 'the vector engine did not {operation} within {timeoutMs} ms',
    fix: 'repeat; if it stays, look at its load and at the size of the collection',
  },
  UNAUTHORISED: {
    status: 500,
    retry: 'never',
    text: 'the vector engine refused the key',
    fix: 'give the service the key that the engine was started with',
  },
  ENGINE_TOO_OLD: {
    status: 500,
    retry: 'never',
    text: 'the vector engine has version {found}, {needed} is needed',
    fix: 'update it: older ones weigh the words of one tenant by the documents of all',
  },
  REFUSED: {
    status: 500,
    retry: 'never',
    text: 'the vector engine refused to {operation}: {reason}',
    fix: 'the request does not fit the collection or its limits; correct the caller',
  },
  INDEX_MISSING: {
    status: 500,
    retry: 'never',
    text: 'field {field} is filtered by and has no index',
    fix: 'name the field in the indexes of the collection specification and ensure the collection again',
  },
  COLLECTION_MISSING: {
    status: 404,
    retry: 'after',
    text: 'there is no collection or alias {collection}',
    fix: 'create it first: the ingestion of a first document does',
  },
  COLLECTION_DIFFERS: {
    status: 500,
    retry: 'never',
    text: 'collection {collection} is not as specified: {difference}',
    fix: 'build a collection under another name and move the alias to it',
  },
  TENANT_INVALID: {
    status: 400,
    retry: 'changed',
    text: 'a tenant has 1 to {max} characters',
    fix: 'name the tenant whose points are meant',
  },
  FIELD_RESERVED: {
    status: 400,
    retry: 'changed',
    text: '{field} is kept for the tenant',
    fix: 'use another name in payload, filters and indexes',
  },
  FILTER_INVALID: {
    status: 400,
    retry: 'changed',
    text: 'the filter does not fit at {field}: {problem}',
    fix: 'correct the filter',
  },
  VECTOR_INVALID: {
    status: 400,
    retry: 'changed',
    text: 'vector {field} does not fit: {problem}',
    fix: 'correct what computes the vector',
  },
  LIMIT_INVALID: {
    status: 400,
    retry: 'changed',
    text: '{field} is {value}, allowed is 1 to {max}',
    fix: 'ask for less at a time',
  },
  POINT_FOREIGN: {
    status: 409,
    retry: 'never',
    text: '{missing} of {points} points were not written: their ids belong to points of another tenant',
    fix: 'derive ids from the tenant',
  },
});

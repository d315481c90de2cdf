/** CloudEvents 1.0 attributes as Kafka headers (binary content mode), and our own beside them. */
export const headerNames = {
  specVersion: 'ce_specversion',
  id: 'ce_id',
  source: 'ce_source',
  type: 'ce_type',
  time: 'ce_time',
  subject: 'ce_subject',
  dataSchema: 'ce_dataschema',
  contentType: 'content-type',
  traceparent: 'traceparent',
  tenant: 'stellwerk_tenant',
  /** Calls of a client that a message of the door stands for. */
  calls: 'stellwerk_calls',
  /** `<request id>/<calls of the request>`: whether everything of a request is there. */
  request: 'stellwerk_request',
} as const;

export const CLOUD_EVENTS_VERSION = '1.0';
export const JSON_CONTENT_TYPE = 'application/json';

/** URI of an event's schema; the same id stands in the generated JSON Schema. */
export const schemaUri = (type: string): string => `urn:stellwerk:schema:${type}`;

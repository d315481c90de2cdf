import type { Protocol } from '../protocol.js';
import { readGa4Request } from './request.js';
import { toCall } from './to-call.js';

/** Largest body that Google takes, bytes. */
export const MAX_BODY_BYTES = 130_000;

/**
 * The Measurement Protocol of Google Analytics 4 (developers.google.com/analytics/devguides/collection/protocol/ga4). The API
 * secret is the write key of the source.
 */
export const ga4: Protocol = {
  name: 'ga4',
  sentBy: 'server',
  maxEventBytes: MAX_BODY_BYTES,
  maxRequestBytes: MAX_BODY_BYTES,
  isBatch: () => true,
  sourceKeyOf: ({ query }) => query.get('api_secret') || undefined,
  read: (request, body, _scope, receivedAtMs) => readGa4Request(request, body, receivedAtMs),
  toCall,
  accepted: () => ({ status: 204 }),
  // Google answers 2xx whatever it thinks of a request. Only what can succeed later is told, and a page that has no business here.
  refused: ({ entry }) => (entry.retry === 'after' || entry.status === 403 ? undefined : { status: 204 }),
};

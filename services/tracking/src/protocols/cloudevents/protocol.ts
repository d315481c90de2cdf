import type { Protocol, ProtocolRequest } from '../protocol.js';
import { writeKeyIn } from '../write-key.js';
import { modeOf, readCloudEvents } from './request.js';
import { toCall } from './to-call.js';

/** CloudEvents 1.0 over HTTP (github.com/cloudevents/spec, HTTP protocol binding), for servers that speak it already. */
export const cloudevents: Protocol = {
  name: 'cloudevents',
  sentBy: 'server',
  // What consumers should take at least (specification 1.0, "Size Limits").
  maxEventBytes: 65_536,
  isBatch: (request) => modeOf(request) === 'batch',
  sourceKeyOf: (request) => writeKeyIn(request) ?? tokenIn(request),
  read: readCloudEvents,
  toCall,
  accepted: ({ kept, rejected, withoutConsent }) => ({
    status: 200,
    contentType: 'application/json; charset=utf-8',
    body: JSON.stringify({ kept, rejected, withoutConsent }),
  }),
};

/** Where the webhook specification (§3) lets a sender put its token: a bearer token, or `access_token` in the query. */
function tokenIn({ headers, query }: ProtocolRequest): string | undefined {
  const bearer = /^Bearer ([\x21-\x7e]{1,128})$/i.exec(headers.authorization ?? '')?.[1];
  return bearer ?? (query.get('access_token')?.slice(0, 128) || undefined);
}

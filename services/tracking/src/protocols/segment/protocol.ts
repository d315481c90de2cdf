import { parseJson } from '../../http/body.js';
import { basicUser } from '../basic-user.js';
import type { Protocol } from '../protocol.js';
import { isRudderStack, rudderstack } from '../rudderstack/protocol.js';
import { readSegmentRequest } from './request.js';
import { segmentRoute } from './route.js';
import { toCall } from './to-call.js';

/**
 * The Segment protocol (segment.com/docs/connections/sources/catalog/libraries/server/http-api), for unmodified SDKs.
 * RudderStack speaks it on the same routes and is told by what its clients send.
 */
export const segment: Protocol = {
  name: 'segment',
  keyFields: ['writeKey'],
  isBatch: ({ path }) => segmentRoute(path).isBatch,
  sourceKeyOf: ({ headers }) => basicUser(headers.authorization),
  read: (request, body, scope) => {
    const { text, value } = parseJson(body);
    const envelope = readSegmentRequest(value, text, segmentRoute(request.path).isBatch && scope === 'request');
    return isRudderStack(request, envelope) ? { ...envelope, protocol: rudderstack } : envelope;
  },
  toCall,
  accepted: () => ({ status: 200, contentType: 'application/json; charset=utf-8', body: '{"success":true}' }),
};

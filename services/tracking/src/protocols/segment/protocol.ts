import { parseJson } from '../../http/body.js';
import { basicUser } from '../basic-user.js';
import type { Protocol } from '../protocol.js';
import { readSegmentRequest } from './request.js';
import { segmentRoute } from './route.js';
import { toCall } from './to-call.js';

/** The Segment protocol (segment.com/docs/connections/sources/catalog/libraries/server/http-api), for unmodified SDKs. */
export const segment: Protocol = {
  name: 'segment',
  keyField: 'writeKey',
  isBatch: ({ path }) => segmentRoute(path).isBatch,
  sourceKeyOf: ({ headers }) => basicUser(headers.authorization),
  read: ({ path }, body, scope) => {
    const { text, value } = parseJson(body);
    return readSegmentRequest(value, text, segmentRoute(path).isBatch && scope === 'request');
  },
  toCall,
  accepted: () => ({ status: 200, contentType: 'application/json; charset=utf-8', body: '{"success":true}' }),
};

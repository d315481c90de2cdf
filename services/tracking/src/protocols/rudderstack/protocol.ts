import { isObject } from '../../domain/object.js';
import { parseJson } from '../../http/body.js';
import { basicUser } from '../basic-user.js';
import { pixelAnswer } from '../gif.js';
import type { Envelope, Protocol, ProtocolRequest } from '../protocol.js';
import { objectOfQuery } from '../query-object.js';
import { envelopeOfQuery, readSegmentRequest } from '../segment/request.js';
import { segmentRoute } from '../segment/route.js';
import { toCall } from '../segment/to-call.js';

/**
 * RudderStack's HTTP API (rudderstack.com/docs/api/http-api): calls as Segment has them, with a consent object and a first
 * time stamp of their own; beacons name the source in the query, pixels (docs/api/pixel-api) hold the call in it.
 */
export const rudderstack: Protocol = {
  name: 'rudderstack',
  keyFields: ['writeKey'],
  isBatch: ({ path }) => segmentRoute(path).isBatch,
  sourceKeyOf: ({ headers, query }) => basicUser(headers.authorization) ?? query.get('writeKey') ?? undefined,
  read: ({ method, path, query }, body, scope) => {
    if (method === 'GET' && body.length === 0) return envelopeOfQuery(objectOfQuery(query));
    const { text, value } = parseJson(body);
    return readSegmentRequest(value, text, segmentRoute(path).isBatch && scope === 'request');
  },
  toCall,
  accepted: (_accepted, { method }) =>
    method === 'GET' ? pixelAnswer : { status: 200, contentType: 'text/plain; charset=utf-8', body: 'OK' },
};

/** Whether a request of the routes that Segment and RudderStack share comes from a client of RudderStack. */
export function isRudderStack({ headers }: ProtocolRequest, { calls }: Envelope): boolean {
  if (headers.anonymousid !== undefined) return true;
  const first = calls[0]?.raw;
  return isObject(first) && first.channel !== undefined && first.originalTimestamp !== undefined;
}

import { StellwerkError } from '@stellwerk/contracts';
import { isObject } from '../../domain/object.js';
import { errors } from '../../errors.js';
import { parseJson } from '../../http/body.js';
import { basicUser } from '../basic-user.js';
import { pixelAnswer } from '../gif.js';
import type { Accepted, Answer, Envelope, Protocol, ProtocolRequest } from '../protocol.js';
import { objectOfQuery } from '../query-object.js';
import { envelopeOfQuery, readSegmentRequest } from '../segment/request.js';
import { segmentRoute } from '../segment/route.js';
import { toCall } from '../segment/to-call.js';

/** Parameters of a pixel that are not part of the call. */
const PIXEL_SETTINGS = new Set(['data', 'cookie_domain', 'process_headers']);

/** Jitsu's ingest API (docs.jitsu.com/sending-data/http): Segment's calls on routes and under a key of its own. */
export const jitsu: Protocol = {
  name: 'jitsu',
  keyFields: ['writeKey'],
  isAnonymous: ({ headers }) => headers['x-ip-policy'] === 'remove',
  isBatch: ({ path }) => segmentRoute(path).isBatch,
  sourceKeyOf: ({ headers, query }) =>
    publicPart(headers['x-write-key'] ?? basicUser(headers.authorization) ?? query.get('writeKey') ?? undefined),
  read: (request, body, scope) => {
    if (request.method === 'GET' && body.length === 0) return envelopeOfQuery(pixelCall(request.query));
    const { text, value } = parseJson(body);
    return readJitsuRequest(value, text, segmentRoute(request.path).isBatch && scope === 'request');
  },
  toCall,
  accepted: (accepted, request) => (request.method === 'GET' ? pixelAnswer : answerOf(accepted, request)),
};

/** Reads a body that is JSON already. @throws StellwerkError TRK_ENVELOPE_INVALID when it is not one of this protocol. */
export function readJitsuRequest(value: unknown, text: string, isBatch: boolean): Envelope {
  const envelope = readSegmentRequest(value, text, isBatch);
  return { ...envelope, sourceKey: publicPart(envelope.sourceKey) };
}

/**
 * Keys have the form `id:secret`. Keys of sources are public and only write, so the id names the source and the secret is
 * not looked at.
 */
function publicPart(key: string | undefined): string | undefined {
  return key?.split(':', 1)[0];
}

function answerOf({ kept, rejected, withoutConsent }: Accepted, { path }: ProtocolRequest): Answer {
  const okEvents = kept + withoutConsent;
  const body = segmentRoute(path).isBatch
    ? {
        ok: rejected === 0,
        receivedEvents: okEvents + rejected,
        okEvents,
        ...(rejected > 0 && { errors: [`${rejected} events were refused; see "stellwerk rejected list"`] }),
      }
    : { ok: true };
  return { status: 200, contentType: 'application/json; charset=utf-8', body: JSON.stringify(body) };
}

/** The call of a pixel: JSON in base64 under `data`, overlaid by the other parameters. */
function pixelCall(query: URLSearchParams): Record<string, unknown> {
  const data = query.get('data');
  const { value } = data === null ? { value: {} } : parseJson(Buffer.from(data, 'base64'));
  if (!isObject(value)) {
    throw new StellwerkError(errors.ENVELOPE_INVALID, { needs: 'a JSON object in "data"' }, { field: 'data' });
  }
  return { ...value, ...objectOfQuery(query, PIXEL_SETTINGS) };
}

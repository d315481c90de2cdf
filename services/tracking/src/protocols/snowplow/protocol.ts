import type { StellwerkError } from '@stellwerk/contracts';
import { problemOf } from '@stellwerk/service';
import { pixelAnswer } from '../gif.js';
import type { Answer, Protocol, ProtocolRequest } from '../protocol.js';
import { writeKeyIn } from '../write-key.js';
import { readSnowplowRequest } from './request.js';
import { toCall } from './to-call.js';

const OK: Answer = { status: 200, contentType: 'text/plain; charset=utf-8', body: 'ok' };

/** Trackers repeat every other answer than 2xx until it is one of these (`tracker-core`, emitter). */
const FINAL = [400, 401, 403, 410, 422];

/** The Snowplow tracker protocol (docs.snowplow.io, "Snowplow tracker protocol"), for unmodified trackers. */
export const snowplow: Protocol = {
  name: 'snowplow',
  // Trackers send up to 40,000 bytes at once by default, and base64 makes events a third larger.
  maxEventBytes: 131_072,
  keyFields: ['aid'],
  usesCookie: true,
  isAnonymous: ({ headers }) => headers['sp-anonymous'] !== undefined,
  isBatch: ({ method }) => method === 'POST',
  sourceKeyOf: (request) => writeKeyIn(request) ?? (request.query.get('aid') || undefined),
  read: readSnowplowRequest,
  toCall,
  accepted: (_accepted, { method }) => (method === 'POST' ? OK : pixelAnswer),
  refused,
};

/**
 * What can succeed later is refused as everywhere. What cannot must not come again: where it has been kept the tracker is told
 * that all is well, else it gets a status that ends its tries.
 */
function refused(error: StellwerkError, { method }: ProtocolRequest, isKept: boolean): Answer | undefined {
  const { status, retry } = error.entry;
  if (retry === 'after') return undefined;
  // Old trackers load images and know no status, only whether the image came.
  if (isKept && method !== 'POST') return pixelAnswer;
  if (isKept && status === 413) return OK;
  if (FINAL.includes(status)) return undefined;
  const problem = { ...problemOf(error, undefined), status: 422 };
  return { status: 422, contentType: 'application/problem+json', body: JSON.stringify(problem) };
}

import { RETRY_AFTER_SECONDS } from '@stellwerk/service';
import { isObject } from '../../domain/object.js';
import { parseJson } from '../../http/body.js';
import { pixelAnswer } from '../gif.js';
import type { Envelope, Protocol } from '../protocol.js';
import { objectOfQuery } from '../query-object.js';
import { toCall } from './to-call.js';

/** Our own pixel, for mails and pages without scripts: `GET /p.gif?key=…&event=…`. */
export const pixel: Protocol = {
  name: 'pixel',
  isBatch: () => false,
  sourceKeyOf: ({ query }) => query.get('key') ?? undefined,
  read: (request, body) => singleCall(body.length > 0 ? parseJson(body).value : objectOfQuery(request.query)),
  toCall,
  accepted: () => pixelAnswer,
  // Whoever looks at a mail must not see a broken picture; whoever looks at the answer sees what is wrong.
  refused: ({ entry, code }) => ({
    ...pixelAnswer,
    status: entry.status,
    headers: {
      ...pixelAnswer.headers,
      'x-stellwerk-code': code,
      ...(entry.retry === 'after' && { 'retry-after': String(RETRY_AFTER_SECONDS) }),
    },
  }),
};

/** A request that is one call, kept as JSON where it is refused. */
export function singleCall(raw: unknown): Envelope {
  const sourceKey = isObject(raw) && typeof raw.key === 'string' ? raw.key : undefined;
  return { calls: [{ raw, path: '' }], sourceKey, sentAt: undefined, signals: [], textOf: () => JSON.stringify(raw) };
}

import type { DoorRequest } from '../door.js';
import type { Rejected } from './rejected-log.js';

/**
 * What is kept of a request that could not be read: its body, or its query where it has none. Addresses and cookies are not
 * part of it.
 */
export function originalOf({ body, query }: Pick<DoorRequest, 'body' | 'query'>): Buffer {
  return body.length > 0 ? body : Buffer.from(query.toString());
}

/** The request that a rejection can be read as again, from what was kept of it. */
export function requestOf(rejected: Omit<Rejected, 'sealed'>, original: Buffer): Omit<DoorRequest, 'ip'> {
  const { method = 'POST', route, scope, contentType, contentEncoding } = rejected;
  const isQuery = scope === 'request' && method !== 'POST';
  return {
    method,
    path: route,
    query: new URLSearchParams(isQuery ? original.toString('utf8') : ''),
    headers: {
      ...(contentType !== undefined && { 'content-type': contentType }),
      ...(contentEncoding !== undefined && { 'content-encoding': contentEncoding }),
    },
    body: isQuery ? Buffer.alloc(0) : original,
  };
}

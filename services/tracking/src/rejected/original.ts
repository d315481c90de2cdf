import type { DoorRequest } from '../door.js';
import type { Rejected } from './rejected-log.js';

/**
 * What is kept of a request that could not be read: its body, or its query where the method has no body. Addresses, cookies
 * and keys are not part of it.
 */
export function originalOf({ method, body, rawQuery }: Pick<DoorRequest, 'method' | 'body' | 'rawQuery'>): Buffer {
  return method === 'POST' ? body : Buffer.from(rawQuery);
}

/** The request that a rejection can be read as again, from what was kept of it. */
export function requestOf(rejected: Omit<Rejected, 'sealed'>, original: Buffer): Omit<DoorRequest, 'ip'> {
  const { method = 'POST', route, scope, contentType, contentEncoding, anonymous } = rejected;
  const isQuery = scope === 'request' && method !== 'POST';
  const rawQuery = isQuery ? original.toString('utf8') : '';
  return {
    method,
    path: route,
    query: new URLSearchParams(rawQuery),
    rawQuery,
    headers: {
      ...(contentType !== undefined && { 'content-type': contentType }),
      ...(contentEncoding !== undefined && { 'content-encoding': contentEncoding }),
      ...(anonymous && { 'sp-anonymous': '*' }),
    },
    body: isQuery ? Buffer.alloc(0) : original,
  };
}

import { randomUUID } from 'node:crypto';
import type { SourceContext } from './domain/source-context.js';
import { newVisitorId, visitorIdIn } from './domain/visitor-cookie.js';
import type { Envelope, Protocol, ProtocolRequest } from './protocols/protocol.js';

const TRACES = ['cookie', 'forwarded', 'x-forwarded-for', 'x-real-ip'];

/** A head without what could recognise its sender again. */
export function withoutTraces(request: ProtocolRequest): ProtocolRequest {
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !TRACES.includes(name)));
  return { ...request, headers };
}

/**
 * Id in the first-party cookie, or a new one where a cookie may be set; whether it is depends on consent. `undefined` where
 * protocol or source use none, and where the browser asks not to be tracked (`DNT: 1`).
 */
export function visitorIdOf(
  { usesCookie }: Protocol,
  { headers }: ProtocolRequest,
  { firstId }: Envelope,
  { source, hasher }: SourceContext,
): string | undefined {
  const { cookie } = source.spec;
  if (!usesCookie || !cookie || headers.dnt === '1') return undefined;
  return visitorIdIn(headers.cookie, cookie) ?? newVisitorId(firstId ?? randomUUID(), hasher);
}

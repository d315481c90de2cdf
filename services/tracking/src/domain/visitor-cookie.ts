import type { ControlSpec } from '@stellwerk/contracts';
import type { IdentityHasher } from './identity-keys.js';
import { hostOfOrigin } from './origin.js';

export type CookieSpec = NonNullable<ControlSpec<'source'>['cookie']>;

const DEFAULT_NAME = 'sp';
const DEFAULT_DAYS = 365;
const DAY_SECONDS = 86_400;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The visitor id in a `Cookie` header; values that are no UUID were not set by a collector and count as absent. */
export function visitorIdIn(cookieHeader: string | undefined, { name = DEFAULT_NAME }: CookieSpec): string | undefined {
  for (const pair of cookieHeader?.split(';') ?? []) {
    const at = pair.indexOf('=');
    if (pair.slice(0, at).trim() !== name) continue;
    const value = pair.slice(at + 1).trim();
    if (UUID.test(value)) return value.toLowerCase();
  }
  return undefined;
}

/**
 * The id of a visitor who has none yet: a UUID of version 8 (RFC 9562 §5.8) from the id of the first event under the tenant's
 * pepper. A client that could not read the first answer repeats the request, and must not become a second visitor.
 */
export function newVisitorId(firstEventId: string, hasher: IdentityHasher): string {
  const digest = (hasher.key({ namespace: 'device', value: `visitor\u001f${firstEventId}` }) ?? '').slice(-32);
  const variant = ((Number.parseInt(digest[16] as string, 16) & 0x3) | 0x8).toString(16);
  const parts = [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `${variant}${digest.slice(17, 20)}`,
  ];
  return [...parts, digest.slice(20)].join('-');
}

/** `Set-Cookie` header for a visitor id. */
export function setCookieHeader(id: string, spec: CookieSpec, origin: string | undefined, now: Date): string {
  const { name = DEFAULT_NAME, days = DEFAULT_DAYS, domains = [], sameSite = 'None' } = spec;
  const seconds = days * DAY_SECONDS;
  const host = hostOfOrigin(origin);
  const domain = host && domains.find((candidate) => host === candidate || host.endsWith(`.${candidate}`));
  const attributes = [
    `Max-Age=${seconds}`,
    `Expires=${new Date(now.getTime() + seconds * 1_000).toUTCString()}`,
    'Path=/',
    ...(domain ? [`Domain=${domain}`] : []),
    'Secure',
    'HttpOnly',
    `SameSite=${sameSite}`,
  ];
  return `${name}=${id}; ${attributes.join('; ')}`;
}

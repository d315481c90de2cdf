import type { FastifyRequest } from 'fastify';

const HOST = /^(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?$/i;

/**
 * Base address by which the sender reaches the door, without a slash at its end: what the configuration says, else what the
 * request was sent to. `undefined` where its Host header is no host.
 */
export function publicAddress(
  { headers, protocol }: Pick<FastifyRequest, 'headers' | 'protocol'>,
  publicUrl: string | undefined,
): string | undefined {
  if (publicUrl !== undefined) return publicUrl.replace(/\/+$/, '');
  const { host } = headers;
  if (host === undefined || !HOST.test(host)) return undefined;
  const forwarded = headers['x-forwarded-proto'];
  return `${forwarded === 'https' || forwarded === 'http' ? forwarded : protocol}://${host}`;
}

import { basicUser } from './basic-user.js';
import type { ProtocolRequest } from './protocol.js';

/** The write key in the headers of a request: user name of HTTP Basic, else `X-Write-Key`. */
export function writeKeyIn({ headers }: ProtocolRequest): string | undefined {
  return basicUser(headers.authorization) ?? (headers['x-write-key']?.slice(0, 128) || undefined);
}

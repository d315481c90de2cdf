import type { IdentityHasher } from './identity-keys.js';
import type { Redact } from './personal-data/redactor.js';

/** What an id is of; the same text means something else elsewhere. */
export type IdKind = 'order' | 'refund' | 'product';

/**
 * An id as it was sent, unless it names a person: then a keyed hash of it. Redacted, all such ids would be one; as a hash the
 * refund still finds its order, and two orders stay two.
 */
export function redactedId(kind: IdKind, id: string, redact: Redact, { fingerprint }: IdentityHasher): string {
  return redact(id) === id ? id : `${kind}:${fingerprint(`${kind}\u001f${id}`).slice(0, 32)}`;
}

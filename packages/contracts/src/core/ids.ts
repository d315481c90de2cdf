import { hash } from 'node:crypto';

/** Name space of all Stellwerk ids: UUID v5 of "stellwerk" under the RFC 9562 name space of URLs. */
const STELLWERK_NAMESPACE = Buffer.from('41dcc6f8a2715673853bb0168e0238fc', 'hex');

/**
 * Deterministic id: UUID v5 (RFC 9562 §5.5, SHA-1 of name space and name) over the parts.
 * The parts are joined with the unit separator, so `('a', 'bc')` and `('ab', 'c')` differ.
 */
export function deterministicId(...parts: readonly (string | number)[]): string {
  const name = Buffer.from(parts.join('\u001f'));
  const digest = hash('sha1', Buffer.concat([STELLWERK_NAMESPACE, name]), 'buffer');
  digest[6] = ((digest[6] as number) & 0x0f) | 0x50;
  digest[8] = ((digest[8] as number) & 0x3f) | 0x80;
  const hex = digest.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/**
 * Id of the event that a message of a source becomes; `messageId` is the idempotency field of its protocol, `scope` what the
 * field is unique within, where that is not the source.
 */
export function eventIdOf(tenant: string, source: string, messageId: string, scope = ''): string {
  return deterministicId('event', tenant, source, ...(scope === '' ? [] : [scope]), messageId);
}

/** The person that a single identity key stands for as long as nothing links it to another key. */
export function defaultPerson(tenant: string, identityKey: string): string {
  return deterministicId('person', tenant, identityKey);
}

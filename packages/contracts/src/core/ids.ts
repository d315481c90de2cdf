import { hash } from 'node:crypto';

/** Name space of all Stellwerk ids: UUID v5 of "stellwerk" under the RFC 9562 name space of URLs. */
const STELLWERK_NAMESPACE = Buffer.from('41dcc6f8a2715673853bb0168e0238fc', 'hex');

/** The name space, and room for a name behind it: several ids are made of every event, so the usual ones need no memory. */
const scratch = Buffer.concat([STELLWERK_NAMESPACE], 4_096);
const MOST_BYTES_PER_UNIT = 3;

/**
 * Deterministic id: UUID v5 (RFC 9562 §5.5, SHA-1 of name space and name) over the parts.
 * The parts are joined with the unit separator, so `('a', 'bc')` and `('ab', 'c')` differ.
 */
export function deterministicId(...parts: readonly (string | number)[]): string {
  const name = parts.join('\u001f');
  const most = STELLWERK_NAMESPACE.length + name.length * MOST_BYTES_PER_UNIT;
  const bytes = most <= scratch.length ? scratch : Buffer.concat([STELLWERK_NAMESPACE], most);
  const end = STELLWERK_NAMESPACE.length + bytes.write(name, STELLWERK_NAMESPACE.length);
  const hex = hash('sha1', bytes.subarray(0, end), 'hex');
  const variant = '89ab'[Number.parseInt(hex[16] as string, 16) & 3];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
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

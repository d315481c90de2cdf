import type { IdentityHasher } from '../domain/identity-keys.js';

const HEX_LENGTH = 32;

/**
 * By what a visitor who followed a trap is recognised until the UTC day ends: a hash of address and user agent under the
 * tenant's pepper. The day is part of it, so that hashes of two days cannot be compared.
 */
export function trapVisitor(hasher: IdentityHasher, address: string, userAgent: string, nowMs: number): string {
  const day = new Date(nowMs).toISOString().slice(0, 10);
  const value = ['trap', day, address, userAgent.slice(0, 512)].join('\u001f');
  return (hasher.key({ namespace: 'device', value }) ?? '').slice(-HEX_LENGTH);
}

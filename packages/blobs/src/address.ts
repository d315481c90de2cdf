import { createHash } from 'node:crypto';
import { StellwerkError, slug } from '@stellwerk/contracts';
import { blobErrors } from './errors.js';

export const ADDRESS = /^[0-9a-f]{64}$/;

/** The address of bytes: their SHA-256 in hexadecimal. */
export function addressOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** @throws StellwerkError BLB_ADDRESS_INVALID for a name that could lead elsewhere */
export function checkedTenant(tenant: string): string {
  if (!slug.safeParse(tenant).success) throw misplaced('tenant');
  return tenant;
}

/** @throws StellwerkError BLB_ADDRESS_INVALID */
export function checkedAddress(address: string): string {
  if (!ADDRESS.test(address)) throw misplaced('address');
  return address;
}

/** @throws StellwerkError BLB_TOO_LARGE */
export function refuseLarge(bytes: Uint8Array, limit: number): void {
  if (bytes.length > limit)
    throw new StellwerkError(blobErrors.TOO_LARGE, { bytes: bytes.length, limit }, { field: 'bytes' });
}

/** Bytes that are what their address says. @throws StellwerkError BLB_DAMAGED */
export function verified(bytes: Uint8Array, address: string): Uint8Array {
  if (addressOf(bytes) !== address) throw new StellwerkError(blobErrors.DAMAGED, { address });
  return bytes;
}

function misplaced(field: string): StellwerkError {
  return new StellwerkError(blobErrors.ADDRESS_INVALID, { field }, { field });
}

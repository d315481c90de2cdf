import type { ControlTable } from '@stellwerk/bus';
import type { ResolutionPolicy } from './domain/resolve.js';

/** Limits of tenants without an `identity-policy` document named "default". */
export const standardPolicy: ResolutionPolicy = { maxStrongKeysPerDevice: 5, maxKeysPerComponent: 1_000 };

/** Reads each tenant's limits from the control table as they stand now. */
export function createPolicies(control: Pick<ControlTable, 'get'>): (tenant: string) => ResolutionPolicy {
  return (tenant) => control.get('identity-policy', tenant, 'default')?.spec ?? standardPolicy;
}

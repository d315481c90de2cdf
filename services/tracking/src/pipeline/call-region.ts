import type { Client } from '../domain/client.js';
import { type RegionOf, UNKNOWN_REGION } from '../domain/consent/region.js';
import type { CallOrigin } from './call.js';

/**
 * Where the person behind a call is: by the address that the call names, else by the one of the request, which says nothing
 * of a person when a server sent it. A replay has only the region of its request left, so it says the same of the same call.
 */
export function regionOfCall(
  { address, sender }: Pick<Client, 'address' | 'sender'>,
  { context, ip, region, remembered }: Pick<CallOrigin, 'context' | 'ip' | 'region' | 'remembered'>,
  regionOf: RegionOf,
): string {
  const tenantRegion = context.tenant.spec.region;
  if (address !== undefined) return address === ip ? region : regionOf(address, tenantRegion);
  if (remembered?.regionBy === 'batch') return region;
  if (sender === 'server') return tenantRegion;
  // Either region may be the person's; where they differ, neither may grant what the other does not.
  if (sender === 'unknown') return region === tenantRegion ? region : UNKNOWN_REGION;
  return region;
}

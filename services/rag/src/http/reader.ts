import type { ControlTable } from '@stellwerk/bus';
import { roles } from '@stellwerk/contracts';
import { assertTenant, assertTenantKnown, type Principal } from '@stellwerk/service';
import type { Reader } from '../domain/search.js';

/**
 * What a token may read of a tenant: what is public and what its roles may see; an admin sees what any role sees. Nothing
 * that a request says adds to it.
 * @throws StellwerkError SVC_TENANT_FORBIDDEN, SVC_TENANT_UNKNOWN
 */
export function readerOf(principal: Principal, tenant: string, control: Pick<ControlTable, 'get'>): Reader {
  assertTenant(principal, tenant);
  assertTenantKnown(control, tenant);
  const seen = principal.roles.includes('admin') ? roles : principal.roles;
  return { tenant, access: ['public', ...[...seen].sort().map((role) => `role:${role}`)] };
}

import type { ControlTable } from '@stellwerk/bus';
import { roles } from '@stellwerk/contracts';
import { assertTenant, assertTenantKnown, type Principal } from '@stellwerk/service';
import type { Reader } from '../domain/search.js';

/**
 * What a token may read of a tenant: what is public, and what its roles and groups may see. An admin sees what any role
 * sees, and whatever a source of the tenant lets anybody see. Nothing that a request says adds to it. What a source lets in
 * today counts beside the labels that its documents got when they came.
 * @throws StellwerkError SVC_TENANT_FORBIDDEN, SVC_TENANT_UNKNOWN
 */
export function readerOf(principal: Principal, tenant: string, control: Pick<ControlTable, 'get' | 'all'>): Reader {
  assertTenant(principal, tenant);
  assertTenantKnown(control, tenant);
  const isAdmin = principal.roles.includes('admin');
  const sources = control.all('knowledge-source').filter((source) => source.tenant === tenant);
  const labels = [
    'public',
    ...(isAdmin ? roles : principal.roles).map((role) => `role:${role}`),
    ...(principal.groups ?? []).map((group) => `group:${group}`),
    ...(isAdmin ? sources.flatMap(({ spec }) => spec.access) : []),
  ];
  const closed = sources.filter(({ spec }) => !spec.access.some((label) => labels.includes(label)));
  return {
    tenant,
    access: [...new Set(labels)].sort(),
    ...(closed.length > 0 && { closedSources: closed.map(({ name }) => name).sort() }),
  };
}

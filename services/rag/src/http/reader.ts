import type { ControlTable } from '@stellwerk/bus';
import { roles } from '@stellwerk/contracts';
import { assertTenant, assertTenantKnown, type Principal } from '@stellwerk/service';
import { closedSourcesOf } from '../asking/closed-sources.js';
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
  const ofSources = control.all('knowledge-source').filter((source) => isAdmin && source.tenant === tenant);
  const labels = [
    'public',
    ...(isAdmin ? roles : principal.roles).map((role) => `role:${role}`),
    ...(principal.groups ?? []).map((group) => `group:${group}`),
    ...ofSources.flatMap(({ spec }) => spec.access),
  ];
  const closedSources = closedSourcesOf(control, tenant, labels);
  return {
    tenant,
    access: [...new Set(labels)].sort(),
    ...(closedSources.length > 0 && { closedSources }),
  };
}

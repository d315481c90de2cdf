import type { ControlKind, Role } from '@stellwerk/contracts';
import { StellwerkError } from '@stellwerk/contracts';
import { serviceErrors } from '../errors.js';
import { assertTenant, type Principal } from '../http/access.js';

/** Who may write a kind of document beside admins; what is not named is for admins alone. */
const writers: Partial<Readonly<Record<ControlKind, readonly Role[]>>> = {
  'consent-policy': ['privacy-officer'],
  retention: ['privacy-officer'],
  'channel-rules': ['marketer'],
  'mmm-spec': ['analyst', 'marketer'],
};

/** Roles that may write something at all; the guard asks for one of them before a document is looked at. */
export const writingRoles: readonly Role[] = [...new Set(Object.values(writers).flat())];

/** @throws StellwerkError SVC_TENANT_FORBIDDEN, SVC_FORBIDDEN */
export function assertMayWrite(principal: Principal, { kind, tenant }: { kind: ControlKind; tenant: string }): void {
  assertTenant(principal, tenant);
  const allowed = writers[kind] ?? [];
  if (!principal.roles.some((role) => role === 'admin' || allowed.includes(role))) {
    throw new StellwerkError(serviceErrors.FORBIDDEN, { roles: [...allowed, 'admin'].join(', ') }, { field: 'kind' });
  }
}

/** Tokens are for those who may write them; everything else may be read by whoever may read its tenant. */
export function mayRead(principal: Principal, { kind, tenant }: { kind: ControlKind; tenant: string }): boolean {
  return (kind !== 'token' || principal.roles.includes('admin')) && mayReadTenant(principal, tenant);
}

export const mayReadTenant = ({ tenants }: Principal, tenant: string): boolean =>
  tenants.length === 0 || tenants.includes(tenant);

/** How a caller stands in what it wrote or decided. */
export const authorOf = ({ name }: Principal): string => `token:${name}`;

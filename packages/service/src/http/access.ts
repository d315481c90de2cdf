import { createHash } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Injectable, SetMetadata, type Type } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { ControlTable } from '@stellwerk/bus';
import { type Role, StellwerkError } from '@stellwerk/contracts';
import type { FastifyRequest } from 'fastify';
import { serviceErrors } from '../errors.js';
import type { Clock } from '../tokens.js';

const PUBLIC = 'stellwerk:public';
const ROLES = 'stellwerk:roles';

/** No token needed: health, OpenAPI, and doors with a write key. */
export const Public = () => SetMetadata(PUBLIC, true);

/** Bearer tokens with one of these roles; `admin` always suffices. */
export const Roles = (...roles: Role[]) => SetMetadata(ROLES, roles);

/** Who may call a route: anybody, or bearers of these roles besides admins. */
export type Access = 'public' | readonly Role[];

/** What the decorators say of a controller's method; the guard decides by the same. */
export function accessOf(controller: Type, method: string): Access {
  const targets = [controller.prototype[method], controller].filter((target) => target !== undefined);
  const [isPublic] = targets
    .map((target) => Reflect.getMetadata(PUBLIC, target))
    .filter((value) => value !== undefined);
  if (isPublic) return 'public';
  const [roles] = targets.map((target) => Reflect.getMetadata(ROLES, target)).filter((value) => value !== undefined);
  return roles ?? [];
}

/** Who calls: the name of the token's document, its roles and tenants (empty = all). */
export interface Principal {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly tenants: readonly string[];
  /** Groups of people that it stands for; none where absent. */
  readonly groups?: readonly string[];
}

export interface AuthenticatedRequest extends FastifyRequest {
  principal: Principal;
}

/** Finds the token document of a bearer token. Only hashes are compared and kept. */
export function authenticate(header: string | undefined, control: ControlTable, now: Date): Principal {
  const bearer = /^Bearer ([\x21-\x7e]{16,256})$/.exec(header ?? '')?.[1];
  const sha256 = bearer && createHash('sha256').update(bearer).digest('hex');
  const document = sha256 && control.all('token').find((candidate) => candidate.spec.sha256 === sha256);
  if (!document || document.spec.revoked || new Date(document.spec.expiresAt) <= now) {
    throw new StellwerkError(serviceErrors.UNAUTHENTICATED);
  }
  const { roles, tenants, groups } = document.spec;
  return { name: document.name, roles, tenants, ...(groups && { groups }) };
}

/** @throws StellwerkError SVC_TENANT_FORBIDDEN when the token is bound to other tenants. */
export function assertTenant(principal: Principal, tenant: string): void {
  if (principal.tenants.length > 0 && !principal.tenants.includes(tenant)) {
    throw new StellwerkError(serviceErrors.TENANT_FORBIDDEN, { tenant }, { field: 'tenant' });
  }
}

/**
 * For answers that would otherwise be empty, as if nothing had happened there.
 * @throws StellwerkError SVC_TENANT_UNKNOWN when no document says that there is such a tenant.
 */
export function assertTenantKnown(control: Pick<ControlTable, 'get'>, tenant: string): void {
  if (!control.get('tenant', tenant, tenant)) {
    throw new StellwerkError(serviceErrors.TENANT_UNKNOWN, { tenant }, { field: 'tenant' });
  }
}

/** Closed by default: a route without `@Public()` or `@Roles()` is for admins only. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly control: ControlTable,
    private readonly clock: Clock,
  ) {}

  canActivate(execution: ExecutionContext): boolean {
    if (execution.getType() !== 'http') return true;
    const targets = [execution.getHandler(), execution.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, targets)) return true;
    const request = execution.switchToHttp().getRequest<AuthenticatedRequest>();
    request.principal = authenticate(request.headers.authorization, this.control, this.clock());
    const allowed = this.reflector.getAllAndOverride<Role[] | undefined>(ROLES, targets) ?? [];
    if (!request.principal.roles.some((role) => role === 'admin' || allowed.includes(role))) {
      throw new StellwerkError(serviceErrors.FORBIDDEN, { roles: [...allowed, 'admin'].join(', ') });
    }
    return true;
  }
}

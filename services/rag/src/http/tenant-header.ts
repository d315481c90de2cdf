import { StellwerkError, slug } from '@stellwerk/contracts';
import type { Principal } from '@stellwerk/service';
import { errors } from '../errors.js';

export const TENANT_HEADER = 'x-stellwerk-tenant';

/**
 * The tenant of protocols whose messages do not name one: that of the header, else the only one of the token.
 * @throws StellwerkError RAG_TENANT_MISSING
 */
export function tenantOf({ tenants }: Principal, header: string | undefined): string {
  const [only, ...others] = tenants;
  const tenant = header ?? (others.length === 0 ? only : undefined);
  if (!slug.safeParse(tenant).success || tenant === undefined)
    throw new StellwerkError(errors.TENANT_MISSING, {}, { field: TENANT_HEADER });
  return tenant;
}

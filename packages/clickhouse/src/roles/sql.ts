import { personLimits, type RoleDefinition } from './definition.js';

/**
 * The same roles for a server with access control in SQL: one role each with its grants and limits. Who gets a role is the
 * operator's business (`CREATE USER anna IDENTIFIED … DEFAULT ROLE analyst`). Repeatable; rights that have left the
 * definition are revoked first.
 */
export function renderRolesSql(roles: readonly RoleDefinition[]): string[] {
  return roles.flatMap(({ name, kind, grants }) => [
    `CREATE ROLE IF NOT EXISTS ${name}${kind === 'person' ? ` SETTINGS ${limits()}` : ''}`,
    `REVOKE ALL ON *.* FROM ${name}`,
    ...grants.map((grant) => `GRANT ${grant} TO ${name}`),
  ]);
}

const limits = () =>
  ['readonly = 2', ...Object.entries(personLimits).map(([name, value]) => `${name} = ${value}`)].join(', ');

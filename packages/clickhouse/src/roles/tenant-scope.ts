import type { ClickHouseClient } from '@clickhouse/client';
import { attempt } from '../failure.js';

/** A table or view that persons may be granted. */
export interface ScopedTable {
  readonly database: string;
  readonly table: string;
  /** Whether its rows say whose they are. */
  readonly hasTenant: boolean;
}

/** Rows of a table that a person of one tenant sees, as an expression over its columns. */
export interface TenantFilter {
  readonly database: string;
  readonly table: string;
  readonly filter: string;
}

const DATABASES = ['raw', 'curated', 'features', 'results', 'ops'];
const TENANT = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** The tables and views that there are now. @throws CLK_UNAVAILABLE */
export async function readScopedTables(client: ClickHouseClient): Promise<ScopedTable[]> {
  return attempt('list tables', async () => {
    const result = await client.query({
      query: `
        SELECT database, table, countIf(name = 'tenant') > 0 AS hasTenant FROM system.columns
        WHERE database IN {databases:Array(String)} AND NOT startsWith(table, '.')
        GROUP BY database, table ORDER BY database, table`,
      query_params: { databases: DATABASES },
      format: 'JSONEachRow',
    });
    const rows = await result.json<{ database: string; table: string; hasTenant: number | boolean }>();
    return rows.map((row) => ({ ...row, hasTenant: Boolean(row.hasTenant) }));
  });
}

/** What a person of one tenant sees: its rows, and nothing of tables whose rows do not say whose they are. */
export function tenantFilters(tenant: string, tables: readonly ScopedTable[]): TenantFilter[] {
  if (!TENANT.test(tenant)) throw new RangeError(`"${tenant}" is no name of a tenant`);
  return tables.map(({ database, table, hasTenant }) => ({
    database,
    table,
    filter: hasTenant ? `tenant = '${tenant}'` : '0',
  }));
}

/** Name of the role that limits whoever has it to one tenant. */
export const tenantRole = (tenant: string): string => `tenant_${tenant}`;

/**
 * A role that grants nothing and limits whoever has it, beside a role of the definition, to the rows of one tenant:
 * `CREATE USER anna IDENTIFIED … DEFAULT ROLE analyst, \`tenant_my-shop\``. Repeatable; a table that is new needs it again.
 */
export function renderTenantRoleSql(tenant: string, tables: readonly ScopedTable[]): string[] {
  const role = `\`${tenantRole(tenant)}\``;
  return [
    `CREATE ROLE IF NOT EXISTS ${role}`,
    ...tenantFilters(tenant, tables).map(
      ({ database, table, filter }) =>
        `CREATE ROW POLICY OR REPLACE ${role} ON \`${database}\`.\`${table}\` FOR SELECT USING ${filter} TO ${role}`,
    ),
  ];
}

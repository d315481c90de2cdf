export type { ClickHouseClient } from '@clickhouse/client';
export * from './client.js';
export { clickHouseErrors } from './errors.js';
export { attempt, isUnavailable, toClickHouseFailure } from './failure.js';
export { type Migration, readMigrations } from './migrations/files.js';
export { migrate } from './migrations/migrate.js';
export { splitStatements } from './migrations/statements.js';
export { parseRoles, personLimits, type RoleDefinition, readRoles } from './roles/definition.js';
export { type RoleLogin, roleLogins } from './roles/logins.js';
export { renderRolesSql } from './roles/sql.js';
export {
  readScopedTables,
  renderTenantRoleSql,
  type ScopedTable,
  type TenantFilter,
  tenantFilters,
  tenantRole,
} from './roles/tenant-scope.js';
export { blockToken, insertOnce, type SinkBatch } from './sink/insert-once.js';
export { type AppliedOffset, appliedOffsets, resumeOffset } from './sink/position.js';
export { type SinkRow, SinkRows } from './sink/sink-rows.js';
export { type KillOptions, killStaleInserts } from './sink/stale-inserts.js';
export {
  nextOffsetSql,
  openSinkTable,
  type PositionColumns,
  type SinkTable,
  type SinkTableDefinition,
} from './sink/table.js';

import { StellwerkError } from '@stellwerk/contracts';
import { clickHouseErrors } from '../errors.js';
import type { Migration } from './files.js';

/** A row of the ledger `ops.schema_migrations`. */
export interface AppliedMigration {
  readonly version: number;
  readonly file: string;
  readonly sha256: string;
}

/**
 * What is left to apply, in order. The ledger must be a prefix of the files, byte for byte.
 * @throws CLK_MIGRATION_CHANGED, CLK_MIGRATION_UNKNOWN, CLK_MIGRATION_LATE
 */
export function planMigrations(migrations: readonly Migration[], applied: readonly AppliedMigration[]): Migration[] {
  const byVersion = new Map(migrations.map((migration) => [migration.version, migration]));
  for (const { version, file, sha256 } of applied) {
    const migration = byVersion.get(version);
    if (!migration || migration.file !== file) throw new StellwerkError(clickHouseErrors.MIGRATION_UNKNOWN, { file });
    if (migration.sha256 !== sha256) throw new StellwerkError(clickHouseErrors.MIGRATION_CHANGED, { file });
  }
  const newest = applied.reduce<AppliedMigration | undefined>(
    (latest, row) => (latest && latest.version > row.version ? latest : row),
    undefined,
  );
  const done = new Set(applied.map(({ version }) => version));
  const open = migrations.filter(({ version }) => !done.has(version));
  const late = open.find(({ version }) => newest && version < newest.version);
  if (late && newest) {
    throw new StellwerkError(clickHouseErrors.MIGRATION_LATE, { file: late.file, applied: newest.file });
  }
  return open;
}

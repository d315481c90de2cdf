import { setTimeout as pause } from 'node:timers/promises';
import { type ClickHouseClient, ClickHouseError } from '@clickhouse/client';
import { StellwerkError } from '@stellwerk/contracts';
import { clickHouseErrors } from '../errors.js';
import { attempt, toClickHouseFailure } from '../failure.js';
import { type Migration, readMigrations } from './files.js';
import { type AppliedMigration, planMigrations } from './plan.js';

/** The ledger comes before the first file, so it cannot be in one. */
const LEDGER_DDL = [
  `CREATE DATABASE IF NOT EXISTS ops COMMENT 'How the platform runs: migrations, traces, dead letters, jobs'`,
  `CREATE TABLE IF NOT EXISTS ops.schema_migrations (
    version UInt32 COMMENT 'number of the file. Source: file name',
    file String COMMENT 'name of the file in deploy/clickhouse. Source: file name',
    sha256 String COMMENT 'hex digest of the file as applied. Source: file content',
    applied_at DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'UTC, milliseconds: when the last statement had run. Source: server clock'
  ) ENGINE = ReplacingMergeTree ORDER BY version
  COMMENT 'Applied migrations, one row per file'`,
];

/**
 * A statement that the server refuses runs again after these pauses. Two migrators that fill the same new table at the
 * same moment make the server lose the context of one of them (error 49); the second attempt finds the table made.
 */
const REPEAT_AFTER_MS = [250, 1_000];

/**
 * Brings the database up to the newest file of a folder and returns the names of the files applied now.
 *
 * A file is on the ledger when all of its statements have run. Cut off before that, it runs again from its first
 * statement, which is why every statement must be repeatable; for the same reason two migrators at once do no harm.
 * @throws CLK_MIGRATION_… with the file and the remedy; CLK_UNAVAILABLE when the server does not answer
 */
export async function migrate(client: ClickHouseClient, folder: string): Promise<string[]> {
  const migrations = await readMigrations(folder);
  for (const query of LEDGER_DDL) await attempt('prepare the migration ledger', () => client.command({ query }));
  const open = planMigrations(migrations, await readLedger(client));
  for (const migration of open) await apply(client, migration);
  return open.map(({ file }) => file);
}

async function readLedger(client: ClickHouseClient): Promise<AppliedMigration[]> {
  return attempt('read the migration ledger', async () => {
    const result = await client.query({
      query: 'SELECT version, file, sha256 FROM ops.schema_migrations FINAL ORDER BY version',
      format: 'JSONEachRow',
    });
    return result.json<AppliedMigration>();
  });
}

async function apply(client: ClickHouseClient, { version, file, sha256, statements }: Migration): Promise<void> {
  for (const [index, query] of statements.entries()) {
    try {
      await run(client, query);
    } catch (thrown) {
      throw toMigrationFailure(file, index + 1, thrown);
    }
  }
  await attempt('write the migration ledger', () =>
    client.insert({
      table: 'ops.schema_migrations',
      columns: ['version', 'file', 'sha256'],
      values: [[version, file, sha256]],
      format: 'JSONCompactEachRow',
    }),
  );
}

async function run(client: ClickHouseClient, query: string): Promise<void> {
  for (const repeatAfterMs of REPEAT_AFTER_MS) {
    try {
      await client.command({ query });
      return;
    } catch (thrown) {
      if (!(thrown instanceof ClickHouseError)) throw thrown;
      await pause(repeatAfterMs);
    }
  }
  await client.command({ query });
}

/** A lost connection stays "unavailable"; an answer of the server names file and statement. Files hold no personal data. */
function toMigrationFailure(file: string, statement: number, thrown: unknown): StellwerkError {
  if (!(thrown instanceof ClickHouseError)) return toClickHouseFailure('migrate', thrown);
  const reason = `error ${thrown.code}: ${thrown.message.slice(0, 500)}`;
  return new StellwerkError(clickHouseErrors.MIGRATION_FAILED, { file, statement, reason });
}

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StellwerkError } from '@stellwerk/contracts';
import { clickHouseErrors } from '../errors.js';
import { splitStatements } from './statements.js';

/** One numbered file of DDL. */
export interface Migration {
  readonly version: number;
  readonly file: string;
  /** Hex digest of the bytes as read. */
  readonly sha256: string;
  readonly statements: readonly string[];
}

const FILE_NAME = /^(\d{4})_[a-z0-9_]+\.sql$/;

/**
 * Every statement must bear being run twice: a migrator can be cut off, and two can run at once. Statements on the
 * server's own objects name their guard; `ALTER` has one per clause, so the presence of any is what can be checked.
 * An update to a number does the same the second time.
 */
const REPEATABLE =
  /^(CREATE\s+OR\s+REPLACE\b|CREATE\b[^(']*?\bIF\s+NOT\s+EXISTS\b|ALTER\b[^']*?\b(IF\s+(NOT\s+)?EXISTS|MODIFY|COMMENT|UPDATE\s+\w+\s*=\s*\d+\s+WHERE)\b|DROP\b[^']*?\bIF\s+EXISTS\b)/i;

/** Reads the `NNNN_words.sql` files of a folder in order. @throws CLK_MIGRATION_NAME, CLK_MIGRATION_REPEATABLE */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  return toMigrations(
    await Promise.all(files.map(async (file) => ({ file, script: await readFile(join(folder, file)) }))),
  );
}

/** The same from files in memory, in the order of their names. */
export function toMigrations(files: readonly { readonly file: string; readonly script: Buffer }[]): Migration[] {
  const migrations: Migration[] = [];
  for (const { file, script } of files) {
    const version = Number(FILE_NAME.exec(file)?.[1]);
    const isTaken = migrations.some((migration) => migration.version === version);
    if (Number.isNaN(version) || isTaken) throw new StellwerkError(clickHouseErrors.MIGRATION_NAME, { file });
    const statements = splitStatements(script.toString('utf8'));
    const unsafe = statements.findIndex((statement) => !REPEATABLE.test(statement));
    if (unsafe >= 0) {
      throw new StellwerkError(clickHouseErrors.MIGRATION_REPEATABLE, { file, statement: unsafe + 1 });
    }
    migrations.push({ version, file, sha256: createHash('sha256').update(script).digest('hex'), statements });
  }
  return migrations;
}

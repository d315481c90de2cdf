import { StellwerkError } from '@stellwerk/contracts';
import { toMigrations } from './files.js';
import { planMigrations } from './plan.js';

const script = (text: string) => Buffer.from(text);
const files = (...names: string[]) =>
  toMigrations(names.map((file) => ({ file, script: script(`CREATE DATABASE IF NOT EXISTS a -- ${file}`) })));

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof StellwerkError) return `${error.code} ${error.details.file}`;
    throw error;
  }
  return 'no error';
};

describe('migration files', () => {
  it.each([
    ['CREATE TABLE IF NOT EXISTS a.b (c String) ENGINE = Memory'],
    ['CREATE MATERIALIZED VIEW IF NOT EXISTS a.b TO c.d AS SELECT 1'],
    ["CREATE OR REPLACE VIEW a.b (c String COMMENT 'x') AS SELECT ''"],
    ['ALTER TABLE a.b ADD COLUMN IF NOT EXISTS c String'],
    ["ALTER TABLE a.b COMMENT COLUMN c 'text'"],
    ["ALTER TABLE a.b UPDATE c = 5 WHERE d = 'x'"],
    ['DROP VIEW IF EXISTS a.b'],
  ])('may hold: %s', (statement) => {
    expect(toMigrations([{ file: '0001_a.sql', script: script(statement) }])).toHaveLength(1);
  });

  it.each([
    ['CREATE TABLE a.b (c String) ENGINE = Memory'],
    ["CREATE TABLE a.b (c String COMMENT 'IF NOT EXISTS') ENGINE = Memory"],
    ['ALTER TABLE a.b ADD COLUMN c String'],
    ['ALTER TABLE a.b UPDATE c = c + 1 WHERE d = 2'],
    ['INSERT INTO a.b VALUES (1)'],
    ['DROP TABLE a.b'],
  ])('may not hold: %s', (statement) => {
    expect(codeOf(() => toMigrations([{ file: '0001_a.sql', script: script(statement) }]))).toBe(
      'CLK_MIGRATION_REPEATABLE 0001_a.sql',
    );
  });

  it.each([['1_a.sql'], ['0001-a.sql'], ['0001_A.sql']])('are refused when named %s', (file) => {
    expect(codeOf(() => files(file))).toBe(`CLK_MIGRATION_NAME ${file}`);
  });

  it('may not share a number', () => {
    expect(codeOf(() => files('0001_a.sql', '0001_b.sql'))).toBe('CLK_MIGRATION_NAME 0001_b.sql');
  });
});

describe('migration plan', () => {
  const three = files('0001_a.sql', '0002_b.sql', '0003_c.sql');
  const names = (plan: { file: string }[]) => plan.map(({ file }) => file);

  it('applies everything to an empty database', () => {
    expect(names(planMigrations(three, []))).toEqual(['0001_a.sql', '0002_b.sql', '0003_c.sql']);
  });

  it('goes on after what has been applied', () => {
    expect(names(planMigrations(three, three.slice(0, 2)))).toEqual(['0003_c.sql']);
  });

  it('has nothing to do when all is applied', () => {
    expect(planMigrations(three, three)).toEqual([]);
  });

  it.each([
    ['a changed file', [{ version: 1, file: '0001_a.sql', sha256: 'other' }], 'CLK_MIGRATION_CHANGED 0001_a.sql'],
    ['a newer database', [{ version: 9, file: '0009_x.sql', sha256: '' }], 'CLK_MIGRATION_UNKNOWN 0009_x.sql'],
    [
      'another file of this number',
      [{ version: 1, file: '0001_z.sql', sha256: '' }],
      'CLK_MIGRATION_UNKNOWN 0001_z.sql',
    ],
    ['a number that came too late', three.slice(1, 2), 'CLK_MIGRATION_LATE 0001_a.sql'],
  ])('refuses %s', (_title, applied, code) => {
    expect(codeOf(() => planMigrations(three, applied))).toBe(code);
  });
});

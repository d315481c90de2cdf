import { catalogue } from '@stellwerk/contracts';

/** Errors of working with ClickHouse. Texts never repeat rows or queries: both may hold personal data. */
export const clickHouseErrors = catalogue('CLK', {
  UNAVAILABLE: {
    status: 503,
    retry: 'after',
    text: 'ClickHouse could not {operation}: {reason}',
    fix: 'the operation is repeated until it works; see /health/ready and "stellwerk logs clickhouse"',
  },
  DATA_REFUSED: {
    status: 422,
    retry: 'never',
    text: 'ClickHouse refused the data while it tried to {operation}: {reason}',
    fix: 'find the message with "stellwerk dead list", correct what produced it and replay it',
  },
  TABLE_MISMATCH: {
    status: 500,
    retry: 'never',
    text: 'table {table} has no column {column}',
    fix: 'run the migrations of this version: start the warehouse service once',
  },
  MIGRATION_NAME: {
    status: 500,
    retry: 'never',
    text: 'migration file {file} is not named NNNN_words.sql, or its number is taken',
    fix: 'rename it to the next free number, lower-case words joined by underscores',
  },
  MIGRATION_REPEATABLE: {
    status: 500,
    retry: 'never',
    text: 'statement {statement} of {file} cannot be repeated',
    fix: 'a migrator that was cut off runs the file again: write IF NOT EXISTS, IF EXISTS or OR REPLACE',
  },
  MIGRATION_CHANGED: {
    status: 500,
    retry: 'never',
    text: 'migration {file} was changed after it had been applied',
    fix: 'restore the file from version control and put the change into a new file with the next number',
  },
  MIGRATION_UNKNOWN: {
    status: 500,
    retry: 'never',
    text: 'the database has migration {file}, which this version does not know',
    fix: 'run the version that wrote it, or a newer one; migrations only go forward',
  },
  MIGRATION_LATE: {
    status: 500,
    retry: 'never',
    text: 'migration {file} is older than {applied}, which has been applied',
    fix: 'give it the next free number; migrations only go forward',
  },
  MIGRATION_FAILED: {
    status: 500,
    retry: 'changed',
    text: 'statement {statement} of {file} failed: {reason}',
    fix: 'correct the statement in a file that has not been applied yet, then start again',
  },
  ROLES_INVALID: {
    status: 500,
    retry: 'changed',
    text: 'the role definition does not fit at {field}: {problem}',
    fix: 'correct deploy/clickhouse/roles.json',
  },
});

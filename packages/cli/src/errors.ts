import { catalogue } from '@stellwerk/contracts';

/** Everything the command line itself can refuse; the same codes stand in `docs/reference/errors.md`. */
export const errors = catalogue('CLI', {
  PLATFORM_NOT_FOUND: {
    status: 503,
    retry: 'changed',
    text: 'no platform runs on {state}',
    fix: 'start it with "stellwerk up", name its state folder with --state, or set STELLWERK_KAFKA_BROKERS and the URLs of its services',
  },
  SETTING_MISSING: {
    status: 400,
    retry: 'changed',
    text: '{name} is not set',
    fix: 'set it beside STELLWERK_KAFKA_BROKERS; see "stellwerk help"',
  },
  USAGE: {
    status: 400,
    retry: 'changed',
    text: 'the command line cannot be read: an unknown command or option, or an argument that does not fit',
    fix: 'see "stellwerk help <command>"',
  },
  OPTION_INVALID: { status: 400, retry: 'changed', text: '{option}: {problem}', fix: 'see "stellwerk help <command>"' },
  FILE_UNREADABLE: {
    status: 400,
    retry: 'changed',
    text: 'cannot use {file}: {problem}',
    fix: 'name a file that exists and that you may use',
  },
  LINE_INVALID: {
    status: 400,
    retry: 'changed',
    text: '{file}, line {line}: {problem}',
    fix: 'correct the line; nothing after it was sent',
  },
  DOCUMENT_INVALID: {
    status: 400,
    retry: 'changed',
    text: '{file}, document {number}: {problem}',
    fix: 'correct the document; nothing was applied',
  },
  TENANT_EXISTS: {
    status: 409,
    retry: 'changed',
    text: 'the tenant "{tenant}" exists already',
    fix: 'change it with "stellwerk apply"',
  },
  TOKEN_UNKNOWN: {
    status: 404,
    retry: 'changed',
    text: 'there is no token "{name}"',
    fix: 'list them with "stellwerk token list"',
  },
  SEND_FAILED: {
    status: 503,
    retry: 'after',
    text: 'the door did not take an event: {problem}',
    fix: 'look at "stellwerk status" and repeat the command; what arrived is not counted twice',
  },
  UNAVAILABLE: {
    status: 503,
    retry: 'after',
    text: '{resource} does not answer',
    fix: 'look at "stellwerk status"; for a platform elsewhere, check STELLWERK_KAFKA_BROKERS and the URLs',
  },
  ROLES_REFUSED: {
    status: 502,
    retry: 'changed',
    text: 'ClickHouse did not create the role {role}: {problem}',
    fix: 'give STELLWERK_CLICKHOUSE_USER access management (CREATE ROLE, and what the roles grant, WITH GRANT OPTION); then repeat "stellwerk setup"',
  },
  BOOKS_DIFFER: {
    status: 409,
    retry: 'after',
    text: '{count} lines of the books do not agree',
    fix: 'look at the lines marked "!"; what is still on its way is there after a pause, what is dead in "stellwerk dead list"',
  },
  NOT_SETTLED: {
    status: 504,
    retry: 'after',
    text: 'not everything is queryable after {seconds} s: {waiting}',
    fix: 'look at "stellwerk status" and "stellwerk logs <part>"',
  },
  STILL_REFUSED: {
    status: 422,
    retry: 'changed',
    text: '{refused} of the events are still refused',
    fix: 'each is kept as a rejection of its own; see "stellwerk rejected list --tenant {tenant}"',
  },
  ORIGINAL_BROKEN: {
    status: 422,
    retry: 'changed',
    text: 'the original is no complete {encoding} stream',
    fix: 'leave out --unpack to have the bytes as they came',
  },
  ANSWER_REFUSED: {
    status: 502,
    retry: 'changed',
    text: 'what answers as {service} answers with status {status} and is no service of ours',
    fix: 'check the URL of the service in the environment',
  },
  TOO_MANY_BAD_ROWS: {
    status: 422,
    retry: 'changed',
    text: '{bad} of {rows} rows cannot be imported, so nothing was sent',
    fix: 'look at the report: most often the mapping does not fit the file; --max-bad sends the good rows all the same',
  },
  ROWS_REFUSED: {
    status: 422,
    retry: 'changed',
    text: '{refused} of {rows} rows were refused',
    fix: 'mend them and import the file again: rows that are in are passed over; see also "stellwerk rejected list"',
  },
  IMPORT_ENDED: {
    status: 409,
    retry: 'after',
    text: 'the import was {state} by somebody else',
    fix: 'repeat the command; rows that are in are passed over',
  },
  APPROVAL_REFUSED: {
    status: 409,
    retry: 'never',
    text: 'the request {id} cannot be decided: {because}',
    fix: 'look at "stellwerk approvals list"',
  },
  NOT_REPLAYED: {
    status: 409,
    retry: 'changed',
    text: '{refused} of {asked} were not replayed',
    fix: 'read the reason of each above; --again replays what was replayed before',
  },
  NOTHING_FOUND: {
    status: 404,
    retry: 'changed',
    text: 'nothing is known of "{id}"',
    fix: 'give a trace id, event id or message id; new events take up to two seconds',
  },
});

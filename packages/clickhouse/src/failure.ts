import { ClickHouseError } from '@clickhouse/client';
import { StellwerkError } from '@stellwerk/contracts';
import { clickHouseErrors } from './errors.js';

/**
 * Error codes that speak about the rows themselves, so that repeating them cannot help: text that is no number, date,
 * UUID or address, values out of range, arrays of unequal length, violated constraints.
 * (https://github.com/ClickHouse/ClickHouse/blob/master/src/Common/ErrorCodes.cpp)
 */
const DATA_ERROR_CODES: ReadonlySet<string> = new Set([
  '6', // CANNOT_PARSE_TEXT
  '25', // CANNOT_PARSE_ESCAPE_SEQUENCE
  '26', // CANNOT_PARSE_QUOTED_STRING
  '27', // CANNOT_PARSE_INPUT_ASSERTION_FAILED
  '38', // CANNOT_PARSE_DATE
  '41', // CANNOT_PARSE_DATETIME
  '53', // TYPE_MISMATCH
  '69', // ARGUMENT_OUT_OF_BOUND
  '70', // CANNOT_CONVERT_TYPE
  '72', // CANNOT_PARSE_NUMBER
  '117', // INCORRECT_DATA
  '130', // CANNOT_READ_ARRAY_FROM_TEXT
  '131', // TOO_LARGE_STRING_SIZE
  '190', // SIZES_OF_ARRAYS_DONT_MATCH
  '321', // VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE
  '349', // CANNOT_INSERT_NULL_IN_ORDINARY_COLUMN
  '376', // CANNOT_PARSE_UUID
  '407', // DECIMAL_OVERFLOW
  '441', // CANNOT_PARSE_DOMAIN_VALUE_FROM_STRING
  '469', // VIOLATED_CONSTRAINT
  '675', // CANNOT_PARSE_IPV4
  '676', // CANNOT_PARSE_IPV6
]);

/**
 * Turns what the client threw into a catalogue error. Only a known data error is final. Everything else — network,
 * memory, disk, too many parts, but also a missing table or a wrong password — is a state that someone repairs, and
 * must not cost a single message: CLK_UNAVAILABLE, repeat.
 *
 * The original is not kept as cause, because its message may quote rows.
 */
export function toClickHouseFailure(operation: string, thrown: unknown): StellwerkError {
  if (thrown instanceof StellwerkError) return thrown;
  const reason = reasonOf(thrown);
  const isDataError = thrown instanceof ClickHouseError && DATA_ERROR_CODES.has(thrown.code);
  return new StellwerkError(isDataError ? clickHouseErrors.DATA_REFUSED : clickHouseErrors.UNAVAILABLE, {
    operation,
    reason,
  });
}

/** True for an error after which the identical operation is to be repeated. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof StellwerkError && error.code === clickHouseErrors.UNAVAILABLE.code;
}

/** Runs a piece of work with the client; whatever it throws becomes a catalogue error. */
export async function attempt<Value>(operation: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw toClickHouseFailure(operation, error);
  }
}

/** Code and type only; never the message. */
function reasonOf(thrown: unknown): string {
  if (thrown instanceof ClickHouseError) return `error ${thrown.code} ${thrown.type ?? ''}`.trimEnd();
  if (!(thrown instanceof Error)) return 'unknown error';
  if ('code' in thrown && typeof thrown.code === 'string') return thrown.code;
  // The client reports its own time-out and an aborted request as plain errors with these fixed texts.
  if (thrown.message === 'Timeout error.') return 'no answer in time';
  if (thrown.message.startsWith('The user aborted a request')) return 'stopped by the caller';
  return thrown.name;
}

import { ClickHouseError } from '@clickhouse/client';
import { isUnavailable, toClickHouseFailure } from './failure.js';

const answer = (code: string, type: string) =>
  new ClickHouseError({ code, type, message: `Cannot parse input: expected ',' before: 'secret@example.org'` });
const network = (code: string) => Object.assign(new Error(`connect ${code} 127.0.0.1:4622`), { code });

describe('what ClickHouse throws', () => {
  it.each([
    ['a refused connection', network('ECONNREFUSED'), 'ECONNREFUSED'],
    ['a reset connection', network('ECONNRESET'), 'ECONNRESET'],
    ['no answer in time', new Error('Timeout error.'), 'no answer in time'],
    ['too little memory', answer('241', 'MEMORY_LIMIT_EXCEEDED'), 'error 241 MEMORY_LIMIT_EXCEEDED'],
    ['a full disk', answer('243', 'NOT_ENOUGH_SPACE'), 'error 243 NOT_ENOUGH_SPACE'],
    ['too many parts', answer('252', 'TOO_MANY_PARTS'), 'error 252 TOO_MANY_PARTS'],
    ['the same insert still running', answer('216', 'QUERY_WITH_SAME_ID_IS_ALREADY_RUNNING'), 'error 216'],
    ['a missing table', answer('60', 'UNKNOWN_TABLE'), 'error 60 UNKNOWN_TABLE'],
    ['a wrong password', answer('516', 'AUTHENTICATION_FAILED'), 'error 516'],
    ['something unheard of', 'boom', 'unknown error'],
  ])('%s is repeated', (_title, thrown, reason) => {
    const failure = toClickHouseFailure('insert', thrown);
    expect(isUnavailable(failure)).toBe(true);
    expect(failure.message).toContain(reason);
  });

  it.each([
    ['text that is no number', answer('27', 'CANNOT_PARSE_INPUT_ASSERTION_FAILED')],
    ['a decimal out of range', answer('407', 'DECIMAL_OVERFLOW')],
    ['text that is no UUID', answer('376', 'CANNOT_PARSE_UUID')],
  ])('%s is final', (_title, thrown) => {
    const failure = toClickHouseFailure('insert', thrown);
    expect(failure.code).toBe('CLK_DATA_REFUSED');
    expect(isUnavailable(failure)).toBe(false);
  });

  it('is never repeated with its message, which can quote rows', () => {
    const failure = toClickHouseFailure('insert', answer('27', 'CANNOT_PARSE_INPUT_ASSERTION_FAILED'));
    expect(`${failure.message} ${failure.stack} ${String(failure.cause)}`).not.toContain('secret@example.org');
  });

  it('is kept as it is when it already has a catalogue row', () => {
    const first = toClickHouseFailure('insert', network('EPIPE'));
    expect(toClickHouseFailure('again', first)).toBe(first);
  });
});

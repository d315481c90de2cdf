import { gzipSync } from 'node:zlib';
import type { ImportMapping } from '@stellwerk/contracts';
import { StellwerkError } from '@stellwerk/contracts';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { parseMapping } from './mapping.js';
import { readFile } from './testing.js';

const HEADER = 'order_id,time,total\n';
const GOOD = 'A-1,2026-11-24T10:00:00Z,10.00\n';

const parquet = () =>
  Buffer.from(
    parquetWriteBuffer({
      columnData: [
        { name: 'order_id', data: ['A-1'], type: 'STRING' },
        { name: 'time', data: ['2026-11-24T10:00:00Z'], type: 'STRING' },
        { name: 'total', data: [10], type: 'DOUBLE' },
      ],
    }),
  );

describe('a file that cannot be read as a whole is refused by code', () => {
  it.each<[string, Uint8Array | string, ImportMapping, string]>([
    ['empty', '', {}, 'IMP_FILE_EMPTY'],
    ['only a byte order mark', '\uFEFF', {}, 'IMP_FILE_EMPTY'],
    ['only blank lines', '\n\n\n', {}, 'IMP_FILE_EMPTY'],
    ['a header and no rows', HEADER, {}, 'IMP_ROWS_MISSING'],
    ['a repeated column', `total,${HEADER}1,${GOOD}`, {}, 'IMP_HEADER_REPEATED'],
    ['a missing column', 'order_id,total\nA-1,1\n', {}, 'IMP_COLUMN_MISSING'],
    ['a mapped column that is missing', HEADER + GOOD, { columns: { Nr: 'order_id' } }, 'IMP_COLUMN_UNKNOWN'],
    ['a field that the kind lacks', HEADER + GOOD, { columns: { order_id: 'sku' } }, 'IMP_FIELD_UNKNOWN'],
    [
      'two columns for one field',
      HEADER + GOOD,
      { columns: { order_id: 'order_id', time: 'time', total: 'total' }, constants: { total: 1 } },
      'IMP_FIELD_REPEATED',
    ],
    ['a mapping for another kind', HEADER + GOOD, { kind: 'prices' }, 'IMP_MAPPING_OF_OTHER_KIND'],
    ['an unknown time zone', HEADER + GOOD, { timezone: 'Mars/Olympus' }, 'IMP_TIMEZONE_UNKNOWN'],
    ['an unknown date format', HEADER + GOOD, { dates: 'when' }, 'IMP_DATES_UNKNOWN'],
    ['an unclosed quote in the header', '"order_id,time\nA,1\n', {}, 'IMP_HEADER_UNREADABLE'],
    ['UTF-16 taken for UTF-8', Buffer.from(HEADER + GOOD, 'utf16le'), { encoding: 'utf-8' }, 'IMP_HEADER_UNREADABLE'],
    ['a spreadsheet', Buffer.from('PK\x03\x04rest'), {}, 'IMP_FORMAT_UNKNOWN'],
    ['broken gzip', gzipSync(HEADER + GOOD).subarray(0, 30), {}, 'IMP_PACKED_BROKEN'],
    ['a gzip bomb', gzipSync(Buffer.alloc(11_000_000, 0x61)), {}, 'IMP_UNPACKED_TOO_LARGE'],
    ['Parquet cut off', parquet().subarray(0, 60), {}, 'IMP_PARQUET_BROKEN'],
    ['Parquet with a broken footer', Buffer.from('PAR1aaaaaaaaaaaaaaaaaaaa\x10\0\0\0PAR1'), {}, 'IMP_PARQUET_BROKEN'],
    ['no Parquet at all', HEADER + GOOD, { format: 'parquet' }, 'IMP_PARQUET_BROKEN'],
    ['packed Parquet', gzipSync(parquet()), {}, 'IMP_PARQUET_BROKEN'],
    ['lines of what has none', 'day,geo,kind,name\n', { lines: true }, 'IMP_LINES_UNSUPPORTED'],
  ])('%s', async (_title, content, mapping, code) => {
    const kind = mapping.lines ? 'calendar' : 'orders';
    const error = await readFile(kind, content, mapping).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StellwerkError);
    expect((error as StellwerkError).code).toBe(code);
    expect((error as StellwerkError).fix).not.toMatch(/\{\w+\}/);
  });

  it('Parquet that declares a thousand million rows', async () => {
    const bytes = parquetWriteBuffer({
      columnData: [{ name: 'order_id', data: new Int32Array(100_001), type: 'INT32' }],
    });
    await expect(readFile('orders', new Uint8Array(bytes))).rejects.toMatchObject({ code: 'IMP_PARQUET_TOO_LARGE' });
  });

  it.each([
    [{ delimiter: ';' }, '(mapping) has unknown settings: delimiter'],
    [{ csv: { delimiter: ';;' } }, 'csv.delimiter'],
    ['nonsense', '(mapping)'],
  ])('a mapping such as %j', (mapping, problem) => {
    expect(() => parseMapping(mapping)).toThrow(
      expect.objectContaining({ code: 'IMP_MAPPING_INVALID', message: expect.stringContaining(problem) }),
    );
  });
});

describe('a bad row is reported by row, line, column, code and value, and costs itself', () => {
  const row = (total: string, more = '') => `${HEADER}${GOOD}B-1,2026-11-24T10:00:00Z,${total}${more}\n`;
  it.each<[string, string, ImportMapping, object]>([
    ['a missing value', row(''), {}, { column: 'total', field: 'total', code: 'IMP_VALUE_MISSING' }],
    ['a number that is none', row('ten'), {}, { column: 'total', code: 'IMP_NUMBER_INVALID', value: 'ten' }],
    ['a decimal comma in plain numbers', row('"1,5"'), {}, { code: 'IMP_NUMBER_INVALID', value: '1,5' }],
    ['a negative amount', row('-1'), {}, { code: 'IMP_NUMBER_NEGATIVE', value: '-1' }],
    ['too many cells', row('1', ',x'), {}, { code: 'IMP_CELLS_MISCOUNTED' }],
    ['too few cells', `${HEADER}${GOOD}B-1\n`, {}, { code: 'IMP_CELLS_MISCOUNTED' }],
    ['a NUL character', row('1\0'), {}, { code: 'IMP_CELL_WITH_NUL' }],
    ['an unclosed quote', row('"1'), {}, { code: 'IMP_QUOTE_UNCLOSED' }],
    ['a formula is data, and no number', row('"=SUM(A1)"'), {}, { code: 'IMP_NUMBER_INVALID', value: '=SUM(A1)' }],
    [
      'a day that does not exist',
      `${HEADER}${GOOD}B-1,2026-02-31,1\n`,
      {},
      { column: 'time', code: 'IMP_DATE_NONEXISTENT' },
    ],
    [
      'a time that was passed over',
      `${HEADER}${GOOD}B-1,2026-03-29T02:30,1\n`,
      {},
      { column: 'time', code: 'IMP_TIME_SKIPPED' },
    ],
    [
      'a key that says something else',
      `${HEADER}${GOOD}A-1,2026-11-24T10:00:00Z,11\n`,
      {},
      { code: 'IMP_KEY_REPEATED' },
    ],
    ['a long key', `${HEADER}${GOOD}${'x'.repeat(129)},2026-11-24T10:00:00Z,1\n`, {}, { code: 'IMP_TEXT_TOO_LONG' }],
    [
      'a cell of a million characters',
      `${HEADER}${GOOD}"${'x'.repeat(1_000_000)}",2026-11-24T10:00:00Z,1\n`,
      {},
      { code: 'IMP_ROW_TOO_LARGE' },
    ],
    [
      'a row of a hundred thousand characters',
      `${HEADER}${GOOD}"${'x'.repeat(100_000)}",2026-11-24T10:00:00Z,1\n`,
      {},
      { code: 'IMP_ROW_TOO_LARGE' },
    ],
  ])('%s', async (_title, content, mapping, expected) => {
    const { rows, problems } = await readFile('orders', content, mapping);
    expect(problems).toMatchObject([{ row: 3, line: 3, ...expected }]);
    expect(rows.filter(({ value }) => value).map(({ row: number }) => number)[0]).toBe(2);
  });

  it.each<[string, string, string, object]>([
    [
      'an unknown currency',
      'ad-cost',
      'day,channel,campaign,geo,cost,currency\n2026-11-24,a,b,BY,1,EUX\n',
      { code: 'IMP_CURRENCY_UNKNOWN' },
    ],
    [
      'a negative cost',
      'ad-cost',
      'day,channel,campaign,geo,cost\n2026-11-24,a,b,BY,-1\n',
      { code: 'IMP_NUMBER_NEGATIVE' },
    ],
    [
      'half a click',
      'ad-cost',
      'day,channel,campaign,geo,cost,clicks\n2026-11-24,a,b,BY,1,0.5\n',
      { code: 'IMP_COUNT_INVALID' },
    ],
    [
      'an unknown kind of day',
      'calendar',
      'day,geo,kind,name\n2026-10-03,BY,fair,Wiesn\n',
      { code: 'IMP_CHOICE_INVALID' },
    ],
    ['nobody', 'persons', 'customer_number,email\n,\n', { code: 'IMP_NOBODY_NAMED' }],
    [
      'a sale without value',
      'partner-conversions',
      'conversion_id,partner,type,time\nP-1,a,sale,2026-11-24\n',
      { code: 'IMP_VALUE_MISSING', field: 'value' },
    ],
    [
      'an object for a value',
      'orders',
      '{"order_id":{"a":1},"time":"2026-11-24","total":1}\n',
      { code: 'IMP_VALUE_NOT_PLAIN' },
    ],
    [
      'products that are none',
      'orders',
      '{"order_id":"A","time":"2026-11-24","total":1,"products":[{}]}\n',
      { code: 'IMP_PRODUCTS_INVALID' },
    ],
    ['a line that is no JSON', 'orders', '{"order_id":\n', { code: 'IMP_NOT_A_JSON_OBJECT' }],
    [
      'a property under an odd name',
      'orders',
      '{"order_id":"A","time":"2026-11-24","total":1,"properties":{"__proto__":1}}\n',
      { code: 'IMP_OUT_OF_BOUNDS' },
    ],
  ])('%s', async (_title, kind, content, expected) => {
    const { problems } = await readFile(kind, content);
    expect(problems).toMatchObject([expected]);
  });

  it('without showing what names a person', async () => {
    const mapping: ImportMapping = { columns: { Mail: { field: 'email' }, Nr: 'customer_number' } };
    const long = `${'a'.repeat(320)}@example.org`;
    const { problems } = await readFile('persons', `Nr,Mail\nK-1,${long}\n`, mapping);
    expect(problems).toMatchObject([
      { column: 'Mail', field: 'email', code: 'IMP_TEXT_TOO_LONG', value: '(332 characters)' },
    ]);
    expect(
      JSON.stringify(await readFile('ad-cost', 'day,channel,campaign,geo,cost\nada@example.org,a,b,c,1\n')),
    ).not.toMatch(/"value":"ada@/);
  });

  it('in the encoding that it was written in', async () => {
    const content = Buffer.concat([Buffer.from(HEADER + GOOD), Buffer.from([0xfc]), Buffer.from('-1,2026-11-24,1\n')]);
    expect((await readFile('orders', content, { encoding: 'utf-8' })).problems).toMatchObject([
      { row: 3, code: 'IMP_TEXT_UNDECODABLE' },
    ]);
    expect((await readFile('orders', content)).problems).toEqual([]);
  });

  it('a header such as __proto__ is a name like any other', async () => {
    const { rows } = await readFile('orders', `__proto__,constructor,${HEADER}x,y,${GOOD}`);
    expect(rows[0]?.value).toEqual({ order_id: 'A-1', time: '2026-11-24T10:00:00.000Z', total: '10', currency: 'EUR' });
    expect(({} as { x?: string }).x).toBeUndefined();
  });
});

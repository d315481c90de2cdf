import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type ImportMapping, importKindNames, importKinds } from '@stellwerk/contracts';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { templateOf } from './template.js';
import { readFile } from './testing.js';

const folder = join(import.meta.dirname, '../examples');
const example = (name: string) => readFileSync(join(folder, name));
const kindOf = (name: string) => importKindNames.find((kind) => name.startsWith(kind)) ?? '';

/** The mappings of the examples as the command line reads them; a test there compares. */
const german: ImportMapping = {
  kind: 'orders',
  numbers: 'german',
  dates: 'german',
  timezone: 'Europe/Berlin',
  lines: true,
  columns: {
    Bestellnr: 'order_id',
    Datum: 'time',
    Summe: 'total',
    Währung: 'currency',
    Kundennr: 'customer_number',
    'E-Mail': 'email',
    Artikel: 'product_id',
    Bezeichnung: 'product_name',
    Menge: 'quantity',
    Einzelpreis: 'price',
    Zahlart: { field: 'properties.payment', values: { Rechnung: 'invoice', Kreditkarte: 'card', PayPal: 'paypal' } },
  },
};
const report: ImportMapping = {
  numbers: 'german',
  dates: 'german',
  currency: 'EUR',
  csv: { skipLines: 1 },
  columns: { Tag: 'day', Kampagne: 'campaign', Kosten: 'cost', Impressionen: 'impressions', Klicks: 'clicks' },
  constants: { channel: 'Paid Search', geo: 'all' },
};

describe('examples', () => {
  const plain = readdirSync(folder).filter(
    (name) => /\.(csv|jsonl)$/.test(name) && !/german|report|persons/.test(name),
  );

  it.each(plain)('%s needs no mapping and fits the contract of its kind', async (name) => {
    const kind = kindOf(name);
    const { rows, problems } = await readFile(kind, example(name));
    expect(problems).toEqual([]);
    const { schema } = importKinds[kind as keyof typeof importKinds];
    for (const { value } of rows) expect(schema.parse(value)).toEqual(value);
  });

  it('of a German shop system: lines of an order, umlauts, decimal commas, wall-clock times', async () => {
    const { rows, problems } = await readFile('orders', example('orders-german.csv'), german);
    expect(problems).toEqual([]);
    expect(rows.map(({ row, line, value }) => [row, line, value])).toEqual([
      [
        2,
        2,
        {
          order_id: '2026-1001',
          time: '2026-11-20T13:05:00.000Z',
          total: '1239.6',
          currency: 'EUR',
          customer_number: 'K-10023',
          email: 'ada@example.org',
          properties: { payment: 'invoice' },
          products: [
            { product_id: 'L-100', name: 'Messingleuchte "Größe L"', quantity: '20', price: '59.9' },
            { product_id: 'L-210', name: 'Glühbirne E27', quantity: '6', price: '6.95' },
          ],
        },
      ],
      [4, 4, expect.objectContaining({ order_id: '2026-1002', properties: { payment: 'paypal' } })],
      [5, 5, expect.objectContaining({ order_id: '2026-1003', total: '59.9' })],
    ]);
  });

  it('of an advertising platform: UTF-16, tabs, a title above the header, constants', async () => {
    const { rows, problems } = await readFile('ad-cost', example('ad-cost-report.csv'), report);
    expect(problems).toEqual([]);
    expect(rows.map(({ row, value }) => [row, value])).toMatchObject([
      [
        3,
        {
          day: '2026-11-20',
          channel: 'Paid Search',
          campaign: 'brand',
          geo: 'all',
          cost: '412.5',
          impressions: 20_400,
        },
      ],
      [4, { day: '2026-11-21', cost: '398.75' }],
    ]);
  });

  it('are read the same packed and with a byte order mark', async () => {
    const bytes = example('ad-cost.csv');
    const expected = await readFile('ad-cost', bytes);
    expect(await readFile('ad-cost', gzipSync(bytes))).toEqual(expected);
    expect(await readFile('ad-cost', Buffer.concat([Buffer.from('\uFEFF'), bytes]))).toEqual(expected);
    expect(
      await readFile('ad-cost', `sep=;\r\n${String(bytes).replaceAll(',', ';').replaceAll('\n', '\r')}`),
    ).toMatchObject({
      rows: expected.rows.map(({ value }) => ({ value })),
    });
  });
});

describe('lines of a sale', () => {
  const mapping: ImportMapping = { lines: true };
  const header = 'order_id,time,total,product_id,quantity';

  it.each<[string, string, readonly object[]]>([
    [
      'that say another total',
      'A,2026-11-20,5,L-1,1\nA,2026-11-20,6,L-2,1',
      [{ row: 3, column: 'total', code: 'IMP_LINES_DISAGREE' }],
    ],
    [
      'one of which is bad',
      'A,2026-11-20,5,L-1,1\nA,,,L-2,many',
      [{ row: 3, column: 'quantity', code: 'IMP_NUMBER_INVALID' }],
    ],
    [
      'that are not adjacent',
      'A,2026-11-20,5,L-1,1\nB,2026-11-20,5,L-1,1\nA,2026-11-20,6,L-2,1',
      [{ row: 4, code: 'IMP_KEY_REPEATED' }],
    ],
  ])('%s are refused', async (_title, rows, expected) => {
    expect((await readFile('orders', `${header}\n${rows}\n`, mapping)).problems).toMatchObject(expected);
  });

  it('without a product are part of the sale', async () => {
    const { rows } = await readFile('orders', `${header}\nA,2026-11-20,5,L-1,1\nA,,,,1\n`, mapping);
    expect(rows[0]?.value?.products).toEqual([{ product_id: 'L-1', quantity: '1' }]);
  });
});

describe('Parquet', () => {
  it('keeps decimals, days, local times and integers as they are', async () => {
    const day = new Date('2026-11-20T00:00:00Z');
    const bytes = parquetWriteBuffer({
      schema: [
        { name: 'root', num_children: 6 },
        { name: 'day', type: 'INT32', converted_type: 'DATE', repetition_type: 'REQUIRED' },
        { name: 'channel', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
        { name: 'campaign', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
        { name: 'geo', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
        {
          name: 'cost',
          type: 'INT64',
          converted_type: 'DECIMAL',
          precision: 12,
          scale: 2,
          repetition_type: 'REQUIRED',
        },
        { name: 'clicks', type: 'INT64', repetition_type: 'REQUIRED' },
      ],
      columnData: [
        { name: 'day', data: [day, day] },
        { name: 'channel', data: ['Paid Search', 'Paid Search'] },
        { name: 'campaign', data: ['brand', 'generic'] },
        { name: 'geo', data: ['BY', null] },
        { name: 'cost', data: [412.1, 0.07] },
        { name: 'clicks', data: [610n, 3n] },
      ],
    });
    const { rows, problems } = await readFile('ad-cost', new Uint8Array(bytes));
    expect(rows[0]?.value).toEqual({
      day: '2026-11-20',
      channel: 'Paid Search',
      campaign: 'brand',
      geo: 'BY',
      cost: '412.1',
      currency: 'EUR',
      clicks: 610,
    });
    expect(problems).toMatchObject([{ row: 2, column: 'geo', code: 'IMP_VALUE_MISSING' }]);
  });
});

describe('templates', () => {
  it.each(importKindNames)('of %s hold a header and a row that need no mapping', async (name) => {
    const lines = templateOf(importKinds[name]).split('\n');
    const [header = '', row = ''] = lines.slice(2, 4).map((line) => line.replace('# ', ''));
    const { problems, rows } = await readFile(name, `${header}\n${row}\n`);
    expect([problems, rows.length]).toEqual([[], 1]);
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPanel } from '../domain/data/build-panel.js';
import { sizeOf } from '../domain/panel.js';
import {
  meridianGeo,
  meridianNational,
  meridianReach,
  meridianTotals,
  mmmExample,
} from '../examples/published-data.js';
import { publicFile } from '../testing/public-data.js';
import { columns, observe, type TableRow, TODAY, table, withRow } from '../testing/table.js';
import { readPanelCsv } from './panel-csv.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'panel-csv-'));
});
afterAll(() => rm(folder, { recursive: true }));

const csvOf = (rows: readonly TableRow[], separator = ','): string => {
  const names = Object.keys(rows[0] ?? {});
  return [names.join(separator), ...rows.map((row) => names.map((name) => row[name]).join(separator))].join('\n');
};

async function read(text: string | Uint8Array, options = {}) {
  const file = join(folder, 'data.csv');
  await writeFile(file, text);
  return readPanelCsv(file, columns, { today: TODAY, ...options });
}

const refusal = async (work: Promise<unknown>) =>
  work.then(
    () => 'nothing was refused',
    ({ code, message }) => `${code}: ${message}`,
  );

describe('a CSV', () => {
  const rows = table({ periods: 30 });
  const csv = csvOf(rows);
  const { panel } = buildPanel(observe(rows), columns, TODAY);

  it.each<[string, string | Uint8Array]>([
    ['with commas', csv],
    ['with semicolons', csvOf(rows, ';')],
    ['with tabs', csvOf(rows, '\t')],
    ['with a byte order mark', `\uFEFF${csv}`],
    ['with line ends of Windows', csv.replaceAll('\n', '\r\n')],
    ['with quoted cells', csv.replaceAll('BY', '"BY"')],
    ['with empty lines', csv.replaceAll('\n', '\n\n')],
    ['with spaces about names', csv.replace('tv_spend', ' tv_spend ')],
  ])('%s gives the same panel', async (_title, text) => {
    expect((await read(text)).panel).toEqual(panel);
  });

  it.each<[string, string, string]>([
    ['nothing', '', 'MMM_NO_ROWS: there are no rows'],
    ['a header only', csv.slice(0, csv.indexOf('\n')), 'MMM_NO_ROWS: there are no rows'],
    [
      'a column that is missing',
      csv.replace('rain', 'snow'),
      'MMM_COLUMN_MISSING: the column rain is missing; there are date, geo, population, orders, value, tv_contacts, tv_spend, search_clicks, search_spend, mails, price, snow',
    ],
    [
      'a column twice',
      csv.replace('price', 'rain'),
      'MMM_COLUMN_MISSING: the column price is missing; there are date, geo, population, orders, value, tv_contacts, tv_spend, search_clicks, search_spend, mails, rain, rain',
    ],
    [
      'a used column twice',
      csv.replace('mails', 'rain,mails').replaceAll('\n', '\n0,'),
      'MMM_COLUMN_REPEATED: the column rain is there twice',
    ],
    [
      'a short line',
      `${csv}\n2024-03-01,BY`,
      'MMM_CSV_INVALID: line 62: the number of cells is not that of the first line',
    ],
    [
      'an open quotation mark',
      `${csv}\n"2024-03-01`,
      'MMM_CSV_INVALID: line 62: a quotation mark is not closed, or stands inside a cell',
    ],
    [
      'a line without an end',
      `${csv}\n${'x'.repeat(400_000)}`,
      'MMM_CSV_INVALID: line 62: the line is longer than 262144 bytes',
    ],
    [
      'a bad cell',
      csvOf(withRow(rows, 4, { rain: 'wet' })),
      'MMM_CELL_NOT_A_NUMBER: row 6, rain: "wet" is not a number',
    ],
    [
      'a bad cell after empty lines',
      csvOf(withRow(rows, 4, { rain: 'wet' })).replaceAll('\n', '\n\n'),
      'MMM_CELL_NOT_A_NUMBER: row 11, rain: "wet" is not a number',
    ],
  ])('is refused with %s', async (_title, text, expected) => {
    expect(await refusal(read(text))).toBe(expected);
  });

  it('is refused when it is too long', async () => {
    expect(await refusal(read(csv, { maxRows: 50 }))).toBe('MMM_DATA_TOO_LARGE: the data have more than 50 rows');
  });

  it('is refused when it is not there', async () => {
    expect(await refusal(readPanelCsv(join(folder, 'none.csv'), columns, { today: TODAY }))).toMatch(
      /^MMM_FILE_UNREADABLE: cannot read .*none\.csv: no such file or directory$/,
    );
  });
});

const geoFile = publicFile('mmm/meridian_geo_all_channels.csv');
(geoFile === null ? describe.skip : describe)('published totals', () => {
  const today = '2026-11-23';

  it('are those of the geo data', async () => {
    const { panel, warnings } = await readPanelCsv(geoFile ?? '', meridianGeo, { today });
    expect({ geos: panel.geos.length, periods: panel.dates.length, size: sizeOf(panel) }).toEqual({
      geos: 40,
      periods: 156,
      size: 6_240,
    });
    for (const [channel, published] of Object.entries(meridianTotals.spend)) {
      const spend = panel.columns.get(`${channel}_spend`)?.reduce((sum, value) => sum + value, 0) ?? 0;
      // Meridian adds up in float32.
      expect(Math.abs(spend - published)).toBeLessThan(published * 1e-6);
    }
    const revenue = panel.outcome.reduce((sum, value, at) => sum + value * (panel.valuePerUnit?.[at] ?? 0), 0);
    expect(Math.abs(revenue - meridianTotals.revenue)).toBeLessThan(1);
    expect(warnings.map(({ code }) => code)).toEqual([]);
  });

  it('of the other files can be read as well', async () => {
    const panels = await Promise.all([
      readPanelCsv(publicFile('mmm/meridian_national_all_channels.csv') ?? '', meridianNational, { today }),
      readPanelCsv(publicFile('mmm/meridian_geo_media_rf.csv') ?? '', meridianReach, { today }),
      readPanelCsv(publicFile('mmm/mmm_example.csv') ?? '', mmmExample, { today }),
    ]);
    expect(panels.map(({ panel }) => [panel.grain, panel.geos.length, panel.dates.length])).toEqual([
      ['week', 1, 156],
      ['week', 20, 156],
      ['week', 1, 179],
    ]);
  });
});

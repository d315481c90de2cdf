import type { DataColumns } from '../domain/data/data-columns.js';
import { columns, type TableRow, table, withColumn, withRow } from '../testing/table.js';

/** What cannot be fitted, with the first problem that is named. */
export interface BadDataExample {
  readonly rows: readonly TableRow[];
  readonly spec?: DataColumns;
  readonly code: string;
  readonly message: string;
  readonly fix: string;
}

const rows = table();
const daily = table({ periods: 800, days: 1 });
const [firstChannel, secondChannel, thirdChannel] = columns.channels;
const channels = [firstChannel, secondChannel, thirdChannel].flatMap((channel) => channel ?? []);
const nextYear = { date: '2027-01-04' };

const CELL = 'write a finite number with a decimal point, without thousands separators, currency or unit';
const KEEP_ONE = 'keep one of them, or add them up';

export const badData: Readonly<Record<string, BadDataExample>> = {
  'no rows': {
    rows: [],
    code: 'MMM_NO_ROWS',
    message: 'there are no rows',
    fix: 'give data with one row per geo and period below the names of the columns',
  },
  'an empty cell': {
    rows: withRow(rows, 4, { tv_spend: '' }),
    code: 'MMM_CELL_EMPTY',
    message: 'row 6, tv_spend: the cell is empty',
    fix: 'write 0 where nothing ran; where the value is not known, find it or leave the period out at the beginning or end',
  },
  'a missing value as R writes it': {
    rows: withRow(rows, 4, { rain: 'NA' }),
    code: 'MMM_CELL_EMPTY',
    message: 'row 6, rain: the cell is empty',
    fix: 'write 0 where nothing ran; where the value is not known, find it or leave the period out at the beginning or end',
  },
  NaN: {
    rows: withRow(rows, 0, { orders: 'NaN' }),
    code: 'MMM_CELL_NOT_A_NUMBER',
    message: 'row 2, orders: "NaN" is not a number',
    fix: CELL,
  },
  infinity: {
    rows: withRow(rows, 0, { orders: Number.POSITIVE_INFINITY }),
    code: 'MMM_CELL_NOT_A_NUMBER',
    message: 'row 2, orders: "Infinity" is not a number',
    fix: CELL,
  },
  'a thousands separator': {
    rows: withRow(rows, 2, { tv_spend: '1,200' }),
    code: 'MMM_CELL_NOT_A_NUMBER',
    message: 'row 4, tv_spend: "1,200" is not a number',
    fix: CELL,
  },
  'a huge scale': {
    rows: withRow(rows, 9, { tv_contacts: 3e18 }),
    code: 'MMM_NUMBER_TOO_LARGE',
    message: 'row 11, tv_contacts: 3000000000000000000 is beyond ±1000000000000000',
    fix: 'check the unit, and count in thousands or millions where it is right',
  },
  'a date that is none': {
    rows: withRow(rows, 1, { date: '2026-02-30' }),
    code: 'MMM_DATE_INVALID',
    message: 'row 3, date: "2026-02-30" is not a date',
    fix: 'write the first day of the period as 2026-11-23',
  },
  'a date in the future': {
    rows: withRow(rows, 119, nextYear),
    code: 'MMM_DATE_IN_FUTURE',
    message: 'row 121, date: 2027-01-04 lies after 2026-11-23',
    fix: 'leave out plans and forecasts; give them to "stellwerk mmm forecast" as a plan',
  },
  'negative spend': {
    rows: withRow(rows, 7, { search_spend: -12.5 }),
    code: 'MMM_NEGATIVE_MEDIA',
    message: 'row 9, search_spend: -12.5 is negative',
    fix: 'put credit notes into the period of the spend they correct; media and spend are 0 or more',
  },
  'a negative count': {
    rows: withRow(rows, 7, { orders: -3 }),
    spec: { ...columns, counts: true },
    code: 'MMM_NEGATIVE_OUTCOME',
    message: 'row 9, orders: -3 is negative, and the model counts',
    fix: 'put returns into the period of the sale, or choose the likelihood "normal" or "student-t"',
  },
  'a geo without a name': {
    rows: withRow(rows, 7, { geo: ' ' }),
    code: 'MMM_GEO_EMPTY',
    message: 'row 9, geo: the geo has no name',
    fix: 'name the geo in every row, or name no column of geos in the specification',
  },
  'a geo twice': {
    rows: [...rows, ...rows.slice(0, 120)],
    code: 'MMM_ROW_REPEATED',
    message: 'row 242: BY at 2024-03-01 was given in row 2 already',
    fix: 'keep one row per geo and period; if the data have several geos, name the column of geos in the specification',
  },
  'geos without their column in the specification': {
    rows,
    spec: (({ geo: _, ...rest }) => rest)(columns),
    code: 'MMM_ROW_REPEATED',
    message: 'row 122: the table at 2024-03-01 was given in row 2 already',
    fix: 'keep one row per geo and period; if the data have several geos, name the column of geos in the specification',
  },
  'a missing week': {
    rows: rows.filter((_, at) => at !== 130),
    code: 'MMM_PERIOD_MISSING',
    message: 'NW has no row for 2024-05-10; rows missing in all: 1',
    fix: 'add the rows (0 where nothing ran), or begin or end all geos at the same period',
  },
  'a geo that begins later': {
    rows: rows.filter((_, at) => at < 120 || at >= 140),
    code: 'MMM_PERIOD_MISSING',
    message: 'NW has no row for 2024-03-01; rows missing in all: 20',
    fix: 'add the rows (0 where nothing ran), or begin or end all geos at the same period',
  },
  'a date in another century': {
    rows: withRow(rows, 0, { date: '1924-02-29' }),
    code: 'MMM_PERIOD_MISSING',
    message: 'BY has no row for 1924-03-07; rows missing in all: 10436',
    fix: 'add the rows (0 where nothing ran), or begin or end all geos at the same period',
  },
  months: {
    rows: table({ periods: 30, days: 30 }),
    code: 'MMM_GRAIN_UNKNOWN',
    message: 'row 3: 2024-03-31 follows 2024-03-01 after 30 days; the data are neither daily nor weekly',
    fix: 'give one row per day or per week; add months up from days',
  },
  'weeks where days are asked for': {
    rows,
    spec: { ...columns, grain: 'day' },
    code: 'MMM_GRAIN_WRONG',
    message: 'the specification asks for days and the data are weeks',
    fix: 'leave out the grain, or give daily data',
  },
  'a week that begins on another weekday': {
    rows: withRow(rows, 10, { date: '2024-05-11' }),
    code: 'MMM_DATE_OFF_GRID',
    message: 'row 12: 2024-05-11 is a Saturday, and the weeks of the data begin on Friday',
    fix: 'date every week by the same weekday',
  },
  'one date only': {
    rows: table({ periods: 1 }),
    code: 'MMM_TOO_FEW_PERIODS',
    message: '1 parameters per geo need more than the 1 periods there are',
    fix: 'give a longer history, or take channels, controls, knots or seasonal terms out',
  },
  'less than a week of days': {
    rows: table({ periods: 9, days: 1 }),
    spec: { ...columns, grain: 'week' },
    code: 'MMM_TOO_FEW_PERIODS',
    message: '1 parameters per geo need more than the 0 periods there are',
    fix: 'give a longer history, or take channels, controls, knots or seasonal terms out',
  },
  'fewer weeks than parameters': {
    rows: table({ periods: 12 }),
    spec: { ...columns, parameters: 14 },
    code: 'MMM_TOO_FEW_PERIODS',
    message: '14 parameters per geo need more than the 12 periods there are',
    fix: 'give a longer history, or take channels, controls, knots or seasonal terms out',
  },
  'one geo for a model by geo': {
    rows: table({ geos: ['BY'] }),
    spec: { ...columns, byGeo: true },
    code: 'MMM_ONE_GEO',
    message: 'the specification asks for a model by geo and the data have one, BY',
    fix: 'leave the column of geos out of the specification for a national model, or give more geos',
  },
  'an empty channel': {
    rows: withColumn(rows, 'tv_contacts', () => 0),
    code: 'MMM_CHANNEL_EMPTY',
    message: 'TV: the column tv_contacts is 0 in all 240 rows',
    fix: 'take the channel out of the specification, or find out where its data are',
  },
  'a constant channel': {
    rows: withColumn(rows, 'mails', () => 500),
    code: 'MMM_CHANNEL_CONSTANT',
    message: 'Newsletter: the column mails is 500 in all 240 rows',
    fix: 'take the channel out: without variation nothing can be said of it but by an experiment',
  },
  'a constant control': {
    rows: withColumn(rows, 'price', () => 49.9),
    code: 'MMM_COLUMN_CONSTANT',
    message: 'the column price is 49.9 in all 240 rows',
    fix: 'take the column out of the specification: the baseline holds it already',
  },
  'a constant outcome': {
    rows: withColumn(rows, 'orders', () => 0),
    code: 'MMM_OUTCOME_CONSTANT',
    message: 'the outcome orders is 0 in all 240 rows',
    fix: 'name the column that holds what was measured',
  },
  'a channel without spend': {
    rows: withColumn(rows, 'search_spend', () => 0),
    code: 'MMM_SPEND_MISSING',
    message: 'Search has media and its column of spend search_spend is 0 in all 240 rows',
    fix: 'give its spend, or describe the channel as organic',
  },
  'a price of 0': {
    rows: withRow(rows, 3, { price: 0 }),
    spec: { ...columns, positive: ['price'] },
    code: 'MMM_PRICE_INVALID',
    message: 'row 5, price: the price 0 is not above 0',
    fix: 'give the price at which one could have bought; where it is not known, repeat the last one',
  },
  'a population of 0': {
    rows: withRow(rows, 3, { population: 0 }),
    code: 'MMM_POPULATION_INVALID',
    message: 'row 5, population: the population of BY is 0, not above 0',
    fix: 'give each geo one population above 0, the same in every row',
  },
  'a population that changes': {
    rows: withRow(rows, 3, { population: 1_000_001 }),
    code: 'MMM_POPULATION_INVALID',
    message: 'row 5, population: the population of BY is 1000001, and was 1000000',
    fix: 'give each geo one population above 0, the same in every row',
  },
  'the same channel under two names': {
    rows: withColumn(rows, 'television', (row) => Number(row.tv_contacts) * 2),
    spec: { ...columns, channels: [...channels, { channel: 'Television', kind: 'organic', media: 'television' }] },
    code: 'MMM_COLUMNS_EQUAL',
    message:
      'tv_contacts and television are the same but for a factor (correlation 1.0000): the channel would be counted twice',
    fix: KEEP_ONE,
  },
  'the same spend for two channels': {
    rows: withColumn(rows, 'search_spend', (row) => row.tv_spend),
    code: 'MMM_COLUMNS_EQUAL',
    message:
      'tv_spend and search_spend are the same but for a factor (correlation 1.0000): the channel would be counted twice',
    fix: KEEP_ONE,
  },
  'a total beside its parts': {
    rows: withColumn(rows, 'all', (row) => Number(row.tv_contacts) + Number(row.search_clicks) * 30),
    spec: { ...columns, channels: [...channels, { channel: 'All', kind: 'organic', media: 'all' }] },
    code: 'MMM_COLUMNS_DEPENDENT',
    message: 'all is a sum of other columns (variance inflation beyond 1,000,000): the media would be counted twice',
    fix: 'take the total out, or its parts',
  },
  'two currencies': {
    rows: withColumn(rows, 'currency', (_, at) => (at === 7 ? 'USD' : 'EUR')),
    spec: { ...columns, currencyColumn: 'currency' },
    code: 'MMM_CURRENCY_MIXED',
    message: 'row 9: USD after EUR',
    fix: 'convert all money to one currency at the rate of its day',
  },
  'daily reach for a weekly model': {
    rows: daily,
    spec: {
      ...columns,
      grain: 'week',
      channels: [{ channel: 'Video', kind: 'reach-frequency', media: 'tv_contacts', frequency: 'price' }],
      means: [],
    },
    code: 'MMM_REACH_NOT_ADDITIVE',
    message: 'the reach of Video is given by day, and the reach of days does not add up to the reach of a week',
    fix: 'give reach and frequency by week, or model the channel by its impressions',
  },
};

import type { ClickHousePathsQuery } from '@stellwerk/attribution';

const HOUR_MS = 3_600_000;
const MINUTE = 1 / 60;
const DAY = 24;
const MILLISECOND = 1 / HOUR_MS;
/** Hour 0 of every example. The cut-off lies so far behind that no journey is open, unless an example says otherwise. */
const START_MS = Date.UTC(2026, 0, 31);
export const CUT_OFF = 100 * DAY;

/** When, and what of it differs from the usual. `id` is the order among equal times; `key` the device. */
type View = readonly [
  hours: number,
  channel: string,
  given?: { id?: number; key?: string; source?: string; campaign?: string },
];
type Order = readonly [hours: number, value: string, given?: { id?: number; key?: string; currency?: string }];
/** Which person a key stands for, and from which hours on another; later lines are newer decisions. */
type Link = readonly [key: string, first: string, ...later: (readonly [fromHours: number, person: string])[]];

export interface PathExample {
  readonly views?: readonly View[];
  readonly orders?: readonly Order[];
  readonly links?: readonly Link[];
  readonly query?: Partial<ClickHousePathsQuery>;
  /** Path, conversions, value, nulls; paths in alphabetical order. */
  readonly expected: readonly (readonly [path: string, conversions: number, value: string, nulls: number])[];
  readonly censored?: number;
  readonly unvalued?: number;
}

export const at = (hours: number) => new Date(START_MS + Math.round(hours * HOUR_MS)).toISOString();

/** Traps of path building, one each: title, what happened, and the paths that must come of it. */
export const pathExamples: Record<string, PathExample> = {
  'touches are in the order of time, and a channel that comes back counts again': {
    views: [
      [4, 'Search'],
      [0, 'Search'],
      [2, 'Email'],
    ],
    orders: [[5, '10']],
    expected: [['Search > Email > Search', 1, '10', 0]],
  },
  'views of one visit are one touch, named by the first view that names a channel': {
    views: [
      [0, ''],
      [10 * MINUTE, 'Email'],
      [20 * MINUTE, 'Search'],
      [49 * MINUTE, ''],
    ],
    orders: [[1, '10']],
    expected: [['Email', 1, '10', 0]],
  },
  'a pause of 30 minutes continues a visit, a longer one ends it': {
    views: [
      [0, 'Email'],
      [30 * MINUTE, 'Search'],
      [60 * MINUTE + MILLISECOND, 'Social'],
    ],
    orders: [[2, '10']],
    expected: [['Email > Social', 1, '10', 0]],
  },
  'an order keeps a visit going': {
    views: [
      [0, 'Email'],
      [50 * MINUTE, 'Payment Provider'],
    ],
    orders: [
      [25 * MINUTE, '10'],
      [2, '5'],
    ],
    expected: [
      ['', 1, '5', 0],
      ['Email', 1, '10', 0],
    ],
  },
  'a visit that no view names is no touch': {
    views: [
      [0, 'Email'],
      [5, ''],
    ],
    orders: [[6, '10']],
    expected: [['Email', 1, '10', 0]],
  },
  'milliseconds decide: a touch after the order of the same second is not part of its journey': {
    views: [[800 * MILLISECOND, 'Email']],
    orders: [[500 * MILLISECOND, '10']],
    expected: [
      ['', 1, '10', 0],
      ['Email', 0, '0', 1],
    ],
  },
  'a touch at the instant of the order is part of its journey, and not of the next': {
    views: [[1, 'Email']],
    orders: [
      [1, '10'],
      [2, '20'],
    ],
    expected: [
      ['', 1, '20', 0],
      ['Email', 1, '10', 0],
    ],
  },
  'equal times are ordered by event id, whatever came first': {
    views: [
      [1, 'Search', { id: 2 }],
      [1, 'Email', { id: 1 }],
    ],
    orders: [[2, '10']],
    expected: [['Email', 1, '10', 0]],
  },
  'an event that is stored twice counts once, also when its copies differ': {
    views: [
      [0, 'Email', { id: 1 }],
      [0, 'Email', { id: 1 }],
      [2, 'Search', { id: 2 }],
    ],
    orders: [
      [3, '10', { id: 3 }],
      [3, '10', { id: 3 }],
      [3, '11', { id: 3 }],
    ],
    expected: [['Email > Search', 1, '10', 0]],
  },
  'two orders of one instant are two conversions of one journey': {
    views: [
      [0, 'Email'],
      [2, 'Search'],
    ],
    orders: [
      [1, '1', { id: 1 }],
      [3, '10', { id: 2 }],
      [3, '10', { id: 3 }],
      [3, '30', { id: 4 }],
    ],
    expected: [
      ['Email', 1, '1', 0],
      ['Search', 3, '50', 0],
    ],
  },
  'each conversion starts a new journey': {
    views: [
      [0, 'Email'],
      [2, 'Search'],
      [4, 'Social'],
    ],
    orders: [
      [1, '10'],
      [3, '20'],
      [3.5, '30'],
    ],
    expected: [
      ['', 1, '30', 0],
      ['Email', 1, '10', 0],
      ['Search', 1, '20', 0],
      ['Social', 0, '0', 1],
    ],
  },
  'an order without a touch keeps its place': { orders: [[3, '10']], expected: [['', 1, '10', 0]] },
  'the look-back is inclusive to the millisecond': {
    views: [
      [0, 'Email', { key: 'inside' }],
      [-MILLISECOND, 'Email', { key: 'outside' }],
    ],
    orders: [
      [30 * DAY, '10', { key: 'inside' }],
      [30 * DAY, '10', { key: 'outside' }],
    ],
    expected: [
      ['', 1, '10', 0],
      ['Email', 1, '10', 0],
    ],
  },
  'the look-back can be chosen': {
    views: [
      [0, 'Email'],
      [20, 'Search'],
    ],
    orders: [[25, '10']],
    query: { lookBackDays: 1 },
    expected: [['Search', 1, '10', 0]],
  },
  'an open journey is a null once its look-back is over, and censored before': {
    views: [
      [CUT_OFF - 30 * DAY, 'Email', { key: 'over' }],
      [CUT_OFF - 30 * DAY + MILLISECOND, 'Email', { key: 'open' }],
    ],
    expected: [['Email', 0, '0', 1]],
    censored: 1,
  },
  'what lies behind the cut-off is not known yet': {
    views: [
      [0, 'Email'],
      [50 * DAY, 'Search'],
    ],
    orders: [[50 * DAY + 1, '10']],
    query: { to: at(40 * DAY) },
    expected: [['Email', 0, '0', 1]],
  },
  'from and to choose conversions; touches before them count, and so do the windows that earlier orders close': {
    views: [
      [0, 'Email'],
      [2, 'Search'],
      [6, 'Social'],
    ],
    orders: [
      [1, '10'],
      [5, '20'],
      [7, '40'],
    ],
    query: { from: at(3), to: at(7) },
    expected: [['Search', 1, '20', 0]],
    censored: 1,
  },
  'a visit that began before the first touch that can count is still one visit': {
    views: [
      [-10 * MINUTE, 'Email'],
      [10 * MINUTE, 'Search'],
    ],
    orders: [[30 * DAY, '10']],
    query: { from: at(30 * DAY) },
    expected: [['', 1, '10', 0]],
  },
  'devices of one person are one journey': {
    views: [
      [0, 'Email', { key: 'phone' }],
      [1, 'Search', { key: 'laptop' }],
      [1 + 5 * MINUTE, 'Social', { key: 'phone' }],
    ],
    orders: [[2, '10', { key: 'laptop' }]],
    links: [
      ['phone', 'anna'],
      ['laptop', 'anna'],
    ],
    expected: [['Email > Search', 1, '10', 0]],
  },
  'a split gives history back': {
    views: [[0, 'Email', { key: 'phone' }]],
    orders: [[2, '10', { key: 'laptop' }]],
    links: [
      ['phone', 'anna'],
      ['laptop', 'anna'],
      ['phone', 'bert'],
    ],
    expected: [
      ['', 1, '10', 0],
      ['Email', 0, '0', 1],
    ],
  },
  'a shared device stands for one person after the other': {
    views: [
      [0, 'Email', { key: 'tablet' }],
      [5, 'Search', { key: 'tablet' }],
      [9, 'Social', { key: 'tablet' }],
      [20, 'Video', { key: 'tablet' }],
    ],
    orders: [
      [10, '10', { key: 'phone' }],
      [30, '20', { key: 'laptop' }],
    ],
    links: [
      ['phone', 'anna'],
      ['laptop', 'bert'],
      // Bert logs in at the fifth hour, Anna is back at the ninth, and Bert at the twelfth.
      ['tablet', 'anna', [5, 'bert'], [9, 'anna'], [12, 'bert']],
    ],
    expected: [
      ['Email > Social', 1, '10', 0],
      ['Search > Video', 1, '20', 0],
    ],
  },
  'a slice that was taken back is history of nobody': {
    views: [
      [0, 'Email', { key: 'tablet' }],
      [5, 'Search', { key: 'tablet' }],
    ],
    orders: [[10, '10', { key: 'laptop' }]],
    links: [
      ['laptop', 'bert'],
      ['tablet', 'anna', [5, 'bert']],
      ['tablet', 'anna'],
    ],
    expected: [
      ['', 1, '10', 0],
      ['Email > Search', 0, '0', 1],
    ],
  },
  'persons without a link are told apart by their key': {
    views: [
      [0, 'Email', { key: 'phone' }],
      [0, 'Email', { key: 'laptop' }],
    ],
    orders: [[2, '10', { key: 'laptop' }]],
    expected: [['Email', 1, '10', 1]],
  },
  'a touch can be named by its source, and by its channel where it has none': {
    views: [
      [0, 'Email', { source: 'newsletter' }],
      [2, 'Direct'],
      [4, '', { source: 'ignored' }],
    ],
    orders: [[5, '10']],
    query: { by: 'source' },
    expected: [['newsletter > Direct', 1, '10', 0]],
  },
  'a touch can be named by its campaign': {
    views: [
      [0, 'Email', { campaign: 'it\'s > "50 %"' }],
      [2, 'Direct'],
    ],
    orders: [[5, '10']],
    query: { by: 'campaign' },
    expected: [[`it's > "50 %" > Direct`, 1, '10', 0]],
  },
  'values are exact to the twelfth decimal': {
    orders: [
      [1, '0.100000000001'],
      [2, '12345678901234567890.2'],
    ],
    expected: [['', 2, '12345678901234567890.300000000001', 0]],
  },
  'money of another currency is no value, but the order counts': {
    views: [[0, 'Email']],
    orders: [
      [1, '10', { id: 1 }],
      [1, '99', { id: 2, currency: 'USD' }],
    ],
    query: { currency: 'EUR' },
    expected: [['Email', 2, '10', 0]],
    unvalued: 1,
  },
};

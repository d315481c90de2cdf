import { setImmediate } from 'node:timers/promises';
import {
  AnalysisThreads,
  analyse,
  analyseTenant,
  type ClickHousePathsQuery,
  parseSpec,
  readClickHousePaths,
  type ThreadLimits,
} from '@stellwerk/attribution';
import { deterministicId } from '@stellwerk/contracts';
import { standardStores } from '@stellwerk/local';
import { startClickHouse, type TestClickHouse } from './support/clickhouse.js';

const HOUR_MS = 3_600_000;
const MINUTE = 1 / 60;
const DAY = 24;
const MILLISECOND = 1 / HOUR_MS;
/** Hour 0 of every example. The cut-off lies so far behind that no journey is open, unless an example says otherwise. */
const START_MS = Date.UTC(2026, 0, 31);
const CUT_OFF = 100 * DAY;

/** When, and what of it differs from the usual. `id` is the order among equal times; `key` the device. */
type View = readonly [
  hours: number,
  channel: string,
  given?: { id?: number; key?: string; source?: string; campaign?: string },
];
type Order = readonly [hours: number, value: string, given?: { id?: number; key?: string; currency?: string }];
/** Which person a key stands for, and from which hours on another; later lines are newer decisions. */
type Link = readonly [key: string, first: string, ...later: (readonly [fromHours: number, person: string])[]];

interface Example {
  readonly views?: readonly View[];
  readonly orders?: readonly Order[];
  readonly links?: readonly Link[];
  readonly query?: Partial<ClickHousePathsQuery>;
  /** Path, conversions, value, nulls; paths in alphabetical order. */
  readonly expected: readonly (readonly [path: string, conversions: number, value: string, nulls: number])[];
  readonly censored?: number;
  readonly unvalued?: number;
}

const at = (hours: number) => new Date(START_MS + Math.round(hours * HOUR_MS)).toISOString();

const examples: Record<string, Example> = {
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

let clickhouse: TestClickHouse;
beforeAll(async () => {
  clickhouse = await startClickHouse(await standardStores());
}, 60_000);
afterAll(() => clickhouse?.stop(), 60_000);

const idOf = (tenant: string, kind: string, id: number) =>
  `${String(id).padStart(8, '0')}${deterministicId(tenant, kind).slice(8)}`;
const sink = { _topic: 'test', _partition: 0, _offset: 0 };

async function insert(table: string, rows: readonly object[]): Promise<void> {
  // One insert per row: copies meet only when parts are merged, which is never to be relied on.
  for (const values of rows) {
    await clickhouse.client.insert({ table, values: [values], format: 'JSONEachRow' });
  }
}

async function store(tenant: string, { views = [], orders = [], links = [] }: Example): Promise<void> {
  const event = (kind: string, hours: number, index: number, { id = index, key = 'device' }) => ({
    ...sink,
    tenant,
    person_key: key,
    person: deterministicId('person', key),
    event_time: at(hours).replace('Z', ''),
    event_id: idOf(tenant, kind, id),
    purposes: ['ad_measurement'],
  });
  await insert(
    'curated.touches',
    views.map(([hours, channel, given = {}], index) => ({
      ...event('view', hours, index, given),
      channel,
      source: given.source ?? '',
      campaign: given.campaign ?? '',
    })),
  );
  await insert(
    'curated.conversions',
    orders.map(([hours, value, given = {}], index) => ({
      ...event('order', hours, index, given),
      value,
      currency: given.currency ?? 'EUR',
    })),
  );
  await insert(
    'curated.identity',
    links.map(([key, first, ...later], index) => {
      const slices = [
        { start: '1970-01-01 00:00:00.000', person: deterministicId('person', first) },
        ...later.map(([hours, person]) => ({
          start: at(hours).replace('Z', ''),
          person: deterministicId('person', person),
        })),
      ];
      const now = slices.at(-1);
      const sliced = {
        valid_from: now?.start,
        slice_starts: slices.map(({ start }) => start),
        slice_persons: slices.map(({ person }) => person),
      };
      const row = { ...sink, tenant, person_key: key, person: now?.person, graph_version: index + 1 };
      return later.length > 0 ? { ...row, ...sliced } : row;
    }),
  );
}

const read = (tenant: string, query: Partial<ClickHousePathsQuery> = {}) =>
  readClickHousePaths(clickhouse.client, {
    tenant,
    purpose: 'ad_measurement',
    by: 'channel',
    lookBackDays: 30,
    to: at(CUT_OFF),
    withTimes: false,
    ...query,
  });

/** Decimal text of multiples of 10⁻¹². */
function decimal(scaled: bigint): string {
  const digits = String(scaled).padStart(13, '0');
  return `${digits.slice(0, -12)}.${digits.slice(-12)}`.replace(/\.?0+$/, '');
}

describe('paths from ClickHouse', () => {
  it.each(Object.entries(examples).map(([title, example], index) => [title, `paths-${index}`, example] as const))(
    '%s',
    async (_title, tenant, example) => {
      await store(tenant, example);
      const { journeys, unvalued } = await read(tenant, example.query);
      const found = journeys.paths.map(({ touches, conversions, value, nulls }) => [
        touches.map(({ channel }) => channel).join(' > '),
        conversions,
        decimal(value),
        nulls,
      ]);
      expect(found).toEqual(example.expected);
      expect([journeys.censored, unvalued]).toEqual([example.censored ?? 0, example.unvalued ?? 0]);
    },
  );

  it('say how long before its end each touch took place', async () => {
    await store('timed', {
      views: [
        [0, 'Email'],
        [7.25, 'Search'],
      ],
      orders: [[10, '5']],
      expected: [],
    });
    const { journeys } = await read('timed', { withTimes: true });
    expect(journeys.paths[0]?.touches).toEqual([
      { channel: 'Email', hoursBefore: 10 },
      { channel: 'Search', hoursBefore: 2.75 },
    ]);
  });

  it('know their times also where there is no touch: credit of timed models is then unattributed', async () => {
    await store('touchless', { orders: [[1, '10']], expected: [] });
    for (const model of ['time-decay', 'step-decay']) {
      const query = { tenant: 'touchless', purpose: 'ad_measurement' as const, lookBackDays: 30, to: at(CUT_OFF) };
      const { channels } = await analyseTenant(clickhouse.client, { query, spec: parseSpec({ model }) });
      expect(channels).toEqual([{ channel: '(unattributed)', conversions: 1, value: 10 }]);
    }
  });

  it('are the same in any number of slices', async () => {
    const keys = Array.from({ length: 40 }, (_, index) => `device-${index}`);
    await clickhouse.client.insert({
      table: 'curated.touches',
      format: 'JSONEachRow',
      values: keys.flatMap((key, index) =>
        [
          { ...sink, tenant: 'many', person_key: key, person: deterministicId('person', key), channel: 'Email' },
          { ...sink, tenant: 'many', person_key: key, person: deterministicId('person', key), channel: 'Search' },
        ].map((row, position) => ({
          ...row,
          event_time: at(index + position * 2).replace('Z', ''),
          event_id: idOf('many', key, position),
          purposes: ['ad_measurement'],
        })),
      ),
    });
    await insert('curated.identity', [
      {
        ...sink,
        tenant: 'many',
        person_key: 'device-1',
        person: deterministicId('person', 'device-0'),
        graph_version: 1,
      },
    ]);
    const whole = await read('many');
    expect(whole.journeys.totals()).toMatchObject({ journeys: 39, nulls: 39 });
    for (const eventsPerSlice of [60, 25, 7]) {
      const sliced = await read('many', { eventsPerSlice });
      expect(sliced.journeys.hash()).toBe(whole.journeys.hash());
    }
  });

  it('belong to one tenant, whatever its name looks like', async () => {
    await store('one', { views: [[0, 'Email']], expected: [] });
    await store('two', { views: [[0, 'Search']], links: [['device', 'stranger']], expected: [] });
    const paths = async (tenant: string) => (await read(tenant)).journeys.channels();
    expect(await paths('one')).toEqual(['Email']);
    expect(await paths("one' OR '1' = '1")).toEqual([]);
  });

  it('fail as unavailable when the server does, not as fewer journeys', async () => {
    await store('lost', { views: [[0, 'Email']], expected: [] });
    await clickhouse.stack.kill('clickhouse', 'SIGKILL');
    await expect(read('lost')).rejects.toMatchObject({ code: 'CLK_UNAVAILABLE' });
    await clickhouse.stack.whenReady('clickhouse', 30_000);
    expect((await read('lost')).journeys.totals().nulls).toBe(1);
  }, 60_000);
});

describe('analyses in threads', () => {
  const open: AnalysisThreads[] = [];
  afterEach(async () => {
    for (const threads of open.splice(0)) await threads.close();
  });
  const start = (limits: Partial<ThreadLimits> = {}) => {
    const threads = new AnalysisThreads(clickhouse.stack.clickhouse, limits);
    open.push(threads);
    return threads;
  };
  const task = (tenant: string, model = 'markov') => ({
    query: { tenant, purpose: 'ad_measurement' as const, lookBackDays: 30, to: at(CUT_OFF), currency: 'EUR' },
    spec: parseSpec({ model }),
  });
  beforeAll(() =>
    store('threads', {
      views: [
        [0, 'Email'],
        [2, 'Search'],
      ],
      orders: [
        [3, '10', { id: 1 }],
        [3, '99', { id: 2, currency: 'USD' }],
      ],
      expected: [],
    }),
  );

  it.each(['markov', 'time-decay'])(
    'answer what the analysis by %s answers, and what is missing in it',
    async (model) => {
      const { query, spec } = task('threads', model);
      const withTimes = model === 'time-decay';
      const { journeys } = await readClickHousePaths(clickhouse.client, { ...query, by: 'channel', withTimes });
      const expected = analyse(journeys, spec);
      expect(await start().run({ query, spec })).toEqual({
        ...expected,
        warnings: [...expected.warnings, '1 conversions are not in EUR; they count, but their value does not'],
      });
    },
  );

  it('carry refusals over', async () => {
    await expect(start().run(task('nobody'))).rejects.toMatchObject({ code: 'ATT_NO_JOURNEYS' });
  });

  it.each<[title: string, limits: Partial<ThreadLimits>]>([
    ['time', { maxMs: 1 }],
    ['memory', { maxMegabytes: 3 }],
  ])('end alone when they need too much %s', async (_title, limits) => {
    const threads = start(limits);
    await expect(threads.run(task('threads'))).rejects.toMatchObject({ code: 'ATT_TOO_COSTLY' });
    expect((await start().run(task('threads'))).totals.conversions).toBe(2);
  });

  it('wait for each other, up to a number', async () => {
    const threads = start({ maxWaiting: 1 });
    const [first, second, third] = await Promise.allSettled([1, 2, 3].map(() => threads.run(task('threads'))));
    expect([first?.status, second?.status]).toEqual(['fulfilled', 'fulfilled']);
    expect(third).toMatchObject({ reason: { code: 'ATT_BUSY' } });
    expect((await threads.run(task('threads'))).totals.conversions).toBe(2);
  });

  it('end with the service', async () => {
    const threads = start();
    const runs = Promise.allSettled([1, 2].map(() => threads.run(task('threads'))));
    // The first has its thread by now, and cannot have answered yet.
    await setImmediate();
    await threads.close();
    expect(await runs).toMatchObject([{ reason: { code: 'ATT_STOPPING' } }, { reason: { code: 'ATT_STOPPING' } }]);
  });
});

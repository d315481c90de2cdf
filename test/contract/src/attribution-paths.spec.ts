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
import { at, CUT_OFF, type PathExample, pathExamples } from './support/path-examples.js';

let clickhouse: TestClickHouse;
beforeAll(async () => {
  clickhouse = await startClickHouse(await standardStores());
});
afterAll(() => clickhouse?.stop());

const idOf = (tenant: string, kind: string, id: number) =>
  `${String(id).padStart(8, '0')}${deterministicId(tenant, kind).slice(8)}`;
const sink = { _topic: 'test', _partition: 0, _offset: 0 };

async function insert(table: string, rows: readonly object[]): Promise<void> {
  // One insert per row: copies meet only when parts are merged, which is never to be relied on.
  for (const values of rows) {
    await clickhouse.client.insert({ table, values: [values], format: 'JSONEachRow' });
  }
}

async function store(tenant: string, { views = [], orders = [], links = [] }: PathExample): Promise<void> {
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
  it.each(Object.entries(pathExamples).map(([title, example], index) => [title, `paths-${index}`, example] as const))(
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
    await clickhouse.stack.whenReady('clickhouse', 60_000);
    expect((await read('lost')).journeys.totals().nulls).toBe(1);
  });
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

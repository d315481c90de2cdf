import { readClickHousePaths } from '@stellwerk/attribution';
import { type ClickHouseClient, createClickHouse } from '@stellwerk/clickhouse';
import { standardStores, startStack } from '@stellwerk/local';
import { atLeast, type Benchmark } from './benchmark.js';
import { overRounds } from './statistics.js';

const TENANT = 'bench';
const FIRST_MS = Date.UTC(2026, 7, 1);
const DAYS = 90;
const DAY_MS = 86_400_000;
const VIEWS_PER_DEVICE = 8;
const CHANNELS = ['Direct', 'Paid Search', 'Organic', 'Email', 'Social', 'Display', 'Affiliate', 'Referral', 'Video'];

const benchmark: Benchmark = {
  name: 'attribution.paths',
  describe:
    'Building journeys from views, orders and the identity map in ClickHouse, up to the table that is analysed.',
  seed: null,
  load: { generator: 'none: ClickHouse and one reading process', cores: 0 },
  figures: {
    'events into paths': { unit: 'events/s', aim: atLeast(500_000) },
    'events into paths with times': { unit: 'events/s', aim: null },
    'events into paths where one person in a hundred has refused': { unit: 'events/s', aim: null },
    events: { unit: 'events', aim: null },
    'different paths': { unit: 'paths', aim: null },
    'resident memory of the reader, peak': { unit: 'MB', aim: null },
  },
  async run({ short, folder, log, note, cut }) {
    const views = short ? 2_000_000 : 20_000_000;
    const rounds = short ? 1 : 3;
    if (short) cut('2M views instead of 20M, one round instead of three');
    note('20M views on 2.5M devices of 2M persons over 90 days, 3 in 10 without a channel of their own; 1M orders');
    note('events = views and orders; the time includes streaming the paths out and adding them up');

    const stack = await startStack({
      stateDir: `${folder}/state`,
      freePorts: true,
      only: ['clickhouse'],
      ...(await standardStores()),
    });
    const client = createClickHouse({ ...stack.clickhouse, timeoutMs: 900_000 });
    try {
      const started = performance.now();
      await fill(client, views);
      log(`filled in ${Math.round((performance.now() - started) / 1_000)} s`);
      const events = views + views / 20;
      const read = async (withTimes: boolean) => {
        const start = performance.now();
        const to = new Date(FIRST_MS + (DAYS + 31) * DAY_MS).toISOString();
        const query = {
          tenant: TENANT,
          purpose: 'ad_measurement' as const,
          by: 'channel' as const,
          to,
          lookBackDays: 30,
          withTimes,
          currency: 'EUR',
        };
        const { journeys } = await readClickHousePaths(client, query);
        const perSecond = events / ((performance.now() - start) / 1_000);
        log(`${journeys.paths.length} paths${withTimes ? ' with times' : ''}: ${Math.round(perSecond)} events/s`);
        return { perSecond, paths: journeys.paths.length };
      };
      const reads = [];
      for (let round = 0; round < rounds; round++) reads.push(await read(false));
      const memory = process.resourceUsage().maxRSS / 1_024;
      const timed = await read(true);
      await refuse(client, views);
      const refused = await read(false);
      return [
        { name: 'events into paths', ...overRounds(reads.map(({ perSecond }) => perSecond)) },
        { name: 'events into paths with times', value: timed.perSecond, n: 1 },
        {
          name: 'events into paths where one person in a hundred has refused',
          value: refused.perSecond,
          n: 1,
        },
        { name: 'events', value: events, n: 1 },
        { name: 'different paths', value: reads[0]?.paths ?? 0, n: 1 },
        { name: 'resident memory of the reader, peak', value: memory, n: 1 },
      ];
    } finally {
      await client.close();
      await stack.stop();
    }
  },
};

/** Views of every device, an order for every twentieth view, and every fifth device the second one of a person. */
async function fill(client: ClickHouseClient, views: number): Promise<void> {
  const devices = devicesOf(views);
  const persons = devices * 0.8;
  const event = (device: string, id: string) => `
    '${TENANT}' AS tenant, ${key(device)} AS person_key, ${person(device)} AS person, [person_key] AS keys, ['analytics_store', 'ad_measurement'] AS purposes,
    fromUnixTimestamp64Milli(toInt64(${FIRST_MS} + cityHash64(number, '${id}') % ${DAYS * DAY_MS}), 'UTC') AS event_time,
    reinterpretAsUUID(sipHash128(number, '${id}')) AS event_id, 'bench' AS _topic, 0 AS _partition, number AS _offset`;
  const channels = CHANNELS.map((channel) => `'${channel}'`).join(', ');
  const statements = [
    `INSERT INTO curated.touches (tenant, person_key, person, keys, purposes, event_time, event_id, _topic, _partition, _offset, channel)
     SELECT ${event(`intDiv(number, ${VIEWS_PER_DEVICE})`, 'view')},
       if(cityHash64(number, 'entry') % 10 < 3, '', [${channels}][1 + toUInt8(pow(cityHash64(number) % 1000 / 1000, 2) * ${CHANNELS.length})]) AS channel
     FROM numbers(${views})`,
    `INSERT INTO curated.conversions (tenant, person_key, person, keys, purposes, event_time, event_id, _topic, _partition, _offset, value, currency)
     SELECT ${event(`cityHash64(number, 'buyer') % ${devices}`, 'order')},
       toDecimal128(cityHash64(number) % 20000, 12) / 100 AS value, 'EUR' AS currency
     FROM numbers(${views / 20})`,
    `INSERT INTO curated.identity (tenant, person_key, person, graph_version)
     SELECT '${TENANT}', ${key('number')}, ${person(`number - ${persons}`)}, 1
     FROM numbers(${persons}, ${devices - persons})`,
  ];
  for (const query of statements) await client.command({ query });
}

/** One person in a hundred takes back what was allowed. */
const refuse = (client: ClickHouseClient, views: number) =>
  client.command({
    query: `INSERT INTO curated.consent (tenant, person_key, person, changed_at, purposes)
     SELECT '${TENANT}', ${key('number * 100')}, ${person('number * 100')}, now64(3), [] FROM numbers(${devicesOf(views) / 100})`,
  });

const devicesOf = (views: number) => views / VIEWS_PER_DEVICE;
const key = (device: string) => `concat('device:', leftPad(toString(${device}), 32, '0'))`;
const person = (device: string) => `reinterpretAsUUID(sipHash128(${device}, 'person'))`;

export default benchmark;

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Platform, startPlatform } from '@stellwerk/cli/testing';
import { eventIdOf } from '@stellwerk/contracts';
import { atLeast, type Benchmark, type BenchmarkContext, exactly } from './benchmark.js';

const PARTS = ['tracking', 'warehouse', 'kafka', 'identity', 'clickhouse', 'attribution'];
const PAUSE_MS = 8_000;
const TENANT = 'paths';
/** Source through which journeys of a file come. */
const SOURCE = 'replay';

const benchmark: Benchmark = {
  name: 'line.chaos',
  describe: 'A replay of real journeys while every process is killed with -9 in turn.',
  seed: null,
  load: { generator: 'stellwerk replay through the Segment client', cores: 1 },
  figures: {
    kills: { unit: 'kills', aim: atLeast(20) },
    'acknowledged events': { unit: 'events', aim: null },
    'repeats sent by the client and recognised': { unit: 'events', aim: null },
    'acknowledged events missing': { unit: 'events', aim: exactly(0) },
    'events counted twice': { unit: 'events', aim: exactly(0) },
    'dead letters': { unit: 'messages', aim: exactly(0) },
    'journeys equal those of the file': { unit: 'boolean', aim: exactly(1) },
    'time until all was queryable': { unit: 's', aim: null },
  },
  async run(context) {
    const file = context.short ? shortFile(context) : context.data('attribution/path_data.csv');
    context.note(`killed in turn: ${PARTS.join(', ')}; a part is killed again only after it was ready`);
    context.note(
      'acknowledged = the message ids that the Segment client reported as delivered, each looked up in curated.events',
    );
    context.note('journeys are equal when the hash over all paths, conversions, values and nulls is that of the file');
    const platform = await startPlatform();
    const began = performance.now();
    try {
      const list = join(context.folder, 'acknowledged');
      const replay = ['replay', file, '--tenant', TENANT, '--format', 'paths', '--split-devices', '--timeout', '7200'];
      replay.push('--acknowledged', list);
      let isOver = false;
      const replayed = platform.start(replay, context.log).finally(() => {
        isOver = true;
      });
      replayed.catch(() => {});
      const kills = await killInTurn(platform, context, () => isOver);
      context.log(await replayed);
      const seconds = (performance.now() - began) / 1_000;
      return [
        { name: 'kills', value: kills, n: 1 },
        ...(await countAndCompare(platform, file, list)),
        { name: 'time until all was queryable', value: seconds, n: 1 },
      ];
    } finally {
      await platform.remove();
    }
  },
};

async function killInTurn(platform: Platform, context: BenchmarkContext, isOver: () => boolean): Promise<number> {
  let kills = 0;
  await sleep(5_000);
  for (let turn = 0; !isOver(); turn++) {
    const part = PARTS[turn % PARTS.length] as string;
    await untilReady(platform, part, isOver);
    if (isOver()) break;
    await platform.kill(part);
    kills += 1;
    context.log(`kill ${kills}: ${part}`);
    await sleep(PAUSE_MS);
  }
  return kills;
}

async function untilReady(platform: Platform, part: string, isOver: () => boolean): Promise<void> {
  const state = async () => (await platform.status()).parts.find(({ name }) => name === part)?.state;
  while (!isOver() && (await state()) !== 'ready') await sleep(500);
}

async function countAndCompare(platform: Platform, file: string, list: string) {
  const acknowledged = readFileSync(list, 'utf8').trimEnd().split('\n');
  const missing = new Set(acknowledged.map((messageId) => eventIdOf(TENANT, SOURCE, messageId)));
  const events = missing.size;
  let twice = 0;
  for await (const [eventId, copies] of storedEvents(platform)) {
    missing.delete(eventId);
    twice += copies - 1;
  }
  const { deadLetters, duplicates } = JSON.parse(await platform.stellwerk('books', '--tenant', TENANT, '--json'));
  const hashOf = async (...args: string[]) =>
    JSON.parse(await platform.stellwerk('attribution', '--model', 'last', '--json', ...args)).dataHash;
  const isEqual = (await hashOf('--tenant', TENANT)) === (await hashOf('--paths', file));
  return [
    { name: 'acknowledged events', value: events, n: 1 },
    { name: 'repeats sent by the client and recognised', value: duplicates, n: 1 },
    { name: 'acknowledged events missing', value: missing.size, n: 1 },
    { name: 'events counted twice', value: twice, n: 1 },
    { name: 'dead letters', value: deadLetters, n: 1 },
    { name: 'journeys equal those of the file', value: isEqual ? 1 : 0, n: 1 },
  ];
}

/** Every event of the tenant that an analyst finds, with how many rows it has. */
async function* storedEvents(platform: Platform): AsyncGenerator<[eventId: string, copies: number]> {
  const client = platform.clickHouse();
  try {
    const result = await client.query({
      query: 'SELECT toString(event_id), count() FROM curated.events WHERE tenant = {tenant:String} GROUP BY event_id',
      query_params: { tenant: TENANT },
      format: 'JSONCompactEachRow',
    });
    for await (const rows of result.stream<[string, string]>())
      for (const row of rows) {
        const [eventId, copies] = row.json();
        yield [eventId, Number(copies)];
      }
  } finally {
    await client.close();
  }
}

function shortFile({ data, folder, cut }: BenchmarkContext): string {
  cut('the first 1,000 rows of the file, and as many kills as they leave time for');
  const lines = readFileSync(data('attribution/path_data.csv'), 'utf8').split('\n');
  const file = join(folder, 'short.csv');
  writeFileSync(file, `${lines.slice(0, 1_001).join('\n')}\n`);
  return file;
}

export default benchmark;

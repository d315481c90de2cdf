import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Platform, startPlatform, writeKeyOf } from '@stellwerk/cli/testing';
import { atLeast, type Benchmark, exactly, type Measurement } from './benchmark.js';
import { repositoryRoot } from './surroundings.js';

const PARTS = ['tracking', 'warehouse', 'kafka', 'identity', 'clickhouse'];
const TENANT = 'durable';
const BATCH = 100;
const SENDERS = 8;
const DEVICES = 10_000;
const ANSWER_LIMIT_MS = 20_000;
/** Kept between runs, so that a run that is cut off goes on where it was. */
const KEPT = join(repositoryRoot, '.stellwerk', 'bench', 'tracking.durability');

/** How far a run is: every batch below `acknowledged` has its 200. */
interface Progress {
  acknowledged: number;
  kills: number;
  repeats: number;
  seconds: number;
}

const benchmark: Benchmark = {
  name: 'tracking.durability',
  describe: 'A million events while collector, pipeline, sink, stores and broker are killed with -9 a hundred times.',
  seed: null,
  load: { generator: 'eight senders in the process of the benchmark, each batch until it has a 200', cores: 1 },
  figures: {
    'acknowledged events': { unit: 'events', aim: atLeast(1_000_000) },
    kills: { unit: 'kills', aim: atLeast(100) },
    'batches sent more than once': { unit: 'batches', aim: null },
    'acknowledged events missing': { unit: 'events', aim: exactly(0) },
    'events visible twice': { unit: 'events', aim: exactly(0) },
    'lines of the books that do not agree': { unit: 'lines', aim: exactly(0) },
    'dead letters': { unit: 'messages', aim: exactly(0) },
    'time under load': { unit: 's', aim: null },
  },
  async run({ short, log, note, cut }) {
    const batches = short ? 500 : 10_000;
    const kills = short ? 5 : 100;
    if (short) cut('50,000 events and 5 kills instead of 1,000,000 and 100');
    note(
      `killed in turn: ${PARTS.join(', ')}; a part is killed again only after it was ready; kills are spread over the load`,
    );
    note(
      'visible = rows of curated.events as an analyst reads them; books: by source and hour, topics against ClickHouse',
    );
    const folder = short ? `${KEPT}-short` : KEPT;
    const progress = readProgress(folder);
    if (progress.acknowledged > 0) note('resumed: a run that had been cut off went on where it was');
    const platform = await startPlatform({ stateDir: join(folder, 'state') });
    let isComplete = false;
    try {
      const writeKey = await readFileOr(join(folder, 'write-key'), () => writeKeyOf(platform, TENANT));
      await underLoad(platform, writeKey, progress, { batches, kills, folder, log });
      const counted = await count(platform, batches);
      isComplete = true;
      return [
        once('acknowledged events', progress.acknowledged * BATCH),
        once('kills', progress.kills),
        once('batches sent more than once', progress.repeats),
        ...counted,
        once('time under load', progress.seconds),
      ];
    } finally {
      await platform.down();
      if (isComplete) rmSync(folder, { recursive: true, force: true });
    }
  },
};

interface Load {
  readonly batches: number;
  readonly kills: number;
  readonly folder: string;
  readonly log: (message: string) => void;
}

/** Sends what is left, and kills: the load waits for the kills, so that each of them meets it. */
async function underLoad(platform: Platform, writeKey: string, progress: Progress, load: Load): Promise<void> {
  const { batches, kills, folder, log } = load;
  const began = performance.now();
  const secondsBefore = progress.seconds;
  const done = new Set<number>();
  let next = progress.acknowledged;
  const save = () => {
    progress.seconds = secondsBefore + (performance.now() - began) / 1_000;
    writeFileSync(join(folder, 'progress.json'), JSON.stringify(progress));
  };
  const isAhead = (batch: number) => batch / batches > (progress.kills + 1) / kills;
  const sender = async () => {
    for (let batch = next++; batch < batches; batch = next++) {
      while (isAhead(batch)) await sleep(200);
      progress.repeats += await sendUntilAcknowledged(platform, writeKey, batch);
      done.add(batch);
      while (done.delete(progress.acknowledged)) progress.acknowledged += 1;
      if (batch % 50 === 0) save();
    }
  };
  const killer = async () => {
    for (; progress.kills < kills; ) {
      const part = PARTS[progress.kills % PARTS.length] as string;
      while (!(await isReady(platform, part))) await sleep(500);
      await sleep(1_000);
      await platform.kill(part);
      progress.kills += 1;
      save();
      log(`kill ${progress.kills}: ${part}; ${progress.acknowledged * BATCH} events acknowledged`);
      await sleep(2_000);
    }
  };
  await Promise.all([killer(), ...Array.from({ length: SENDERS }, sender)]);
  save();
}

/** Sends one batch until it has a 200; returns how often it had to be sent again. */
async function sendUntilAcknowledged({ trackingUrl }: Platform, writeKey: string, batch: number): Promise<number> {
  const body = JSON.stringify({ batch: Array.from({ length: BATCH }, (_, index) => callOf(batch * BATCH + index)) });
  const headers = { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}` };
  for (let repeats = 0; ; repeats++) {
    const status = await fetch(`${trackingUrl}/v1/batch`, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    }).then(
      async (answer) => {
        await answer.arrayBuffer();
        return answer.status;
      },
      () => 0,
    );
    if (status === 200) return repeats;
    if (status !== 0 && status !== 503 && status !== 429) throw new Error(`the door answered ${status}`);
    await sleep(500);
  }
}

function callOf(index: number) {
  const product = `product-${index % 50}`;
  return {
    type: 'page',
    messageId: `durable-${index}`,
    anonymousId: `visitor-${index % DEVICES}`,
    ...(index % 20 === 0 && { userId: `customer-${index % DEVICES}` }),
    name: 'Product',
    context: { page: { url: `https://shop.example/p/${product}`, path: `/p/${product}` } },
  };
}

async function isReady(platform: Platform, part: string): Promise<boolean> {
  const { parts } = await platform.status();
  return parts.find(({ name }) => name === part)?.state === 'ready';
}

async function count(platform: Platform, batches: number): Promise<Measurement[]> {
  const books = JSON.parse(
    await platform
      .stellwerk('books', '--tenant', TENANT, '--topics', '--wait', '3600', '--json')
      .catch((error: { stdout?: string }) => error.stdout ?? '{}'),
  );
  const client = platform.clickHouse();
  try {
    const result = await client.query({
      query: `
        SELECT uniqExactIf(message_id, match(message_id, '^durable-[0-9]+$')) AS different, count() AS stored, uniqExact(event_id) AS events
        FROM curated.events WHERE tenant = {tenant:String}`,
      query_params: { tenant: TENANT },
      format: 'JSONEachRow',
    });
    const [row] = await result.json<{ different: string; stored: string; events: string }>();
    return [
      once('acknowledged events missing', batches * BATCH - Number(row?.different ?? 0)),
      once('events visible twice', Number(row?.stored ?? 0) - Number(row?.events ?? 0)),
      once('lines of the books that do not agree', books.alarms?.length ?? Number.NaN),
      once('dead letters', books.deadLetters ?? Number.NaN),
    ];
  } finally {
    await client.close();
  }
}

function readProgress(folder: string): Progress {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'progress.json');
  if (!existsSync(file)) return { acknowledged: 0, kills: 0, repeats: 0, seconds: 0 };
  return JSON.parse(readFileSync(file, 'utf8'));
}

async function readFileOr(file: string, make: () => Promise<string>): Promise<string> {
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const made = await make();
  writeFileSync(file, made);
  return made;
}

const once = (name: string, value: number): Measurement => ({ name, value, n: 1 });

export default benchmark;

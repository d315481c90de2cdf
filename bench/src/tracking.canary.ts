import { join } from 'node:path';
import { createKafkaBus } from '@stellwerk/bus';
import { createClickHouse } from '@stellwerk/clickhouse';
import { allTopics } from '@stellwerk/contracts';
import { atLeast, type Benchmark, exactly, type FigurePlan, type Measurement } from './benchmark.js';
import { createCanaries, TRACES } from './canary/canaries.js';
import { CALLS_PER_VISIT, plantedRequest } from './canary/planted-requests.js';
import { type Found, searchFiles, searchTables, searchTopics } from './canary/search.js';
import { startLine, WRITE_KEY } from './line-stack.js';
import { Queryable } from './queryable.js';

const EVENTS = 10_000;
const PLACES = ['topics', 'tables', 'files'] as const;
const KINDS = Object.keys(TRACES);

const figures: Record<string, FigurePlan> = { 'events sent': { unit: 'events', aim: atLeast(EVENTS) } };
for (const place of PLACES) {
  for (const kind of KINDS) figures[`${kind} found in ${place}`] = { unit: 'finds', aim: exactly(0) };
  figures[`bytes searched in ${place}`] = { unit: 'bytes', aim: null };
}
for (const place of ['topics', 'tables'] as const) {
  figures[`control found in ${place}`] = { unit: 'finds', aim: atLeast(1) };
}

const benchmark: Benchmark = {
  name: 'tracking.canary',
  describe: 'Ten thousand events full of planted personal data, then a search for them in everything that was written.',
  seed: 7,
  load: { generator: 'fetch in the process of the benchmark', cores: 1 },
  figures,
  async run({ short, seed, folder, log, note, cut }) {
    const visits = (short ? 1_000 : EVENTS) / CALLS_PER_VISIT;
    if (short) cut('1,000 events instead of 10,000');
    note(
      'planted: e-mail, phone, full IP address and name, in URLs, headers, traits, titles, ids, names and free text',
    );
    note(
      'one call in fifty is refused, so that its original is kept; originals and identifiers under seal are the one place allowed',
    );
    note(
      'searched: every message of every topic, every cell of every table, every file of broker, stores, services and logs',
    );
    note(
      'the control is a word that may be kept: it shows that the search looks where it says; files are compressed or packed',
    );
    const stack = await startLine(folder);
    const queryable = new Queryable(stack);
    const bus = createKafkaBus({ brokers: [...stack.kafkaBrokers], clientId: 'canary', onFatal: fail });
    const client = createClickHouse(stack.clickhouse);
    try {
      let kept = 0;
      for (const [visit, person] of createCanaries(visits, seed).entries()) {
        const { path, headers, body } = plantedRequest(person, visit, WRITE_KEY);
        const answer = await fetch(`${stack.url('tracking')}${path}`, { method: 'POST', headers, body });
        if (!answer.ok) throw new Error(`the door answered ${answer.status}`);
        kept += CALLS_PER_VISIT - (visit % 50 === 0 ? 1 : 0);
      }
      await queryable.until(kept);
      const found: Record<(typeof PLACES)[number], Found> = {
        topics: await searchTopics(
          bus,
          allTopics().map(({ name }) => name),
        ),
        tables: await searchTables(client),
        files: await searchFiles(join(folder, 'state')),
      };
      for (const place of PLACES) for (const line of found[place].places) log(`${place}: ${line}`);
      return [
        once('events sent', visits * CALLS_PER_VISIT),
        ...PLACES.flatMap((place) => [
          ...KINDS.map((kind) => once(`${kind} found in ${place}`, found[place].traces[kind] ?? 0)),
          once(`bytes searched in ${place}`, found[place].bytes),
        ]),
        once('control found in topics', found.topics.control),
        once('control found in tables', found.tables.control),
      ];
    } finally {
      await bus.close();
      await client.close();
      await queryable.close();
      await stack.stop();
    }
  },
};

const once = (name: string, value: number): Measurement => ({ name, value, n: 1 });

function fail(error: unknown): never {
  throw error;
}

export default benchmark;

import { readFileSync } from 'node:fs';
import { atMost, type Benchmark } from './benchmark.js';
import { startLine, TENANT, TOKEN, WRITE_KEY } from './line-stack.js';
import { sendLoad } from './load/http-load.js';
import { Queryable } from './queryable.js';

const SERVICES = ['tracking', 'identity', 'warehouse', 'attribution'] as const;
const STORES = ['kafka', 'clickhouse'] as const;
const BYTES_PER_MEGABYTE = 1_000_000;

const benchmark: Benchmark = {
  name: 'line.memory',
  describe: 'Largest resident memory of each process under load.',
  seed: 1,
  load: { generator: 'autocannon in a process of its own', cores: 1 },
  figures: {
    ...Object.fromEntries(SERVICES.map((name) => [name, { unit: 'MB', aim: atMost(300) }])),
    ...Object.fromEntries(STORES.map((name) => [name, { unit: 'MB', aim: null }])),
    ...Object.fromEntries(SERVICES.map((name) => [`${name}, files mapped at the end`, { unit: 'MB', aim: null }])),
  },
  async run({ short, seed, folder, note, cut }) {
    const requests = short ? 200 : 5_000;
    if (short) cut('20,000 events instead of 500,000');
    note('VmHWM of the kernel: the peak since the start, memory-mapped files of LMDB included');
    note('files mapped: RssFile, pages of programs and of LMDB that the system takes back when it needs them');
    note(
      'load: batches of 100 events as fast as the door answers, so that the services behind it work off a backlog, and a Markov attribution of order 4 of all of them at the end',
    );
    const stack = await startLine(folder);
    const queryable = new Queryable(stack);
    try {
      const shape = { connections: 16, batchSize: 100, requests };
      const report = await sendLoad({ url: stack.url('tracking'), writeKey: WRITE_KEY, run: 'memory', seed, ...shape });
      await queryable.until(report.events);
      await attribute(stack.url('attribution'));
      const megabytesOf = (name: string, field: MemoryField) => {
        const pid = stack.status.find((part) => part.name === name)?.pid;
        return memoryBytes(pid ?? 0, field) / BYTES_PER_MEGABYTE;
      };
      return [
        ...[...SERVICES, ...STORES].map((name) => ({ name, value: megabytesOf(name, 'VmHWM'), n: 1 })),
        ...SERVICES.map((name) => ({
          name: `${name}, files mapped at the end`,
          value: megabytesOf(name, 'RssFile'),
          n: 1,
        })),
      ];
    } finally {
      await queryable.close();
      await stack.stop();
    }
  },
};

/** @throws when the analysis fails: then the service was not under the load that its figure is about */
async function attribute(url: string): Promise<void> {
  const response = await fetch(`${url}/v1/attribution`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ tenant: TENANT, model: 'markov', order: 4, purpose: 'analytics_store' }),
  });
  if (!response.ok) throw new Error(`attribution answered ${response.status}: ${await response.text()}`);
}

/** `VmHWM`: largest resident size so far; `RssFile`: what of it is pages of files now. */
type MemoryField = 'VmHWM' | 'RssFile';

/** @throws where the process is gone or its kernel does not report the field: a figure of 0 would pass for a measurement */
function memoryBytes(pid: number, field: MemoryField): number {
  const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (kilobytes === undefined) throw new Error(`/proc/${pid}/status has no ${field}`);
  return Number(kilobytes) * 1_024;
}

export default benchmark;

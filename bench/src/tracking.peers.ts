import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTopics } from '@stellwerk/local';
import { atLeast, type Benchmark, type FigurePlan, type Measurement } from './benchmark.js';
import { startLine, swallowTraces, WRITE_KEY } from './line-stack.js';
import { sendLoad } from './load/http-load.js';
import { quantile } from './statistics.js';

const SHAPES = { 'one event': 1, 'batches of 20': 20, 'batches of 100': 100 } as const;
type Shape = keyof typeof SHAPES;
const shapes = Object.keys(SHAPES) as Shape[];
const PEERS = ['bare', 'walkeros'] as const;
type Server = 'door' | (typeof PEERS)[number];
const TITLES: Record<Server, string> = {
  door: 'Stellwerk',
  bare: 'bare Fastify and kafkajs',
  walkeros: 'walkerOS 4.2 and its Kafka destination 4.6',
};
const TOPIC = 'peers.events.v1';
const START_LIMIT_MS = 30_000;

const figures: Record<string, FigurePlan> = {};
for (const shape of shapes) {
  for (const server of Object.values(TITLES)) figures[`${server}, ${shape}`] = { unit: 'events/s', aim: null };
  figures[`share of the bare handler, ${shape}`] = { unit: 'ratio', aim: atLeast(0.7) };
  figures[`times walkerOS, ${shape}`] = { unit: 'ratio', aim: atLeast(3) };
}

const benchmark: Benchmark = {
  name: 'tracking.peers',
  describe:
    'The door beside what a team writes in a day, and beside walkerOS: same broker, same load, acks=all, same run.',
  seed: 1,
  load: { generator: 'autocannon in a process of its own', cores: 1 },
  figures,
  async run({ short, seed, folder, log, note, cut }) {
    const rounds = short ? 1 : 3;
    const seconds = short ? 3 : 10;
    if (short) cut('one round of 3 s instead of three of 10 s');
    note('Stellwerk: consent, contract, minimisation and limits on, and de-duplication behind the door under way');
    note(
      'the bare handler: one kafkajs send per request, nothing else; walkerOS: one push per event, as it offers no other',
    );
    note('rounds take turns, so that all three see the same machine; shares are of medians');
    const stack = await startLine(folder, ['kafka', 'tracking']);
    const stopTraces = await swallowTraces(stack.ports.otlp);
    const brokers = stack.kafkaBrokers;
    await createTopics({ brokers: [...brokers] }, [
      { name: TOPIC, partitions: 4, retentionMs: 3_600_000, compacted: false },
    ]);
    const peers = await Promise.all(PEERS.map((peer) => startPeer(peer, brokers)));
    try {
      const urls: Record<Server, { url: string; path?: string }> = {
        door: { url: stack.url('tracking') },
        bare: { url: peers[0]?.url ?? '', path: '/collect' },
        walkeros: { url: peers[1]?.url ?? '', path: '/collect' },
      };
      const rates = new Map<string, number[]>();
      for (const shape of shapes) {
        const batchSize = SHAPES[shape];
        const connections = batchSize === 1 ? 50 : 20;
        for (let round = 0; round <= rounds; round++) {
          for (const server of ['door', ...PEERS] as const) {
            const run = `${server}-${batchSize}-${round}`;
            const load = { ...urls[server], writeKey: WRITE_KEY, run, seed, connections, batchSize };
            const report = await sendLoad({ ...load, seconds: round === 0 ? 2 : seconds });
            // The first round warms up.
            if (round === 0) continue;
            const key = `${server} ${shape}`;
            rates.set(key, [...(rates.get(key) ?? []), report.events / report.seconds]);
            log(`${TITLES[server]}, ${shape}: ${Math.round(report.events / report.seconds)} events/s`);
          }
        }
      }
      return shapes.flatMap((shape) => measurementsOf(shape, (server) => rates.get(`${server} ${shape}`) ?? []));
    } finally {
      for (const { child } of peers) child.kill('SIGKILL');
      stopTraces();
      await stack.stop();
    }
  },
};

function measurementsOf(shape: Shape, ratesOf: (server: Server) => readonly number[]): Measurement[] {
  const median = (server: Server) => quantile([...ratesOf(server)], 0.5);
  const servers = ['door', ...PEERS] as const;
  return [
    ...servers.map((server) => {
      const rates = ratesOf(server);
      const range = { low: Math.min(...rates), high: Math.max(...rates) };
      return { name: `${TITLES[server]}, ${shape}`, value: median(server), n: rates.length, ...range };
    }),
    { name: `share of the bare handler, ${shape}`, value: median('door') / median('bare'), n: ratesOf('door').length },
    { name: `times walkerOS, ${shape}`, value: median('door') / median('walkeros'), n: ratesOf('door').length },
  ];
}

/** Starts a peer's server in a process of its own, and waits until it answers. */
async function startPeer(
  peer: (typeof PEERS)[number],
  brokers: readonly string[],
): Promise<{ child: ChildProcess; url: string }> {
  const port = await freePort();
  const script = join(import.meta.dirname, 'peers', `${peer}.js`);
  const child = spawn(process.execPath, [script, String(port), brokers.join(','), TOPIC], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  const deadline = performance.now() + START_LIMIT_MS;
  while (
    !(await fetch(`${url}/ready`).then(
      (answer) => answer.ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null || performance.now() > deadline) throw new Error(`${TITLES[peer]} did not start`);
    await sleep(100);
  }
  return { child, url };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

export default benchmark;

import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { createKafkaBus, publishControlDocument } from '@stellwerk/bus';
import { atMost, type Benchmark } from './benchmark.js';
import { startLine } from './line-stack.js';
import { quantile } from './statistics.js';

/** As many as the platform has services. */
const PROCESSES = 8;
const PAUSE_MS = 50;

const benchmark: Benchmark = {
  name: 'guard.kill-switch',
  describe: 'From the command to throw a kill switch until every process refuses calls, over the broker.',
  seed: null,
  load: { generator: 'in process', cores: 1 },
  figures: {
    'switch until the slowest process refuses, p50': { unit: 'ms', aim: null },
    'switch until the slowest process refuses, p99': { unit: 'ms', aim: atMost(1_000) },
    'switch until the slowest process refuses, longest': { unit: 'ms', aim: atMost(1_000) },
    'switch until any process refuses, p99': { unit: 'ms', aim: atMost(1_000) },
  },
  async run({ short, folder, log, note, cut }) {
    const turns = short ? 20 : 400;
    if (short) cut('20 turns of the switch instead of 400');
    note(`${PROCESSES} processes hold the control documents as every service does, and decide a call each millisecond`);
    note('every second turn switches off again; both directions are measured');
    const stack = await startLine(folder, ['kafka']);
    const brokers = stack.kafkaBrokers;
    const watchers: ChildProcess[] = [];
    const seen: { version: number; atMs: number }[] = [];
    try {
      const script = join(import.meta.dirname, 'guard', 'kill-switch', 'watcher.js');
      await Promise.all(
        Array.from({ length: PROCESSES }, () => {
          const watcher = fork(script, [brokers.join(',')]);
          watchers.push(watcher);
          return new Promise<void>((resolve, reject) => {
            watcher.once('exit', (code) => reject(new Error(`a watcher ended with ${code}`)));
            watcher.on('message', (message: { ready?: true; version: number; atMs: number }) => {
              if (message.ready) resolve();
              else seen.push(message);
            });
          });
        }),
      );
      const bus = createKafkaBus({
        brokers,
        clientId: 'bench',
        onFatal: (error) => {
          throw error;
        },
      });
      const slowest: number[] = [];
      const each: number[] = [];
      for (let version = 1; version <= turns; version++) {
        const startedAtMs = performance.timeOrigin + performance.now();
        await publishControlDocument(bus, {
          kind: 'kill-switch',
          tenant: 'platform',
          name: 'bench',
          version,
          spec: { on: version % 2 === 1, reason: 'measured' },
          by: 'bench',
          at: new Date().toISOString(),
        });
        const deadline = Date.now() + 30_000;
        let heard = seen.filter((one) => one.version === version);
        while (heard.length < PROCESSES) {
          if (Date.now() > deadline)
            throw new Error(`${heard.length} of ${PROCESSES} processes saw version ${version}`);
          await new Promise((resolve) => setTimeout(resolve, 2));
          heard = seen.filter((one) => one.version === version);
        }
        const latencies = heard.map(({ atMs }) => atMs - startedAtMs);
        each.push(...latencies);
        slowest.push(Math.max(...latencies));
        if (version % 100 === 0) log(`${version} of ${turns} turns`);
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
      await bus.close();
      return [
        { name: 'switch until the slowest process refuses, p50', value: quantile(slowest, 0.5), n: turns },
        { name: 'switch until the slowest process refuses, p99', value: quantile(slowest, 0.99), n: turns },
        { name: 'switch until the slowest process refuses, longest', value: Math.max(...slowest), n: turns },
        { name: 'switch until any process refuses, p99', value: quantile(each, 0.99), n: each.length },
      ];
    } finally {
      for (const watcher of watchers) {
        watcher.removeAllListeners('exit');
        if (watcher.connected) watcher.disconnect();
      }
      await stack.stop();
    }
  },
};

export default benchmark;

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findFreePortBase, findRepositoryRoot } from '@stellwerk/local';
import { atMost, type Benchmark } from './benchmark.js';

/** A start that takes longer hangs. */
const LONGEST_START_MS = 900_000;

const benchmark: Benchmark = {
  name: 'line.start',
  describe: 'A fresh clone to the printed table of the demo, and the start after that.',
  seed: null,
  load: { generator: 'the demo shop through the Segment client', cores: 1 },
  figures: {
    'fresh clone to the table': { unit: 's', aim: atMost(240) },
    'second start': { unit: 's', aim: atMost(30) },
  },
  async run({ short, folder, log, note, cut }) {
    if (short) cut('the caches of npm and Maven of this machine are used');
    note(
      'fresh: git clone, npm ci, build, download of the broker, start, load of the demo, with empty caches of npm and Maven, on the Node of the machine',
    );
    note('second: npm start of the stopped clone until the same table is printed, the demo loaded already');
    const clone = join(folder, 'clone');
    const root = findRepositoryRoot();
    const env = surroundings(root, short ? null : folder);
    const portBase = String(await findFreePortBase(Math.random));
    const seconds = (work: () => void) => {
      const began = performance.now();
      work();
      return (performance.now() - began) / 1_000;
    };
    const npmStart = () => {
      const args = ['start', '--', '--detach', '--port-base', portBase];
      const { status, stdout, stderr } = spawnSync('npm', args, {
        cwd: clone,
        env,
        encoding: 'utf8',
        timeout: LONGEST_START_MS,
      });
      if (status !== 0 || !stdout.includes('incremental (simulated)'))
        throw new Error(`npm start failed\n${stdout}${stderr}`);
    };
    const stop = () => spawnSync('npx', ['stellwerk', 'down'], { cwd: clone, env });
    try {
      const first = seconds(() => {
        execFileSync('git', ['clone', '--quiet', root, clone]);
        npmStart();
      });
      log(`fresh clone to the table: ${first.toFixed(1)} s`);
      stop();
      const second = seconds(npmStart);
      log(`second start: ${second.toFixed(1)} s`);
      return [
        { name: 'fresh clone to the table', value: first, n: 1 },
        { name: 'second start', value: second, n: 1 },
      ];
    } finally {
      if (existsSync(clone)) stop();
    }
  },
};

/** The environment of somebody who has nothing of ours yet: none of our programs on the PATH, and caches that are empty. */
function surroundings(root: string, caches: string | null): NodeJS.ProcessEnv {
  const path = (process.env.PATH ?? '').split(delimiter).filter((entry) => !entry.startsWith(root));
  return {
    ...process.env,
    PATH: path.join(delimiter),
    ...(caches !== null && {
      npm_config_cache: join(caches, 'npm'),
      MAVEN_OPTS: `${process.env.MAVEN_OPTS ?? ''} -Dmaven.repo.local=${join(caches, 'maven')}`.trim(),
    }),
  };
}

export default benchmark;

import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { repositoryRoot } from '../surroundings.js';
import type { Recovery } from './recover.js';
import type { RecoveryTask } from './worker.js';

/**
 * Recovers many data sets in threads. What is done is kept below node_modules/.cache, so that a run that was cut off goes on where it
 * was; it is kept for these very modules only.
 */
export async function recoverAll(
  tasks: readonly RecoveryTask[],
  threads: number,
  log: (message: string) => void,
): Promise<readonly Recovery[]> {
  const file = keptFile();
  const done = new Map(kept(file).map((line) => [line.key, line.recovery]));
  const waiting = tasks.filter((task) => !done.has(keyOf(task)));
  log(`${tasks.length} data sets, of which ${tasks.length - waiting.length} are done`);
  let finished = 0;
  const work = async () => {
    const worker = new Worker(new URL('./worker.js', import.meta.url));
    try {
      for (let task = waiting.shift(); task; task = waiting.shift()) {
        const recovery = await ask(worker, task);
        done.set(keyOf(task), recovery);
        appendFileSync(file, `${JSON.stringify({ key: keyOf(task), recovery })}\n`);
        finished += 1;
        if (finished % 20 === 0) log(`${finished} more, ${waiting.length} to go`);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: threads }, work));
  return tasks.map((task) => {
    const recovery = done.get(keyOf(task));
    if (!recovery) throw new Error(`${keyOf(task)} was not recovered`);
    return recovery;
  });
}

const keyOf = ({ seed, preset, index }: RecoveryTask): string => `${seed}/${preset}/${index}`;

function ask(worker: Worker, task: RecoveryTask): Promise<Recovery> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (recovery: Recovery) => {
      worker.off('error', reject);
      resolve(recovery);
    });
    worker.postMessage(task);
  });
}

/** One file per state of the code that decides the figures. */
function keptFile(): string {
  const hash = createHash('sha256');
  for (const folder of [
    'services/mmm/dist/domain/model',
    'services/mmm/dist/domain/spec',
    'packages/statistics/dist',
    'bench/dist/recovery',
  ])
    for (const name of readdirSync(join(repositoryRoot, folder), { recursive: true, encoding: 'utf8' }).sort())
      if (name.endsWith('.js')) hash.update(`${name}\n`).update(readFileSync(join(repositoryRoot, folder, name)));
  const cache = join(repositoryRoot, 'node_modules', '.cache', 'stellwerk-bench');
  mkdirSync(cache, { recursive: true });
  return join(cache, `recovery-${hash.digest('hex').slice(0, 16)}.jsonl`);
}

/** Whole lines only: the last one may have been cut off. */
function kept(file: string): readonly { readonly key: string; readonly recovery: Recovery }[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

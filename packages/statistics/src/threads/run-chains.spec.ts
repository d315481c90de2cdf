import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
// Threads need the built package: a thread cannot run TypeScript.
import { sample } from '@stellwerk/statistics';
import { type Progress, readCheckpoint, runChains, writeCheckpoint } from '@stellwerk/statistics/threads';
import type { Checkpoint } from '../sampler/checkpoint.js';
import type { Posterior } from '../sampler/posterior.js';

const dist = join(import.meta.dirname, '../../dist');
const module = pathToFileURL(join(dist, 'testing/densities.js')).href;
const source = { module, factory: 'scaledNormal', data: { scales: [1, 0.2, 30] } };
const options = { seed: 9, chains: 3, warmup: 120, draws: 80 };

/** All draws as bytes. */
const bytes = (posterior: Posterior) =>
  posterior.chains.map(({ positions, energy }) =>
    [Buffer.from(positions.buffer), Buffer.from(energy.buffer)].map((one) => one.toString('base64')),
  );

const { scaledNormal } = await import(module);
const expected = bytes(sample(scaledNormal(source.data), options));

describe('chains in threads', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chains-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each([0, 1, 2, 5])('give the same bytes with %d threads', async (threads) => {
    expect(bytes(await runChains(source, { ...options, threads }))).toEqual(expected);
  });

  it.each([0, 2])('report their progress with %d threads', async (threads) => {
    const reports: Progress[] = [];
    // Checkpoints bring reports at fixed iterations, however quick the machine.
    await runChains(source, {
      ...options,
      threads,
      onCheckpoint: () => {},
      checkpointEvery: 50,
      onProgress: (report) => reports.push(report),
    });
    expect(new Set(reports.map(({ chain }) => chain))).toEqual(new Set([0, 1, 2]));
    expect(new Set(reports.map(({ phase }) => phase))).toEqual(new Set(['warm-up', 'sampling']));
    expect(reports.at(-1)).toMatchObject({ iteration: 200, total: 200, done: 1, timeLeftMs: 0 });
    for (const { timeLeftMs } of reports) expect(timeLeftMs).toBeGreaterThanOrEqual(0);
  });

  it.each([0, 2])('go on to the same bytes after a cancelled run with %d threads', async (threads) => {
    const path = join(folder, `cancelled-${threads}`);
    const stop = new AbortController();
    // Threads go on until they hear of it, and must not have reached the end by then.
    const long = { ...options, draws: 10_000 };
    const run = runChains(source, {
      ...long,
      threads,
      signal: stop.signal,
      checkpointEvery: 60,
      onCheckpoint: async (checkpoint) => {
        await writeCheckpoint(path, checkpoint);
        stop.abort();
      },
    });
    await expect(run).rejects.toMatchObject({ code: 'CANCELLED' });
    const resume = await readCheckpoint(path);
    expect(resume).not.toBeNull();
    const resumed = await runChains(source, { ...long, threads: 1, resume: resume as Checkpoint });
    expect(bytes(resumed)).toEqual(bytes(sample(scaledNormal(source.data), long)));
  });

  it('go on to the same bytes after kill -9 of the process', async () => {
    const path = join(folder, 'killed');
    const script = join(folder, 'run.mjs');
    const threads = pathToFileURL(join(dist, 'threads/index.js')).href;
    await writeFile(
      script,
      `import { runChains, writeCheckpoint } from ${JSON.stringify(threads)};
       const onCheckpoint = async (checkpoint) => {
         await writeCheckpoint(${JSON.stringify(path)}, checkpoint);
         process.stdout.write('written\\n');
         // Stand still, so that the kill comes in the middle of the run.
         await new Promise((resolve) => setTimeout(resolve, 60_000));
       };
       await runChains(${JSON.stringify(source)}, { ...${JSON.stringify(options)}, threads: 2, checkpointEvery: 30, onCheckpoint });`,
    );
    const child: ChildProcess = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout as NonNullable<typeof child.stdout>, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const resume = await readCheckpoint(path);
    const iterations = resume?.chains.map((state) => state?.iteration ?? 0) ?? [];
    expect(Math.max(...iterations)).toBeGreaterThan(0);
    expect(Math.min(...iterations)).toBeLessThan(200);
    expect(bytes(await runChains(source, { ...options, threads: 2, resume: resume as Checkpoint }))).toEqual(expected);
  });

  it('returns the draws of a finished checkpoint without sampling', async () => {
    let last: Checkpoint | undefined;
    await runChains(source, {
      ...options,
      threads: 0,
      onCheckpoint: (one) => {
        last = one;
      },
    });
    const nothing = { ...source, factory: 'nowhere' };
    expect(bytes(await runChains(nothing, { ...options, threads: 2, resume: last as Checkpoint }))).toEqual(expected);
  });

  it.each([
    ['NO_FINITE_START', 'nowhere', {}],
    ['THREAD_FAILED', 'deadly', {}],
    ['THREAD_FAILED', 'missing', {}],
    ['THREAD_FAILED', 'scaledNormal', { scales: [1], failAfter: 50 }],
  ])('fail with %s of a density "%s"', async (code, factory, data) => {
    await expect(runChains({ module, factory, data }, { ...options, threads: 2 })).rejects.toMatchObject({ code });
  });

  it('fail with what a function of the caller threw', async () => {
    const onCheckpoint = () => Promise.reject(new Error('disk full'));
    await expect(runChains(source, { ...options, threads: 1, onCheckpoint })).rejects.toThrow('disk full');
    const onProgress = () => {
      throw new Error('nobody listens');
    };
    for (const threads of [0, 1])
      await expect(runChains(source, { ...options, threads, onProgress, onCheckpoint: () => {} })).rejects.toThrow(
        'nobody listens',
      );
  });

  it('do not start when they are already cancelled', async () => {
    for (const threads of [0, 1])
      await expect(runChains(source, { ...options, threads, signal: AbortSignal.abort() })).rejects.toMatchObject({
        code: 'CANCELLED',
      });
  });

  it.each([
    ['other settings', { draws: 81 }],
    ['another seed', { seed: 10 }],
    ['other data', { fingerprint: 'b' }],
  ])('refuse a checkpoint of %s', async (_title, other) => {
    let resume: Checkpoint | undefined;
    await runChains(source, {
      ...options,
      fingerprint: 'a',
      threads: 0,
      onCheckpoint: (one) => {
        resume = one;
      },
    });
    await expect(
      runChains(source, { ...options, fingerprint: 'a', ...other, threads: 0, resume: resume as Checkpoint }),
    ).rejects.toMatchObject({ code: 'CHECKPOINT_MISMATCH' });
  });

  it('refuse a damaged checkpoint, and find none where there is none', async () => {
    const path = join(folder, 'damaged');
    await runChains(source, { ...options, threads: 0, onCheckpoint: (one) => writeCheckpoint(path, one) });
    const whole = await readFile(path);
    await writeFile(path, whole.subarray(0, whole.length - 8));
    await expect(readCheckpoint(path)).rejects.toMatchObject({ code: 'CHECKPOINT_MISMATCH' });
    await writeFile(path, 'something else');
    await expect(readCheckpoint(path)).rejects.toMatchObject({ code: 'CHECKPOINT_MISMATCH' });
    expect(await readCheckpoint(join(folder, 'nowhere'))).toBeNull();
  });

  it.each([
    ['threads', { threads: -1 }],
    ['checkpointEvery', { checkpointEvery: 0 }],
    ['chains', { chains: 0 }],
  ])('refuse %s out of range', async (name, other) => {
    await expect(runChains(source, { ...options, ...other })).rejects.toThrow(new RegExp(`^${name} must`));
  });
});

import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atLeast, atMost, type Benchmark, type BenchmarkContext, exactly } from './benchmark.js';
import { measure, type Surroundings } from './harness.js';

const dataFolder = mkdtempSync(join(tmpdir(), 'stellwerk-bench-spec-'));
beforeAll(() => writeFileSync(join(dataFolder, 'paths.csv'), 'a > b\n'));
afterAll(() => rmSync(dataFolder, { recursive: true }));

let seconds = 0;
const surroundings: Surroundings = {
  commit: '0123456789ab',
  machine: '2 × test',
  dataFolder,
  now: () => new Date(Date.UTC(2026, 10, 24, 10, 0, seconds++)),
  log: () => {},
};

const sample: Benchmark = {
  name: 'sample.figures',
  describe: 'A sample.',
  seed: 7,
  load: { generator: 'none', cores: 0 },
  figures: {
    rate: { unit: 'events/s', aim: atLeast(1000) },
    delay: { unit: 'ms', aim: atMost(5) },
    lost: { unit: 'events', aim: exactly(0) },
    size: { unit: 'MB', aim: null },
  },
  run: async () => [
    { name: 'rate', value: 1000, n: 3, low: 900, high: 1100 },
    { name: 'delay', value: 5.1, n: 100 },
    { name: 'lost', value: 0, n: 1 },
    { name: 'size', value: 12, n: 1 },
  ],
};
const withRun = (run: Benchmark['run']): Benchmark => ({ ...sample, run });

describe('harness', () => {
  it('decides itself whether an aim is met', async () => {
    const { figures } = await measure(sample, false, surroundings);
    expect(figures.map(({ name, met }) => [name, met])).toEqual([
      ['rate', true],
      ['delay', false],
      ['lost', true],
      ['size', null],
    ]);
  });

  it('records what is needed to repeat the measurement', async () => {
    seconds = 0;
    const result = await measure(sample, false, surroundings);
    expect(result).toMatchObject({
      name: 'sample.figures',
      command: 'npm run bench -- sample.figures',
      commit: '0123456789ab',
      at: '2026-11-24T10:00:00.000Z',
      seconds: 1,
      full: true,
      machine: '2 × test',
      load: { generator: 'none', cores: 0 },
      seed: 7,
      data: [],
      notes: [],
    });
  });

  it('names used data with its hash', async () => {
    const read = withRun(async (context) => {
      context.data('paths.csv');
      return sample.run(context);
    });
    const { data } = await measure(read, false, surroundings);
    expect(data).toEqual([
      { file: 'paths.csv', sha256: 'f8466de20d224bdfcc189c59da4537adb9eddd18c8c3f96544b869b7df43e260' },
    ]);
  });

  it('says which data are missing', async () => {
    const read = withRun(async (context) => [{ name: context.data('none.csv'), value: 1, n: 1 }]);
    await expect(measure(read, false, surroundings)).rejects.toThrow(
      'sample.figures needs none.csv in the data folder',
    );
  });

  it('refuses a figure that was not declared, and misses one that was', async () => {
    const extra = withRun(async (context) => [...(await sample.run(context)), { name: 'other', value: 1, n: 1 }]);
    await expect(measure(extra, false, surroundings)).rejects.toThrow('does not declare "other"');
    const fewer = withRun(async (context) => (await sample.run(context)).slice(1));
    await expect(measure(fewer, false, surroundings)).rejects.toThrow('must return "rate" once');
  });

  it('refuses figures that are no numbers', async () => {
    const broken = withRun(async (context) => [
      ...(await sample.run(context)).slice(1),
      { name: 'rate', value: Number.NaN, n: 1 },
    ]);
    await expect(measure(broken, false, surroundings)).rejects.toThrow();
  });

  it('does not let a shortened run pass without saying what was cut', async () => {
    await expect(measure(sample, true, surroundings)).rejects.toThrow('must say what was cut');
    const honest = withRun(async (context) => {
      if (context.short) context.cut('10 s instead of 60 s');
      return sample.run(context);
    });
    const result = await measure(honest, true, surroundings);
    expect(result).toMatchObject({
      full: false,
      command: 'npm run bench -- sample.figures --short',
      notes: ['cut: 10 s instead of 60 s'],
    });
  });

  it('removes its folder, also when the benchmark fails', async () => {
    let used = '';
    const failing = withRun(async ({ folder }: BenchmarkContext) => {
      used = folder;
      expect(existsSync(folder)).toBe(true);
      throw new Error('the broker went away');
    });
    await expect(measure(failing, false, surroundings)).rejects.toThrow('the broker went away');
    expect(existsSync(used)).toBe(false);
  });
});

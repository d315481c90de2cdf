import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Benchmark, BenchmarkContext, Measurement } from './benchmark.js';
import { type Figure, isMet, type Result, resultSchema } from './result.js';

/** Where a benchmark runs; given, so that a test can say what it is. */
export interface Surroundings {
  readonly commit: string;
  readonly machine: string;
  readonly dataFolder: string;
  readonly now: () => Date;
  readonly log: (message: string) => void;
}

/**
 * Runs one benchmark and returns its checked result.
 * @throws when the figures are not those the benchmark declares, or the result does not fit its schema.
 */
export async function measure(benchmark: Benchmark, short: boolean, surroundings: Surroundings): Promise<Result> {
  const started = surroundings.now();
  const folder = await mkdtemp(join(tmpdir(), 'stellwerk-bench-'));
  const notes: string[] = [];
  const files = new Set<string>();
  const context: BenchmarkContext = {
    short,
    seed: benchmark.seed ?? 0,
    folder,
    log: surroundings.log,
    note: (text) => void notes.push(text),
    cut: (text) => void notes.push(`cut: ${text}`),
    data: (file) => {
      const path = join(surroundings.dataFolder, file);
      if (!existsSync(path)) throw new Error(`${benchmark.name} needs ${file} in the data folder (STELLWERK_DATA_DIR)`);
      files.add(file);
      return path;
    },
  };
  try {
    const measured = await benchmark.run(context);
    const ended = surroundings.now();
    return resultSchema.parse({
      name: benchmark.name,
      command: `npm run bench -- ${benchmark.name}${short ? ' --short' : ''}`,
      commit: surroundings.commit,
      at: started.toISOString(),
      seconds: Math.round((ended.getTime() - started.getTime()) / 100) / 10,
      full: !short,
      machine: surroundings.machine,
      load: benchmark.load,
      seed: benchmark.seed,
      data: await Promise.all([...files].map((file) => hashed(surroundings.dataFolder, file))),
      figures: figuresOf(benchmark, measured),
      notes,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function figuresOf(benchmark: Benchmark, measured: readonly Measurement[]): Figure[] {
  const undeclared = measured.filter(({ name }) => !Object.hasOwn(benchmark.figures, name));
  if (undeclared.length > 0) throw new Error(`${benchmark.name} does not declare ${namesOf(undeclared)}`);
  return Object.entries(benchmark.figures).map(([name, { unit, aim }]) => {
    const [measurement, ...others] = measured.filter((candidate) => candidate.name === name);
    if (!measurement || others.length > 0) throw new Error(`${benchmark.name} must return "${name}" once`);
    return { ...measurement, unit, aim, met: isMet(measurement.value, aim) };
  });
}

async function hashed(folder: string, file: string): Promise<{ file: string; sha256: string }> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(join(folder, file)), hash);
  return { file, sha256: hash.digest('hex') };
}

const namesOf = (figures: readonly Measurement[]) => figures.map(({ name }) => `"${name}"`).join(', ');

import { readdirSync } from 'node:fs';
import type { Benchmark } from './benchmark.js';

/** Benchmarks are the modules named `<area>.<what>`, beside this one. */
const FILE = /^([a-z]+\.[a-z-]+)\.[jt]s$/;

/** Names of all benchmarks, in alphabetical order. */
export function benchmarkNames(folder = import.meta.dirname): string[] {
  return readdirSync(folder)
    .flatMap((file) => FILE.exec(file)?.[1] ?? [])
    .filter((name) => !name.endsWith('.spec'))
    .sort();
}

/** @throws when there is no such benchmark, naming those that exist. */
export async function loadBenchmark(name: string): Promise<Benchmark> {
  const known = benchmarkNames();
  if (!known.includes(name)) throw new Error(`there is no benchmark "${name}"; one of: ${known.join(', ')}`);
  const module: { default: Benchmark } = await import(`./${name}.js`);
  if (module.default.name !== name) throw new Error(`bench/src/${name}.ts calls itself "${module.default.name}"`);
  return module.default;
}

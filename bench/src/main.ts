import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { benchmarkNames, loadBenchmark } from './catalogue.js';
import { dataFolder } from './config.js';
import { measure } from './harness.js';
import { benchmarksPageOf, terminalReport } from './report.js';
import { keepResult, readResults } from './results.js';
import { benchmarksPage, currentCommit, describeMachine, resultsFolder } from './surroundings.js';

const usage = `npm run bench -- <name>… [--short] [--json]   measures and writes bench/results/<name>.json
npm run bench -- --list                       names and descriptions
npm run bench -- --docs                       writes docs/reference/benchmarks.md from the results on file

  --short   measures less; does not replace a full result
  --json    prints the results as one JSON document on stdout; progress goes to stderr`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      list: { type: 'boolean' },
      docs: { type: 'boolean' },
      short: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  if (values.list) return list();
  if (values.docs) return writeBenchmarksPage();
  if (values.help || positionals.length === 0) {
    process.stderr.write(`${usage}\n`);
    return values.help ? 0 : 2;
  }

  const benchmarks = await Promise.all(positionals.map(loadBenchmark));
  const surroundings = {
    commit: currentCommit(),
    machine: describeMachine(),
    dataFolder,
    now: () => new Date(),
    log: (message: string) => void process.stderr.write(`  ${message}\n`),
  };
  const results = [];
  for (const benchmark of benchmarks) {
    process.stderr.write(`── ${benchmark.name}: ${benchmark.describe}\n`);
    const result = await measure(benchmark, values.short, surroundings);
    const kept = keepResult(resultsFolder, result);
    process.stderr.write(`${terminalReport(result)}\n${kept ? '' : '  not written: a full result is on file\n'}`);
    results.push(result);
  }
  await writeBenchmarksPage();
  if (values.json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  return 0;
}

async function list(): Promise<number> {
  for (const name of benchmarkNames()) {
    const { describe } = await loadBenchmark(name);
    process.stdout.write(`${name.padEnd(24)}${describe}\n`);
  }
  return 0;
}

async function writeBenchmarksPage(): Promise<number> {
  const descriptions = new Map<string, string>();
  for (const name of benchmarkNames()) descriptions.set(name, (await loadBenchmark(name)).describe);
  const page = benchmarksPageOf(readResults(resultsFolder), (name) => descriptions.get(name) ?? '');
  writeFileSync(benchmarksPage, page);
  return 0;
}

// Kafka and HTTP clients may keep handles; what was measured is on disk by now.
process.exit(await main());

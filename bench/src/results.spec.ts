import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchmarkNames, loadBenchmark } from './catalogue.js';
import { benchmarksPageOf } from './report.js';
import type { Result } from './result.js';
import { keepResult, readResults } from './results.js';
import { benchmarksPage, resultsFolder } from './surroundings.js';

const result: Result = {
  name: 'sample.figures',
  command: 'npm run bench -- sample.figures',
  commit: '0123456789ab',
  at: '2026-11-24T10:00:00.000Z',
  seconds: 1,
  full: true,
  machine: '2 × test',
  load: { generator: 'none', cores: 0 },
  seed: null,
  data: [],
  figures: [{ name: 'rate', value: 1, unit: 'events/s', aim: null, met: null, n: 1 }],
  notes: [],
};
const shortened: Result = { ...result, full: false, notes: ['cut: everything'] };

describe('results on file', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stellwerk-results-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('come back as they were kept', () => {
    expect(keepResult(folder, result)).toBe(true);
    expect(readResults(folder)).toEqual([result]);
  });

  it('keep a full result when a shortened run follows', () => {
    keepResult(folder, result);
    expect(keepResult(folder, shortened)).toBe(false);
    expect(readResults(folder)).toEqual([result]);
  });

  it('replace a shortened result', () => {
    keepResult(folder, shortened);
    expect(keepResult(folder, result)).toBe(true);
    expect(readResults(folder)).toEqual([result]);
  });

  it('are refused under a wrong name or in a wrong form', () => {
    writeFileSync(join(folder, 'other.name.json'), JSON.stringify(result));
    expect(() => readResults(folder)).toThrow('other.name.json holds the result of sample.figures');
    writeFileSync(join(folder, 'other.name.json'), '{}');
    expect(() => readResults(folder)).toThrow();
  });
});

describe('published benchmarks', () => {
  const published = readResults(resultsFolder);

  it('have a script each', () => {
    expect(benchmarkNames()).toEqual(expect.arrayContaining(published.map(({ name }) => name)));
  });

  it('stand in docs/reference/benchmarks.md as they are on file', async () => {
    const descriptions = new Map<string, string>();
    for (const { name } of published) descriptions.set(name, (await loadBenchmark(name)).describe);
    const page = benchmarksPageOf(published, (name) => descriptions.get(name) ?? '');
    expect(existsSync(benchmarksPage) ? readFileSync(benchmarksPage, 'utf8') : '').toBe(page);
  });
});

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const scripts = join(import.meta.dirname, '../../../scripts/lib');
const load = (file: string) => import(pathToFileURL(join(scripts, file)).href);

/** What `npm test` says at its end; the scripts have no workspace of their own. */
describe('the closing lines of a test run', () => {
  const suite = (name: string, changes: object = {}) => ({
    name,
    hasTests: true,
    cached: false,
    exitCode: 0,
    summary: { passed: 3, failed: 0, skipped: 0, seconds: 12 },
    ...changes,
  });
  const task = (exitCode: number | null, cached = false) => ({ exitCode, cached });

  it('sum all suites, and mark what came from the cache', async () => {
    const { closing } = await load('closing.mjs');
    const steps = [
      { name: 'lint', failed: 0, cached: true },
      { name: 'build and types', failed: 0, cached: false },
    ];
    const suites = [
      suite('packages/a', { cached: true }),
      suite('packages/b', {
        summary: { passed: 1, failed: 0, skipped: 1, skippedTests: ['needs data'], seconds: 120 },
      }),
    ];
    expect(closing(steps, suites)).toEqual({
      failed: 0,
      text: `  lint: ok, cached
  build and types: ok

  suite       passed  failed  skipped  seconds
  packages/a       3       0        0       12  cached
  packages/b       1       0        1      120

  skipped  packages/b: needs data

4 passed, 0 failed, 1 skipped`,
    });
  });

  it('name what failed at the very end', async () => {
    const { closing } = await load('closing.mjs');
    const failedTests = ['src/a.spec.ts: a thing holds', 'src/b.spec.ts did not run'];
    const summary = { passed: 1, failed: 2, skipped: 1, skippedTests: ['needs data'], failedTests };
    expect(closing([], [suite('packages/a', { summary, exitCode: 1 })]).text).toMatch(
      /needs data\n\n {2}failed {2}packages\/a: src\/a\.spec\.ts: a thing holds\n {2}failed {2}packages\/a: src\/b\.spec\.ts did not run\n\n1 passed, 2 failed, 1 skipped$/,
    );
  });

  it.each([
    ['a failed step', [{ name: 'lint', failed: 2 }], [suite('a')], 2],
    ['a suite that left no summary', [], [suite('a', { summary: null })], 1],
    ['a suite that did not run', [], [suite('a', { summary: null, exitCode: null })], 1],
    ['a suite that ended badly without a failed test', [], [suite('a', { exitCode: 1 })], 1],
  ])('count %s as failed', async (_title, steps, suites, failed) => {
    const { closing } = await load('closing.mjs');
    expect(closing(steps, suites).failed).toBe(failed);
  });

  it.each<[title: string, tasks: Record<string, object>, exitCode: number, expected: object]>([
    ['restored', { '//#lint': task(0, true) }, 0, { failed: 0, cached: true }],
    ['run', { '//#lint': task(0), 'a#build': task(1) }, 0, { failed: 0, cached: false }],
    ['failed', { '//#lint': task(1) }, 1, { failed: 1, cached: false }],
    ['not run', { '//#lint': task(null) }, 1, { failed: 1, cached: false }],
    ['without a trace', {}, 0, { failed: 1, cached: false }],
    ['well, though turbo did not end well', { '//#lint': task(0) }, 1, { failed: 1, cached: false }],
  ])('know a step whose task was %s', async (_title, tasks, exitCode, expected) => {
    const { stepOf } = await load('suites.mjs');
    const run = { pattern: /#lint$/, exitCode };
    expect(stepOf('lint', new Map(Object.entries(tasks)), run)).toEqual({ name: 'lint', ...expected });
  });
});

import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';

/** The same distance from `src/` and from `dist/`. */
export const repositoryRoot = join(import.meta.dirname, '..', '..');
export const resultsFolder = join(repositoryRoot, 'bench', 'results');
export const benchmarksPage = join(repositoryRoot, 'docs', 'reference', 'benchmarks.md');

/** Commit that is checked out, with "+" when files differ from it. */
export function currentCommit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: repositoryRoot, encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain', '--untracked-files=no', '--', ':!bench/results', ':!docs') !== '';
  return `${git('rev-parse', '--short=12', 'HEAD')}${changed ? '+' : ''}`;
}

/** One line that says what was measured on. */
export function describeMachine(): string {
  const processors = cpus();
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  const gigabytes = Math.round(totalmem() / 1024 ** 3);
  return `${processors.length} × ${model} · ${gigabytes} GB · ${type()} ${release().split('-')[0]} · Node ${process.versions.node}`;
}

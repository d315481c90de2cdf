import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../surroundings.js';

const cache = join(repositoryRoot, 'node_modules', '.cache', 'stellwerk-bench');

/**
 * Installs pinned packages into a Python environment of their own below node_modules/.cache, once.
 * @param packages as pip takes them, such as `scipy==1.15.3`
 * @returns the interpreter
 */
export function pythonWith(packages: readonly string[]): string {
  const versions = [...packages].sort().join('\n');
  const folder = join(cache, createHash('sha256').update(versions).digest('hex').slice(0, 16));
  const python = join(folder, 'bin', 'python');
  const stamp = join(folder, 'versions.txt');
  // Written last: what is half installed is installed again.
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === versions) return python;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'] };
  execFileSync('python3', ['-m', 'venv', folder], quiet);
  execFileSync(
    python,
    ['-m', 'pip', 'install', '--quiet', '--no-compile', '--disable-pip-version-check', ...packages],
    quiet,
  );
  writeFileSync(stamp, versions);
  return python;
}

/** A script beside the sources. */
export const peerScript = (name: string): string => join(repositoryRoot, 'bench', 'src', 'peers', name);

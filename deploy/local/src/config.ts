import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hostEnvironment } from './environment.js';

/** Folder of this package, the same from `src/` and from `dist/`. */
export const packageRoot = join(import.meta.dirname, '..');

/** Root of the repository: the nearest folder above with the workspace lock file. */
export function findRepositoryRoot(from: string = packageRoot): string {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package-lock.json'))) return folder;
  }
  return join(packageRoot, '..', '..');
}

/** The one place where this package reads the environment. */
export const host = Object.freeze({ environment: Object.freeze(hostEnvironment(process.env)) });

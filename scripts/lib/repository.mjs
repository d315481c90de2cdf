import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** @param {string} file relative to the root */
export function readJson(file) {
  return JSON.parse(readFileSync(join(root, file), 'utf8'));
}

/** @typedef {{ name: string, folder: string, scripts: Record<string, string> }} Workspace */

/** @returns {Workspace[]} every workspace, ordered by folder */
export function workspaces() {
  return readJson('package.json')
    .workspaces.flatMap(foldersOf)
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .sort()
    .map((folder) => {
      const { name, scripts = {} } = readJson(`${folder}/package.json`);
      return { name, folder, scripts };
    });
}

/** `packages/*` → the folders in `packages`; anything else is a folder itself. */
function foldersOf(pattern) {
  const [parent, all] = pattern.split('/*');
  return all === undefined ? [pattern] : readdirSync(join(root, parent)).map((folder) => `${parent}/${folder}`);
}

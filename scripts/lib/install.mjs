import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, root } from './repository.mjs';
import { run } from './run.mjs';

const INSTALLED_LOCK = 'node_modules/.package-lock.json';

/**
 * Installs the dependencies when they are missing or not those of the lock file.
 * @returns {boolean} false when the installation failed
 */
export function installIfNeeded() {
  if (isCurrent()) return true;
  process.stdout.write('── installing dependencies (npm ci), about a minute the first time\n');
  return run('npm', ['ci', '--no-audit', '--no-fund']) === 0;
}

/** True when every package of the lock file is installed in its version; optional ones of other platforms may be absent. */
function isCurrent() {
  if (!existsSync(join(root, INSTALLED_LOCK))) return false;
  const installed = readJson(INSTALLED_LOCK).packages;
  return Object.entries(readJson('package-lock.json').packages).every(([place, entry]) => {
    if (place === '') return true;
    if (!installed[place]) return entry.optional === true;
    return installed[place].version === entry.version;
  });
}

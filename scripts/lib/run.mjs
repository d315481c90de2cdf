import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { root } from './repository.mjs';

/** The caller's environment with the project's own programs, Node 24 among them, first on the PATH. */
const environment = {
  ...process.env,
  PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
};

/**
 * Runs a program in sight of the user, without input.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ folder?: string, timeoutMs?: number }} [options] folder relative to the root
 * @returns {number} exit code; 1 when the program could not be run or took too long
 */
export function run(command, args, { folder = '.', timeoutMs } = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: join(root, folder),
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: timeoutMs,
  });
  if (error) process.stderr.write(`${command}: ${error.message}\n`);
  return status ?? 1;
}

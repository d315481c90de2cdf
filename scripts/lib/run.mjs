import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { root } from './repository.mjs';

/** The caller's environment with the project's own programs, Node 24 among them, first on the PATH. */
export const environment = {
  ...process.env,
  PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
};

/**
 * Runs a program in sight of the user, without input.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ folder?: string, timeoutMs?: number, quietStdout?: boolean }} [options] folder relative to the root;
 *   `quietStdout` sends standard output to standard error, so that a caller's own output stays clean
 * @returns {number} exit code; 1 when the program could not be run or took too long
 */
export function run(command, args, { folder = '.', timeoutMs, quietStdout = false } = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: join(root, folder),
    env: environment,
    stdio: ['ignore', quietStdout ? process.stderr : 'inherit', 'inherit'],
    timeout: timeoutMs,
  });
  if (error) process.stderr.write(`${command}: ${error.message}\n`);
  return status ?? 1;
}

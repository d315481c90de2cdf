import { spawnSync } from 'node:child_process';
import { root } from './repository.mjs';

/**
 * Runs a program in the root of the repository; ends this one, with that one's output, when it fails.
 * @param {string} what for the message
 * @param {string} command @param {string[]} args
 * @returns {string} what it wrote to standard output
 */
export function must(what, command, args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', cwd: root });
  if (status !== 0) fail(`${what} failed`, `${error?.message ?? ''}${stdout ?? ''}${stderr ?? ''}`);
  return stdout;
}

/** Ends this program with a message and its explanation. */
export function fail(what, why) {
  process.stderr.write(`${what}\n${why.trimEnd()}\n`);
  process.exit(1);
}

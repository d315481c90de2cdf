import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, root } from './repository.mjs';

const SUMMARY = '.suite.json';
const RUNS = '.turbo/runs';

/** Removes the traces of earlier runs, so that nothing old is counted. */
export function forgetEarlierRuns(workspaces) {
  for (const { folder } of workspaces) rmSync(join(root, folder, SUMMARY), { force: true });
  rmSync(join(root, RUNS), { recursive: true, force: true });
}

/** Tasks of the last turbo runs: `<package>#<task>` → exit code and whether every result of it came from the cache. */
export function turboTasks() {
  const found = new Map();
  if (!existsSync(join(root, RUNS))) return found;
  for (const { taskId, execution, cache } of readdirSync(join(root, RUNS)).flatMap(
    (file) => readJson(`${RUNS}/${file}`).tasks,
  )) {
    const before = found.get(taskId);
    // A build that one run has made is in the cache of the next.
    found.set(taskId, {
      exitCode: before?.exitCode || (execution?.exitCode ?? null),
      cached: cache.status === 'HIT' && (before?.cached ?? true),
    });
  }
  return found;
}

/**
 * A step that turbo ran as one or more tasks.
 * @param {string} name
 * @param {ReturnType<typeof turboTasks>} tasks
 * @param {{ pattern: RegExp, exitCode: number }} run which tasks, and how turbo itself ended
 * @returns {import('./closing.mjs').Step}
 */
export function stepOf(name, tasks, { pattern, exitCode }) {
  const own = [...tasks].filter(([id]) => pattern.test(id)).map(([, task]) => task);
  const failed = own.filter((task) => task.exitCode !== 0).length;
  return {
    name,
    failed: exitCode === 0 && own.length > 0 ? failed : Math.max(1, failed),
    cached: own.length > 0 && own.every(({ cached }) => cached),
  };
}

/**
 * The suite of a workspace after it ran.
 * @returns {import('./closing.mjs').Suite}
 */
export function suiteOf({ folder }, { exitCode, cached }) {
  const file = `${folder}/${SUMMARY}`;
  return {
    name: folder,
    hasTests: hasTests(join(root, folder, 'src')),
    cached,
    exitCode,
    summary: existsSync(join(root, file)) ? readJson(file) : null,
  };
}

function hasTests(folder) {
  return existsSync(folder) && readdirSync(folder, { recursive: true }).some((file) => file.endsWith('.spec.ts'));
}

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

/** Tasks of the last turbo run: `<package>#<task>` → exit code and whether the result came from the cache. */
export function turboTasks() {
  if (!existsSync(join(root, RUNS))) return new Map();
  const tasks = readdirSync(join(root, RUNS)).flatMap((file) => readJson(`${RUNS}/${file}`).tasks);
  return new Map(
    tasks.map((task) => [
      task.taskId,
      { exitCode: task.execution?.exitCode ?? null, cached: task.cache.status === 'HIT' },
    ]),
  );
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

// `npm test`: everything that must hold before a change is merged, in the order of what fails fastest.
// Lint, types and unit tests are cached by turbo; contract and end-to-end tests run every time, one after the other.
import { closing } from './lib/closing.mjs';
import { installIfNeeded } from './lib/install.mjs';
import { requirePrerequisites } from './lib/prerequisites.mjs';
import { workspaces } from './lib/repository.mjs';
import { run } from './lib/run.mjs';
import { forgetEarlierRuns, stepOf, suiteOf, turboTasks } from './lib/suites.mjs';

/** Suites against the embedded stack: never cached. */
const STACK_SUITES = ['test/contract', 'test/e2e', 'test/browser'];
/** Several times what the longest takes on a quiet machine: only a suite that hangs gets here. */
const STACK_SUITE_TIMEOUT_MS = 30 * 60_000;
const STEPS = 6;

let step = 0;
const announce = (text) => process.stdout.write(`\n── ${++step}/${STEPS} ${text}\n`);

requirePrerequisites();
if (!installIfNeeded()) {
  process.stderr.write('npm ci failed; see above\n');
  process.exit(1);
}
const all = workspaces().filter((workspace) => workspace.scripts.test);
const isStackSuite = (workspace) => STACK_SUITES.includes(workspace.folder);
forgetEarlierRuns(all);

announce('schemas agree with the contracts');
const contractsBuilt =
  run('turbo', ['run', 'build', '--filter=@stellwerk/contracts', '--output-logs=errors-only']) === 0;
const schemasHold = contractsBuilt && run('node', ['packages/contracts/dist/generate/main.js', '--check']) === 0;

announce('lint and format');
const summarize = ['--continue=always', '--concurrency=2', '--summarize'];
const turbo = (...args) => run('turbo', ['run', ...args, ...summarize]);
const lintExit = turbo('lint', '--filter=//');

announce('build, types and unit tests');
const withoutStackSuites = all.filter(isStackSuite).map((workspace) => `--filter=!${workspace.name}`);
const buildExit = turbo('build', 'typecheck', '--output-logs=errors-only');
turbo('test', ...withoutStackSuites);
const tasks = turboTasks();

const stackSuites = all.filter(isStackSuite).map((workspace) => {
  announce(`${workspace.folder} against the embedded stack`);
  const jest = ['../../scripts/jest.mjs', '--runInBand'];
  const exitCode = run('node', jest, { folder: workspace.folder, timeoutMs: STACK_SUITE_TIMEOUT_MS });
  return suiteOf(workspace, { exitCode, cached: false });
});
const unitSuites = all
  .filter((workspace) => !isStackSuite(workspace))
  .map((workspace) => suiteOf(workspace, tasks.get(`${workspace.name}#test`) ?? { exitCode: null, cached: false }));

const { text, failed } = closing(
  [
    { name: 'schemas', failed: schemasHold ? 0 : 1 },
    stepOf('lint', tasks, { pattern: /#lint$/, exitCode: lintExit }),
    stepOf('build and types', tasks, { pattern: /#(build|typecheck)$/, exitCode: buildExit }),
  ],
  [...unitSuites, ...stackSuites],
);
process.stdout.write(`\n${text}\n`);
process.exitCode = failed === 0 ? 0 : 1;

/**
 * @typedef {object} Suite the tests of one workspace
 * @property {string} name
 * @property {boolean} hasTests whether the workspace has test files
 * @property {boolean} cached whether turbo restored the result
 * @property {number | null} exitCode null when the suite did not run
 * @property {Summary | null} summary what the suite's reporter wrote
 *
 * @typedef {object} Summary
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string[]} [skippedTests] names
 *
 * @typedef {object} Step a check beside the tests: lint, types, schemas
 * @property {string} name
 * @property {number} failed
 * @property {boolean} [cached] whether turbo restored every result of it
 */

/**
 * The last lines of a test run: a table of suites, what was skipped, and the closing line.
 * A suite that has tests but left no summary counts as failed, and so does one that ended badly with no failed test.
 *
 * @param {readonly Step[]} steps
 * @param {readonly Suite[]} suites
 * @returns {{ text: string, failed: number }}
 */
export function closing(steps, suites) {
  const rows = suites.map(rowOf);
  const failedSteps = steps.reduce((sum, step) => sum + step.failed, 0);
  const total = (column) => rows.reduce((sum, row) => sum + row[column], 0);
  const [passed, failed, skipped] = [total('passed'), total('failed') + failedSteps, total('skipped')];
  const skippedTests = suites.flatMap((suite) =>
    (suite.summary?.skippedTests ?? []).map((test) => `  skipped  ${suite.name}: ${test}`),
  );
  const lines = [
    ...steps.map(
      ({ name, failed, cached }) => `  ${name}: ${failed > 0 ? `${failed} failed` : 'ok'}${cached ? ', cached' : ''}`,
    ),
    '',
    ...table(rows),
    ...(skippedTests.length > 0 ? ['', ...skippedTests] : []),
    '',
    `${passed} passed, ${failed} failed, ${skipped} skipped`,
  ];
  return { text: lines.join('\n'), failed };
}

/** @param {Suite} suite */
function rowOf({ name, hasTests, cached, exitCode, summary }) {
  const row = { name, passed: 0, failed: 0, skipped: 0, note: '' };
  if (!hasTests) return { ...row, note: 'no tests' };
  if (!summary) return { ...row, failed: 1, note: exitCode === null ? 'did not run' : 'wrote no summary' };
  const { passed, failed, skipped } = summary;
  const counted = { ...row, passed, failed, skipped, note: cached ? 'cached' : '' };
  if (exitCode !== 0 && failed === 0) return { ...counted, failed: 1, note: `ended with exit code ${exitCode}` };
  return passed + failed === 0 ? { ...counted, note: 'executed no test' } : counted;
}

function table(rows) {
  const width = Math.max(...rows.map((row) => row.name.length), 'suite'.length);
  const line = (name, passed, failed, skipped, note) =>
    `  ${name.padEnd(width)}  ${passed.padStart(6)}  ${failed.padStart(6)}  ${skipped.padStart(7)}  ${note}`.trimEnd();
  return [
    line('suite', 'passed', 'failed', 'skipped', ''),
    ...rows.map((row) => line(row.name, String(row.passed), String(row.failed), String(row.skipped), row.note)),
  ];
}

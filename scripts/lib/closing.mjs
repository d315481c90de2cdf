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
 * @property {string[]} [failedTests] files and names
 * @property {number} [seconds] how long the suite took when it ran
 *
 * @typedef {object} Step a check beside the tests: lint, types, schemas
 * @property {string} name
 * @property {number} failed
 * @property {boolean} [cached] whether turbo restored every result of it
 */

/**
 * The last lines of a test run: a table of suites, what was skipped, what failed, and the closing line.
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
  const named = (word, list) =>
    suites.flatMap((suite) => (suite.summary?.[list] ?? []).map((test) => `  ${word}  ${suite.name}: ${test}`));
  const skippedTests = named('skipped', 'skippedTests');
  // Last, because of a long output the end is what is kept.
  const failedTests = named('failed', 'failedTests');
  const lines = [
    ...steps.map(
      ({ name, failed, cached }) => `  ${name}: ${failed > 0 ? `${failed} failed` : 'ok'}${cached ? ', cached' : ''}`,
    ),
    '',
    ...table(rows),
    ...(skippedTests.length > 0 ? ['', ...skippedTests] : []),
    ...(failedTests.length > 0 ? ['', ...failedTests] : []),
    '',
    `${passed} passed, ${failed} failed, ${skipped} skipped`,
  ];
  return { text: lines.join('\n'), failed };
}

/** @param {Suite} suite */
function rowOf({ name, hasTests, cached, exitCode, summary }) {
  const row = { name, passed: 0, failed: 0, skipped: 0, seconds: summary?.seconds ?? 0, note: '' };
  if (!hasTests) return { ...row, note: 'no tests' };
  if (!summary) return { ...row, failed: 1, note: exitCode === null ? 'did not run' : 'wrote no summary' };
  const { passed, failed, skipped } = summary;
  const counted = { ...row, passed, failed, skipped, note: cached ? 'cached' : '' };
  if (exitCode !== 0 && failed === 0) return { ...counted, failed: 1, note: `ended with exit code ${exitCode}` };
  return passed + failed === 0 ? { ...counted, note: 'executed no test' } : counted;
}

function table(rows) {
  const width = Math.max(...rows.map((row) => row.name.length), 'suite'.length);
  const columns = ['passed', 'failed', 'skipped', 'seconds'];
  const line = (name, cells, note) =>
    `  ${name.padEnd(width)}  ${cells.map((cell, at) => String(cell).padStart(columns[at].length)).join('  ')}  ${note}`.trimEnd();
  return [
    line('suite', columns, ''),
    ...rows.map((row) =>
      line(
        row.name,
        columns.map((column) => row[column]),
        row.note,
      ),
    ),
  ];
}

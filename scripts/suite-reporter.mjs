// Writes `.suite.json` beside the suite's package.json: the figures that `npm test` sums into its closing line.
// As a turbo output the file is restored with a cached run, so cached suites count too.
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A suite that still lives so long after its last test has left a timer, a socket or a process behind. */
const EXIT_LIMIT_MS = 10_000;

export default class SuiteReporter {
  onRunComplete(_contexts, results) {
    const failedToRun = results.testResults.filter((suite) => suite.testExecError).length;
    const summary = {
      passed: results.numPassedTests,
      failed: results.numFailedTests + failedToRun,
      skipped: results.numPendingTests + results.numTodoTests,
      skippedTests: results.testResults.flatMap((suite) =>
        suite.testResults.filter(isSkipped).map((test) => test.fullName),
      ),
      failedTests: results.testResults.flatMap(failuresOf),
      ranAt: new Date(results.startTime).toISOString(),
      seconds: Math.round((Date.now() - results.startTime) / 1_000),
    };
    writeFileSync(join(process.cwd(), '.suite.json'), `${JSON.stringify(summary)}\n`);
    if (!results.wasInterrupted) setTimeout(endHangingSuite, EXIT_LIMIT_MS).unref();
  }
}

function failuresOf({ testFilePath, testExecError, testResults }) {
  const file = relative(process.cwd(), testFilePath);
  const failed = testResults.filter((test) => test.status === 'failed').map((test) => `${file}: ${test.fullName}`);
  return testExecError ? [`${file} did not run`, ...failed] : failed;
}

const isSkipped = (test) => test.status === 'pending' || test.status === 'todo';

/** The timer is not waited for, so this only runs in a process that something else keeps alive. */
function endHangingSuite() {
  const kept = [...new Set(process.getActiveResourcesInfo())].join(', ');
  process.stderr.write(`the tests ended ${EXIT_LIMIT_MS / 1000} s ago, but something still runs: ${kept}\n`);
  process.exit(1);
}

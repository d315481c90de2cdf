// Writes `.suite.json` beside the suite's package.json: the figures that `npm test` sums into its closing line.
// As a turbo output the file is restored with a cached run, so cached suites count too.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export default class SuiteReporter {
  onRunComplete(_contexts, results) {
    const failedToRun = results.testResults.filter((suite) => suite.testExecError).length;
    const summary = {
      passed: results.numPassedTests,
      failed: results.numFailedTests + failedToRun,
      skipped: results.numPendingTests + results.numTodoTests,
      ranAt: new Date(results.startTime).toISOString(),
    };
    writeFileSync(join(process.cwd(), '.suite.json'), `${JSON.stringify(summary)}\n`);
  }
}

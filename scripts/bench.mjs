// `npm run bench`: builds what changed, then measures. See `npm run bench -- --help`.
import { installIfNeeded } from './lib/install.mjs';
import { requirePrerequisites } from './lib/prerequisites.mjs';
import { run } from './lib/run.mjs';

requirePrerequisites();
const built =
  installIfNeeded() && run('turbo', ['run', 'build', '--output-logs=errors-only'], { quietStdout: true }) === 0;
process.exitCode = built ? run('node', ['bench/dist/main.js', ...process.argv.slice(2)]) : 1;

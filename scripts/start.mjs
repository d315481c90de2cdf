// `npm start`: `stellwerk up` on a fresh clone. Installs and builds what is missing; options after `--` go to `up`.
import { spawn } from 'node:child_process';
import { installIfNeeded } from './lib/install.mjs';
import { requirePrerequisites } from './lib/prerequisites.mjs';
import { root } from './lib/repository.mjs';
import { environment, run } from './lib/run.mjs';

requirePrerequisites();
const built = installIfNeeded() && run('turbo', ['run', 'build', '--output-logs=errors-only']) === 0;
if (!built) {
  process.stderr.write('the platform could not be built; see above\n');
  process.exit(1);
}
const command = ['packages/cli/bin/stellwerk.js', 'up', ...process.argv.slice(2)];
const child = spawn('node', command, { cwd: root, env: environment, stdio: 'inherit' });
// The terminal sends Ctrl-C to both; the stack needs a moment for its clean stop, and this process must not leave before it.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  process.stderr.write(`node: ${error.message}\n`);
  process.exitCode = 1;
});
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});

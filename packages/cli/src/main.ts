import { fileURLToPath } from 'node:url';
import { UnavailableError } from '@stellwerk/bus';
import { StellwerkError } from '@stellwerk/contracts';
import { CommanderError } from 'commander';
import { readEnvironment } from './config.js';
import { errors } from './errors.js';
import { createProgram } from './program.js';

const stop = new AbortController();
// `stellwerk up` has its own handling; a second signal ends the process in any case.
process.once('SIGINT', () => stop.abort());
// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const program = createProgram(
  {
    environment: readEnvironment(),
    input: process.stdin,
    write: (line) => process.stdout.write(`${line}\n`),
    writeBytes: (bytes) =>
      new Promise((resolve, reject) => process.stdout.write(bytes, (error) => (error ? reject(error) : resolve()))),
    report: (line) => process.stderr.write(`${line}\n`),
    now: () => new Date(),
    signal: stop.signal,
  },
  fileURLToPath(import.meta.url),
);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode;
  else {
    process.exitCode = stop.signal.aborted ? 130 : 1;
    if (!stop.signal.aborted) process.stderr.write(`${describe(error)}\n`);
  }
}
// The command is done; a connection to a broker that was killed may be left open, and would keep the process for minutes.
await Promise.all([process.stdout, process.stderr].map(written));
process.exit();

/** Resolves when everything before it has been passed on. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}

function describe(error: unknown): string {
  if (error instanceof StellwerkError) return `${error.code}: ${error.message}\n  ${error.fix}`;
  if (error instanceof UnavailableError)
    return describe(new StellwerkError(errors.UNAVAILABLE, { resource: error.resource }, { cause: error }));
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

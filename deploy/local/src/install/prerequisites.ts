import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { StellwerkError } from '@stellwerk/contracts';
import { host } from '../config.js';
import type { Environment } from '../environment.js';
import { errors } from '../errors.js';

const run = promisify(execFile);

const REQUIRED_NODE = 24;
const REQUIRED_JAVA = 17;

/** @throws LOC_PREREQUISITE_MISSING when this process runs on too old a Node. */
export function requireNode(version: string = process.versions.node): void {
  if (Number.parseInt(version, 10) >= REQUIRED_NODE) return;
  throw missing(
    `Node ${REQUIRED_NODE}`,
    `this is Node ${version}`,
    'start through npm ("npm start", "npx stellwerk"), which brings its own Node',
  );
}

/** @throws LOC_PREREQUISITE_MISSING without a Java of the required version on the PATH. */
export async function requireJava(environment: Environment = host.environment): Promise<void> {
  const remedy = `install a Java runtime of version ${REQUIRED_JAVA} or later and put "java" on the PATH`;
  const text = await output('java', ['-version'], environment);
  if (text === undefined) throw missing(`Java ${REQUIRED_JAVA}`, 'no "java" on the PATH', remedy);
  const version = javaMajor(text);
  if (version === undefined || version < REQUIRED_JAVA) {
    throw missing(`Java ${REQUIRED_JAVA}`, `"java" is version ${version ?? 'unknown'}`, remedy);
  }
}

/** @throws LOC_PREREQUISITE_MISSING without Maven on the PATH. */
export async function requireMaven(environment: Environment = host.environment): Promise<void> {
  if ((await output('mvn', ['--version'], environment)) !== undefined) return;
  throw missing('Maven', 'no "mvn" on the PATH', 'install Maven 3.6 or later and put "mvn" on the PATH');
}

/** Major version out of the text of `java -version`; `1.8.0` counts as 8. */
export function javaMajor(text: string): number | undefined {
  const found = /version "(?:1\.)?(\d+)/.exec(text);
  return found ? Number(found[1]) : undefined;
}

function missing(name: string, found: string, remedy: string): StellwerkError {
  return new StellwerkError(errors.PREREQUISITE_MISSING, { name, found, remedy });
}

/** Everything the program printed, or undefined when it cannot be run. */
async function output(command: string, args: readonly string[], env: Environment): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await run(command, args, { env });
    return `${stdout}\n${stderr}`;
  } catch {
    return undefined;
  }
}

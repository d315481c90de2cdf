import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { StellwerkError } from '@stellwerk/contracts';
import { host } from '../config.js';
import type { Environment } from '../environment.js';
import { errors } from '../errors.js';

const run = promisify(execFile);

const REQUIRED_NODE = 24;
const REQUIRED_JAVA = 17;
const REQUIRED_PYTHON = { major: 3, minor: 10 };

/** Names under which systems install Python 3. */
const PYTHON_NAMES = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];

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

/**
 * The path of a Python that is new enough: the first that is found under the usual names.
 *
 * @throws LOC_PREREQUISITE_MISSING without one on the PATH.
 */
export async function requirePython(environment: Environment = host.environment): Promise<string> {
  let newest: string | undefined;
  for (const name of PYTHON_NAMES) {
    const text = await output(name, ['-c', 'import sys; print(*sys.version_info[:2], sys.executable)'], environment);
    const [, major, minor, path] = /^(\d+) (\d+) (.+)$/m.exec(text ?? '') ?? [];
    if (path === undefined) continue;
    if (Number(major) === REQUIRED_PYTHON.major && Number(minor) >= REQUIRED_PYTHON.minor) return path;
    newest ??= `"${name}" is version ${major}.${minor}`;
  }
  const version = `Python ${REQUIRED_PYTHON.major}.${REQUIRED_PYTHON.minor}`;
  const remedy = `install ${version} or later, with its module "venv", and put "python3" on the PATH`;
  throw missing(version, newest ?? 'no "python3" on the PATH', remedy);
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

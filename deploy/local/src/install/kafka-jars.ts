import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { StellwerkError } from '@stellwerk/contracts';
import { host, packageRoot } from '../config.js';
import type { Environment } from '../environment.js';
import { errors } from '../errors.js';
import { moveIntoPlace } from './move-into-place.js';
import { requireMaven } from './prerequisites.js';

const run = promisify(execFile);

export const KAFKA_VERSION = '4.3.0';

/** File names and SHA-256 of every jar, as committed; its copy in the cache marks a finished download. */
const CHECKSUMS = 'jars.sha256';

export interface InstallOptions {
  readonly folder: string;
  readonly onProgress: (message: string) => void;
  /** Ends a download that is under way. */
  readonly signal?: AbortSignal;
  /** Where `mvn` is looked for; default: the caller's PATH. */
  readonly environment?: Environment;
}

/** The cache lies in `node_modules`, so that removing that folder is as good as a fresh clone. */
export function kafkaCacheFolder(root: string): string {
  return join(root, 'node_modules', '.cache', 'stellwerk', `kafka-${KAFKA_VERSION}`);
}

/**
 * Makes sure that the broker's jars are in `folder`: downloads them with Maven on the first call, checks each against its
 * committed checksum, and moves the finished folder into place. Later calls only look at names.
 */
export async function installKafka(options: InstallOptions): Promise<void> {
  const { folder, onProgress, environment = host.environment } = options;
  const committed = join(packageRoot, 'kafka', CHECKSUMS);
  const expected = parseChecksums(await readFile(committed, 'utf8'));
  if (await isComplete(folder, expected)) return;
  await requireMaven(environment);
  onProgress(`downloading Apache Kafka ${KAFKA_VERSION} (${expected.size} jars, 44 MB, once)`);
  await mkdir(dirname(folder), { recursive: true });
  const draft = await mkdtemp(`${folder}.new-`);
  try {
    await download(draft, { ...options, environment });
    for (const [file, sha256] of expected) await verify(join(draft, file), sha256);
    await copyFile(committed, join(draft, CHECKSUMS));
    await moveIntoPlace(draft, folder, (found) => isComplete(found, expected));
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** `<sha256>  <file>` per line, as `sha256sum` prints it. */
export function parseChecksums(text: string): Map<string, string> {
  const rows = text.split('\n').filter((line) => line.trim() !== '');
  return new Map(
    rows.map((line) => {
      const [sha256, file] = line.split(/\s+/);
      if (!sha256 || !file) throw new Error(`not a checksum line: ${line}`);
      return [file, sha256];
    }),
  );
}

async function isComplete(folder: string, expected: ReadonlyMap<string, string>): Promise<boolean> {
  if (!existsSync(join(folder, CHECKSUMS))) return false;
  const found = parseChecksums(await readFile(join(folder, CHECKSUMS), 'utf8'));
  return [...expected].every(([file, sha256]) => found.get(file) === sha256 && existsSync(join(folder, file)));
}

async function download(
  into: string,
  { onProgress, signal, environment }: InstallOptions & { environment: Environment },
): Promise<void> {
  const pom = join(packageRoot, 'kafka', 'pom.xml');
  const args = ['--batch-mode', '--quiet', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${into}`];
  const started = performance.now();
  const ticker = setInterval(() => {
    onProgress(`downloading Apache Kafka ${KAFKA_VERSION}: ${Math.round((performance.now() - started) / 1_000)} s`);
  }, 5_000);
  try {
    await run('mvn', [...args, '-DincludeScope=runtime'], {
      env: environment,
      maxBuffer: 16 * 1024 * 1024,
      signal,
    });
  } catch (error) {
    const { stdout = '', message } = error as Error & { stdout?: string };
    const reason = /\[ERROR\] (.*)/.exec(stdout)?.[1] ?? message.split('\n')[0] ?? 'unknown';
    throw new StellwerkError(
      errors.DOWNLOAD_FAILED,
      { what: `Apache Kafka ${KAFKA_VERSION}`, reason },
      { cause: error },
    );
  } finally {
    clearInterval(ticker);
  }
}

async function verify(file: string, sha256: string): Promise<void> {
  const hash = createHash('sha256');
  if (existsSync(file)) await pipeline(createReadStream(file), hash);
  if (hash.digest('hex') !== sha256)
    throw new StellwerkError(errors.CHECKSUM_MISMATCH, { file, folder: dirname(file) });
}

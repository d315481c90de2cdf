import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalBlobs } from './local-blobs.js';
import { describeBlobStore, listed } from './testing/blob-contract.js';

describe('files in a folder', () => {
  let folder: string;
  const open = () => new LocalBlobs(join(folder, 'deep', 'blobs'), 1_000);
  const bytes = new TextEncoder().encode('hello');
  const fileOf = (address: string) => join(folder, 'deep', 'blobs', 'demo', address.slice(0, 2), address);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'blobs-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  describeBlobStore(async () => open());

  it('are for their owner alone, and outlive the store', async () => {
    const address = await open().put('demo', bytes);
    expect(statSync(fileOf(address)).mode & 0o777).toBe(0o600);
    expect(Buffer.from((await open().get('demo', address)) ?? []).toString()).toBe('hello');
  });

  it('are never given out damaged, and are mended by the same bytes', async () => {
    const address = await open().put('demo', bytes);
    for (const damage of ['hellx', 'hel', '']) {
      writeFileSync(fileOf(address), damage);
      await expect(open().get('demo', address)).rejects.toMatchObject({ code: 'BLB_DAMAGED', details: { address } });
      await open().put('demo', bytes);
      expect(readFileSync(fileOf(address), 'utf8')).toBe('hello');
    }
  });

  it('take the drafts of a killed process with them', async () => {
    const address = await open().put('demo', bytes);
    writeFileSync(`${fileOf(address)}.0a.draft`, 'hel');
    expect(await listed(open(), 'demo')).toEqual([address]);
    await open().remove('demo', address);
    expect(readdirSync(join(fileOf(address), '..'))).toEqual([]);
  });

  it('leave no draft behind where the name is taken by a folder', async () => {
    const address = await open().put('demo', bytes);
    rmSync(fileOf(address));
    mkdirSync(join(fileOf(address), 'inner'), { recursive: true });
    await expect(open().put('demo', bytes)).rejects.toMatchObject({
      code: 'BLB_UNAVAILABLE',
      entry: { retry: 'after' },
    });
    expect(readdirSync(join(fileOf(address), '..'))).toEqual([address]);
  });

  it('are unavailable where their folder cannot be made, and say so without its name', async () => {
    writeFileSync(join(folder, 'deep'), '');
    await expect(open().put('demo', bytes)).rejects.toMatchObject({
      code: 'BLB_UNAVAILABLE',
      message: 'files cannot be stored now (ENOTDIR)',
    });
  });
});

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressOf, LocalBlobs } from './local-blobs.js';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('blobs in a folder', () => {
  let folder: string;
  let blobs: LocalBlobs;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'blobs-'));
    blobs = new LocalBlobs(folder);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const files = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

  it('are found by their content, also by another process', async () => {
    const address = await blobs.put('demo', bytes('Straße'));
    expect(address).toBe(addressOf(bytes('Straße')));
    expect(Buffer.from((await new LocalBlobs(folder).get('demo', address)) ?? []).toString()).toBe('Straße');
  });

  it('are written once, however often and at however many places at once they are put', async () => {
    const put = () => blobs.put('demo', bytes('same'));
    const addresses = await Promise.all([put(), put(), put()]);
    expect([new Set(addresses).size, files().length]).toEqual([1, 1]);
  });

  it('belong to their tenant', async () => {
    const address = await blobs.put('demo', bytes('text'));
    expect(await blobs.get('other', address)).toBeUndefined();
    await blobs.remove('other', address);
    expect(await blobs.get('demo', address)).toBeDefined();
  });

  it('are gone when they are removed, and may be removed again', async () => {
    const address = await blobs.put('demo', bytes('text'));
    await blobs.remove('demo', address);
    await blobs.remove('demo', address);
    expect([await blobs.get('demo', address), files()]).toEqual([undefined, []]);
  });

  it('are refused when the disk changed them', async () => {
    const address = await blobs.put('demo', bytes('text'));
    writeFileSync(join(folder, 'demo', address.slice(0, 2), address), 'other');
    await expect(blobs.get('demo', address)).rejects.toMatchObject({ code: 'BLB_DAMAGED' });
  });

  it.each([
    ['tenant', '../demo', 'a'.repeat(64)],
    ['address', 'demo', '../../etc/passwd'],
    ['address', 'demo', 'A'.repeat(64)],
  ])('have no place outside their folder: %s %s', async (field, tenant, address) => {
    await expect(blobs.get(tenant, address)).rejects.toMatchObject({ code: 'BLB_ADDRESS_INVALID', field });
  });

  it('tell of a disk that refuses, by its code alone', async () => {
    writeFileSync(join(folder, 'demo'), 'a file where a folder should be');
    await expect(blobs.put('demo', bytes('text'))).rejects.toMatchObject({
      code: 'BLB_UNAVAILABLE',
      message: expect.not.stringContaining(folder),
    });
  });
});

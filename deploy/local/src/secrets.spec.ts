import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOrCreateSecret } from './secrets.js';

describe('secret', () => {
  let folder: string;
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'stellwerk-secret-')), 'secrets');
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true }));

  it('is made once and stays', async () => {
    const first = await readOrCreateSecret(folder, 'a');
    expect(first).toMatch(/^[0-9a-f]{48}$/);
    expect(await readOrCreateSecret(folder, 'a')).toBe(first);
    expect(await readOrCreateSecret(folder, 'b')).not.toBe(first);
  });

  it('is for its owner alone', async () => {
    await readOrCreateSecret(folder, 'a');
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'a'))).mode & 0o777).toBe(0o600);
  });

  it('is the same for all who create it at once, and leaves no drafts', async () => {
    const values = await Promise.all(Array.from({ length: 20 }, () => readOrCreateSecret(folder, 'a')));
    expect(new Set(values).size).toBe(1);
    expect(await readdir(folder)).toEqual(['a']);
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readKey } from './start-models.js';

describe('the key of the models', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stellwerk-key-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is the content of its file', async () => {
    await writeFile(join(folder, 'key'), `${'a'.repeat(48)}\n`);
    expect(await readKey(join(folder, 'key'))).toBe('a'.repeat(48));
  });

  it.each([
    ['is missing', undefined],
    ['is empty', ''],
    ['is short', `${'a'.repeat(31)}\n`],
  ])('is refused where it %s', async (title, content) => {
    const file = join(folder, title);
    if (content !== undefined) await writeFile(file, content);
    await expect(readKey(file)).rejects.toMatchObject({ code: 'EMB_KEY_FILE_INVALID' });
  });
});

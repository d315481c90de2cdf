import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { moveIntoPlace } from './move-into-place.js';

describe('moving an installation into place', () => {
  let root: string;
  let folder: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'stellwerk-place-'));
    folder = join(root, 'place');
  });
  afterEach(() => rm(root, { recursive: true }));

  const isComplete = (at: string) => existsSync(join(at, 'mark'));
  const draftOf = async (author: string) => {
    const draft = await mkdtemp(`${folder}.new-`);
    await writeFile(join(draft, 'mark'), author);
    return draft;
  };
  const author = () => readFile(join(folder, 'mark'), 'utf8');

  it('leaves the one who came first, and nothing of the second', async () => {
    await moveIntoPlace(await draftOf('first'), folder, isComplete);
    await moveIntoPlace(await draftOf('second'), folder, isComplete);
    expect(await author()).toBe('first');
    expect(await readdir(root)).toEqual(['place']);
  });

  it('takes the place of a damaged one', async () => {
    await mkdir(folder);
    await writeFile(join(folder, 'half'), '');
    await moveIntoPlace(await draftOf('new'), folder, isComplete);
    expect(await readdir(folder)).toEqual(['mark']);
    expect(await readdir(root)).toEqual(['place']);
  });

  it('keeps a finished one that came between the look and the move', async () => {
    await mkdir(folder);
    await writeFile(join(folder, 'half'), '');
    let looks = 0;
    await moveIntoPlace(await draftOf('late'), folder, async (at) => {
      const result = isComplete(at);
      looks += 1;
      if (looks === 1) await moveIntoPlace(await draftOf('early'), folder, isComplete);
      return result;
    });
    expect(await author()).toBe('early');
    expect(await readdir(root)).toEqual(['place']);
  });

  it('goes well in many at once, over a damaged one', async () => {
    await mkdir(folder);
    await writeFile(join(folder, 'half'), '');
    const drafts = await Promise.all(Array.from({ length: 8 }, (_, at) => draftOf(String(at))));
    await Promise.all(drafts.map((draft) => moveIntoPlace(draft, folder, isComplete)));
    expect(isComplete(folder)).toBe(true);
    expect(await readdir(root)).toEqual(['place']);
  });
});

import { mkdtemp, rename, rm } from 'node:fs/promises';

/**
 * Moves a finished folder of the cache to where it is looked for. Of several processes that install the same at once the
 * first wins; the others find its folder, which holds the same, and theirs goes. The remains of a damaged
 * installation are put aside first, never emptied in place: a finished one may have taken their place meanwhile.
 * @param draft On the same file system; gone afterwards
 * @param isComplete Whether a folder is a finished installation
 */
export async function moveIntoPlace(
  draft: string,
  folder: string,
  isComplete: (folder: string) => Promise<boolean> | boolean,
): Promise<void> {
  try {
    if (await isMoved(draft, folder)) return;
    if (await isComplete(folder)) return;
    const aside = await mkdtemp(`${folder}.old-`);
    try {
      await isMoved(folder, aside);
      // Between the look and the move another process may have put a finished one there: whoever comes first stays.
      const mine = (await isComplete(aside)) ? aside : draft;
      if (!(await isMoved(mine, folder)) && !(await isComplete(folder))) {
        throw new Error(`${folder} is filled by something else`);
      }
    } finally {
      await rm(aside, { recursive: true, force: true });
    }
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** False where the target is taken or the source has gone to another process. */
async function isMoved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

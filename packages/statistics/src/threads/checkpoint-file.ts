import { open, readFile, rename } from 'node:fs/promises';
import { type Checkpoint, decodeCheckpoint, encodeCheckpoint } from '../sampler/checkpoint.js';

/** Replaces a checkpoint file: written beside it, forced to disk, then renamed, so that a kill leaves the old or the new one. */
export async function writeCheckpoint(path: string, checkpoint: Checkpoint): Promise<void> {
  const beside = `${path}.part`;
  const file = await open(beside, 'w');
  try {
    await file.writeFile(encodeCheckpoint(checkpoint));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
}

/**
 * @returns null where there is no such file
 * @throws NumericalError CHECKPOINT_MISMATCH where it is damaged
 */
export async function readCheckpoint(path: string): Promise<Checkpoint | null> {
  try {
    return decodeCheckpoint(await readFile(path));
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

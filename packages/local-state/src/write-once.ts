import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UnavailableError } from '@stellwerk/bus';
import { onDisk } from './on-disk.js';

/** A repair takes milliseconds; whoever holds the lock for longer is gone. */
const LOCK_EXPIRES_MS = 10_000;

/**
 * Writes a file that only its owner may read, unless it exists. Several processes may do so at once: one text stands, whole
 * or not at all, whenever a process ends and whatever the disk refuses. An empty file, which only a cut-off writer of
 * another kind can leave, counts as absent.
 * @returns whether this call wrote it
 * @throws UnavailableError
 */
export function writeOnce(file: string, text: string): boolean {
  return onDisk(() => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // A hidden name beside it: a link works only within one file system.
    const draft = join(dirname(file), `.${basename(file)}.${randomBytes(8).toString('hex')}`);
    try {
      writeDurably(draft, text);
      const isWritten = linkUnlessThere(draft, file) || replaceEmpty(draft, file);
      if (isWritten) syncFolder(dirname(file));
      return isWritten;
    } finally {
      rmSync(draft, { force: true });
    }
  });
}

function writeDurably(file: string, text: string): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    const bytes = Buffer.from(text);
    for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function linkUnlessThere(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Two repairs at once could each take their own text for the one that stands, so one at a time. */
function replaceEmpty(draft: string, file: string): boolean {
  if (statSync(file).size > 0) return false;
  const lock = `${file}.lock`;
  try {
    closeSync(openSync(lock, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (Date.now() - statSync(lock).mtimeMs > LOCK_EXPIRES_MS) rmSync(lock, { force: true });
    throw new UnavailableError('local state (a file is under repair)');
  }
  try {
    if (statSync(file).size > 0) return false;
    renameSync(draft, file);
    return true;
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Without this a power failure could take back the name of a file whose text has been used. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

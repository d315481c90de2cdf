import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { onDisk, writeOnce } from '@stellwerk/local-state';

const KEY_BYTES = 32;

/**
 * The key in a file, made on first use. Several processes may ask at once: only one creates the file, all read the same. The
 * file is whole or not there, whenever a process ends; an empty one counts as not there.
 * @throws UnavailableError for what the disk refuses; an error when the file holds no key of 256 bits
 */
export function readOrCreateKey(file: string): Buffer {
  let key = readKey(file);
  if (!key) {
    writeOnce(file, randomBytes(KEY_BYTES).toString('hex'));
    key = readKey(file);
  }
  if (!key) throw new Error(`${file} was removed while it was written`);
  return key;
}

/** The key in a file, or `null` where there is none (any more). @throws as {@link readOrCreateKey} */
export function readKey(file: string): Buffer | null {
  const text = onDisk(() => readIfThere(file));
  return text === '' ? null : parseKey(text, file);
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

function parseKey(text: string, file: string): Buffer {
  const key = Buffer.from(text.trim(), 'hex');
  if (key.length !== KEY_BYTES) throw new Error(`${file} does not hold a key of ${KEY_BYTES} bytes`);
  return key;
}

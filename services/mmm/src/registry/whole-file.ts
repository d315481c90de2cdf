import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Puts a file in place whole and on the disk: a crash leaves the former one or none, never a part. */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const next = `${file}.new`;
  const handle = await open(next, 'w', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(next, file);
  const folder = await open(dirname(file), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.env.STELLWERK_DATA_DIR ?? join(import.meta.dirname, '../../../../../shared/data');

/** Path of a public data set, or null, with a printed reason, where it is not there. */
export function publicFile(name: string): string | null {
  const file = join(folder, name);
  if (existsSync(file)) return file;
  console.warn(`skipped: ${file} is not there; set STELLWERK_DATA_DIR to the folder with the public data sets`);
  return null;
}

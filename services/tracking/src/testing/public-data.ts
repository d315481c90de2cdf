import { existsSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.env.STELLWERK_DATA_DIR ?? join(import.meta.dirname, '../../../../../shared/data');

/** Path of a public data set, and `describe` that skips with a printed reason where it is absent. */
export function publicData(file: string): { readonly path: string; readonly describeWithData: typeof describe } {
  const path = join(folder, file);
  if (existsSync(path)) return { path, describeWithData: describe };
  console.warn(`skipped: ${file} is not there; set STELLWERK_DATA_DIR to the folder with the public data sets`);
  return { path, describeWithData: describe.skip as typeof describe };
}

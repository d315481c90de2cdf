import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Result, resultSchema } from './result.js';

/** Results on file, by name. @throws when one does not fit the schema or lies under another name. */
export function readResults(folder: string): Result[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files.sort().map((file) => {
    const result = resultSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
    if (`${result.name}.json` !== file) throw new Error(`${file} holds the result of ${result.name}`);
    return result;
  });
}

/**
 * Keeps a result. A shortened run does not replace a full one.
 * @returns whether the file was written
 */
export function keepResult(folder: string, result: Result): boolean {
  const earlier = readResults(folder).find((candidate) => candidate.name === result.name);
  if (earlier?.full && !result.full) return false;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${result.name}.json`), `${JSON.stringify(result, null, 2)}\n`);
  return true;
}

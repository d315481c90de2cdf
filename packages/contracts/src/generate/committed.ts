import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Generated files as they lie in the repository. */
export interface Committed {
  readonly artefacts: ReadonlyMap<string, string>;
  readonly frozenExamples: ReadonlyMap<string, string>;
}

const ARTEFACTS = [
  'schemas/*.json',
  'schemas/control/*.json',
  'schemas/imports/*.json',
  'docs/reference/events.md',
  'docs/reference/imports.md',
];
const FROZEN_EXAMPLES = ['schemas/examples/*/*.json'];

/** What the repository holds of generated files; nothing where there are no schemas yet. */
export function readCommitted(root: string): Committed {
  return { artefacts: readFiles(root, ARTEFACTS), frozenExamples: readFiles(root, FROZEN_EXAMPLES) };
}

/** Content of a file at a git revision; `undefined` when it did not exist there. @throws when the revision is unknown. */
export function readAtRevision(root: string, revision: string, file: string): string | undefined {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' });
  const listed = git('ls-tree', '--name-only', `${revision}`, '--', file);
  return listed === '' ? undefined : git('show', `${revision}:${file}`);
}

/** Writes files by their path below `root`, with the folders that they need. */
export function writeFiles(root: string, files: ReadonlyMap<string, string>): void {
  for (const [file, content] of files) {
    const path = join(root, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}

/** Deletes files by their path below `root`. @throws where one is missing */
export function removeFiles(root: string, files: readonly string[]): void {
  for (const file of files) rmSync(join(root, file));
}

function readFiles(root: string, patterns: readonly string[]): Map<string, string> {
  if (!existsSync(join(root, 'schemas'))) return new Map();
  const files = globSync([...patterns], { cwd: root }).sort();
  return new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
}

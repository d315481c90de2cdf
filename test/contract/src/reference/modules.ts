import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Root of the repository: the nearest folder above with the workspace lock file. */
export const root = findRoot(import.meta.dirname);

function findRoot(folder: string): string {
  return existsSync(join(folder, 'package-lock.json')) ? folder : findRoot(dirname(folder));
}

/** A built module of a package or service, with the folder that it belongs to. */
export interface FoundModule {
  /** `services/tracking` */
  readonly folder: string;
  readonly exports: Readonly<Record<string, unknown>>;
}

/** Every built module of that name, so that a new package is found without being listed. */
export async function findModules(name: string): Promise<FoundModule[]> {
  const folders = ['packages', 'services'].flatMap((group) =>
    readdirSync(join(root, group)).map((folder) => `${group}/${folder}`),
  );
  const found: FoundModule[] = [];
  for (const folder of [...folders, 'deploy/local'].sort()) {
    const file = join(root, folder, 'dist', name);
    if (existsSync(file)) found.push({ folder, exports: await import(pathToFileURL(file).href) });
  }
  return found;
}

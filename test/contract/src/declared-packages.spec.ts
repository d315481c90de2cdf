import { globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from './reference/modules.js';

interface Manifest {
  readonly name: string;
  readonly workspaces?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const read = (file: string): Manifest => JSON.parse(readFileSync(join(root, file), 'utf8'));
const whole = read('package.json');
const manifests = (whole.workspaces ?? []).flatMap((pattern) => globSync(`${pattern}/package.json`, { cwd: root }));

const IMPORTS = /^(?:import|export|\}) [^'\n]*?from '([^.'][^']*)'|^import '([^.'][^']*)'|\bimport\('([^.'][^']*)'\)/gm;

/** Names of the packages that a source imports, without Node's own. */
function importedPackages(source: string): string[] {
  return [...source.matchAll(IMPORTS)].flatMap(([, ...groups]) => {
    const specifier = groups.find((group) => group !== undefined);
    if (specifier === undefined || isBuiltin(specifier)) return [];
    return specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/');
  });
}

/** npm lays packages side by side, so an import that nobody declared works until another package drops it. */
describe('packages that a workspace imports', () => {
  it.each([
    ["import { a } from '@scope/name/part';", ['@scope/name']],
    ["import {\n  a,\n} from 'name';", ['name']],
    ["import 'name/register';\nconst b = await import('yaml');", ['name', 'yaml']],
    ["import { join } from 'node:path';\nimport { c } from './c.js';", []],
  ])('are read from %j', (source, expected) => {
    expect(importedPackages(source)).toEqual(expected);
  });

  it.each(manifests)('are declared in %s', (file) => {
    const { name, dependencies, devDependencies } = read(file);
    const declared = new Set([name, ...Object.keys({ ...whole.devDependencies, ...dependencies, ...devDependencies })]);
    const sources = globSync('src/**/*.{ts,tsx}', { cwd: join(root, dirname(file)) });
    expect(sources.length).toBeGreaterThan(0);
    const undeclared = sources.flatMap((source) =>
      importedPackages(readFileSync(join(root, dirname(file), source), 'utf8'))
        .filter((used) => !declared.has(used) && !declared.has(`@types/${used}`))
        .map((used) => `${used} (${source})`),
    );
    expect(undeclared).toEqual([]);
  });
});

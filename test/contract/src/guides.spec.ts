import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { migrationsFolder } from '@stellwerk/warehouse';
import { cataloguedErrors } from './reference/errors-page.js';
import { root } from './reference/modules.js';
import { anchorsOf, linksOf, withoutPrograms } from './support/markdown.js';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const found = globSync(['README*.md', 'docs/**/*.md', '*/*/*.md', 'bench/**/README.md', 'deploy/**/README.md'], {
  cwd: root,
  exclude: ['**/node_modules/**'],
});
const pages = [...new Set(found)].sort();
const guides = pages.filter((page) => !page.startsWith(join('docs', 'reference')));

/** Variables that no service reads: of tests, benchmarks and training. */
const OTHER_VARIABLES = ['STELLWERK_DATA_DIR'];

/** All that a page says outside its programs, and that matches; each once. */
const namesIn = (page: string, pattern: RegExp): string[] => [
  ...new Set([...withoutPrograms(read(page)).matchAll(pattern)].map(([whole, part]) => part ?? whole)),
];

describe('guides and READMEs', () => {
  it.each(pages)('%s: links lead to files and headings that exist', (page) => {
    const broken = linksOf(read(page)).filter(({ path, anchor }) => {
      const target = path === '' ? page : join(dirname(page), path);
      if (!existsSync(join(root, target))) return true;
      return anchor !== undefined && statSync(join(root, target)).isFile() && !anchorsOf(read(target)).has(anchor);
    });
    expect(broken).toEqual([]);
  });

  it.each(guides)('%s: settings, errors, tables, scripts and benchmarks exist', async (page) => {
    const settings = `${read('docs/reference/configuration.md')}\n${OTHER_VARIABLES.join('\n')}`;
    const codes = new Set((await cataloguedErrors()).map(({ code }) => code));
    const prefixes = new Set([...codes].map((code) => code.slice(0, 4)));
    const ddl = globSync('*.sql', { cwd: migrationsFolder })
      .map((file) => readFileSync(join(migrationsFolder, file), 'utf8'))
      .join('\n');
    const scripts = Object.keys(JSON.parse(read('package.json')).scripts);
    const unknown = [
      ...namesIn(page, /STELLWERK_[A-Z0-9_]+/g).filter((name) => !settings.includes(name)),
      ...namesIn(page, /(?<![\w$])[A-Z]{3}_[A-Z_]*[A-Z](?![\w=])/g).filter(
        (code) => prefixes.has(code.slice(0, 4)) && !codes.has(code),
      ),
      ...namesIn(page, /\b(?:raw|curated|results|ops)\.[a-z]\w*/g).filter(
        (table) => !ddl.includes(table) && !/\.(?:md|py)$/.test(table),
      ),
      ...namesIn(page, /npm run ([\w:]+)/g).filter((script) => !scripts.includes(script)),
      ...namesIn(page, /npm run bench -- ([\w. -]+)/g)
        .flatMap((names) => names.trim().split(/\s+/))
        .filter((name) => !name.startsWith('-') && !existsSync(join(root, 'bench/src', `${name}.ts`))),
    ];
    expect(unknown).toEqual([]);
  });

  it('are all on the first page, or on one that it leads to', () => {
    const linked = (page: string) => linksOf(read(page)).map(({ path }) => join(dirname(page), path));
    const near = linked('README.md');
    const reached = new Set([...near, ...near.filter((page) => page.endsWith('.md')).flatMap(linked)]);
    expect(globSync('docs/guides/*.md', { cwd: root }).filter((page) => !reached.has(page))).toEqual([]);
    const decisions = new Set(linked('docs/decisions/README.md'));
    const missing = globSync('docs/decisions/0*.md', { cwd: root }).filter((page) => !decisions.has(page));
    expect(missing).toEqual([]);
  });

  it('the map of the architecture names every service and package', () => {
    const page = read('docs/architecture.md');
    const folders = globSync(['services/*/package.json', 'packages/*/package.json'], { cwd: root }).map(dirname);
    const names = folders.map((folder) => folder.split(/[\\/]/)[1] ?? '');
    const layout = page.slice(page.indexOf('## Layout'), page.indexOf('## Events'));
    expect(names.filter((name) => !new RegExp(`(^|[^\\w-])${name}([^\\w-]|$)`).test(layout))).toEqual([]);
  });
});

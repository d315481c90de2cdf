import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentedCommands } from '@stellwerk/cli';
import { cataloguedErrors } from './reference/errors-page.js';
import { root } from './reference/modules.js';
import { pages, readPage } from './reference/pages.js';

/** Commands in shell blocks of a Markdown page. */
function shellLines(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/```(?:bash|sh)\n([\s\S]*?)```/g)].flatMap((match) => (match[1] ?? '').split('\n'));
}

/** What a package consists of, but for its catalogue and its tests. */
function sourceOf(folder: string): string {
  const files = globSync('src/**/*.ts', { cwd: join(root, folder) });
  return files
    .filter((file) => file !== join('src', 'errors.ts') && !file.endsWith('.spec.ts'))
    .map((file) => readFileSync(join(root, folder, file), 'utf8'))
    .join('\n');
}

/** Whether code takes a row from the catalogue, or hands on its name. */
const isUsed = (name: string, source: string): boolean => new RegExp(`(\\.|['"])${name}\\b`).test(source);

describe('docs/reference', () => {
  it.each(Object.keys(pages))('%s says what the code says (else: npm run reference)', async (name) => {
    const render = pages[name] as () => Promise<string>;
    expect(await readPage(name)).toBe(await render());
  });

  it('errors.md lists no error that nothing can answer with', async () => {
    const errors = await cataloguedErrors();
    expect(errors.length).toBeGreaterThan(100);
    const unused = errors.filter(({ folder, name }) => !isUsed(name, sourceOf(folder))).map(({ code }) => code);
    expect(unused).toEqual([]);
  });

  it.each(documentedCommands().map(({ name, examples }) => [name, examples] as const))(
    '"stellwerk %s" has an example',
    (name, examples) => {
      expect(examples.length).toBeGreaterThan(0);
      for (const example of examples) expect(example).toMatch(new RegExp(`^stellwerk ${name}( |$)`));
    },
  );

  const guides = globSync(['README.md', 'docs/**/*.md', '*/*/README.md'], {
    cwd: root,
    exclude: ['**/node_modules/**'],
  });
  it.each(guides)('%s names only commands and files that exist', (guide) => {
    const names = documentedCommands().map(({ name }) => name);
    for (const line of shellLines(join(root, guide))) {
      const [, called] = /^(?:npx )?stellwerk (.+)$/.exec(line.trim()) ?? [];
      if (called === undefined || called.startsWith('help')) continue;
      expect(names.some((name) => called === name || called.startsWith(`${name} `))).toBe(true);
    }
    const links = [...readFileSync(join(root, guide), 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)];
    for (const [, link = ''] of links) {
      expect(() => execFileSync('test', ['-e', join(root, guide, '..', link)])).not.toThrow();
    }
  });
});

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentedCommands } from '@stellwerk/cli';
import { cataloguedErrors } from './reference/errors-page.js';
import { root } from './reference/modules.js';
import { pages, readPage } from './reference/pages.js';

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

  it('errors.md names in its remedies only commands and options that exist', async () => {
    const commands = documentedCommands();
    const named = [...(await readPage('errors.md')).matchAll(/"stellwerk (?:help )?([a-z][a-z -]*[a-z])([^"]*)"/g)];
    expect(named.length).toBeGreaterThan(50);
    const unknown = named.filter(([, words = '', rest = '']) => {
      const called = `${words.split(' --')[0]} `;
      // A family of commands, or one of them, with arguments or without.
      const family = commands.filter(({ name }) => `${name} `.startsWith(called) || called.startsWith(`${name} `));
      const known = family.flatMap(({ command }) => command.options.map(({ long }) => long));
      const options = `${words}${rest}`.match(/(?<= )--[a-z-]+/g) ?? [];
      return family.length === 0 || options.some((option) => option !== '--state' && !known.includes(option));
    });
    expect(unknown.map(([whole]) => whole)).toEqual([]);
  });

  it.each(documentedCommands().map(({ name, examples }) => [name, examples] as const))(
    '"stellwerk %s" has an example',
    (name, examples) => {
      expect(examples.length).toBeGreaterThan(0);
      for (const example of examples) expect(example).toMatch(new RegExp(`^stellwerk ${name}( |$)`));
    },
  );
});

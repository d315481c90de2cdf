import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSpec } from '@stellwerk/mmm';
import { parseDocuments } from './platform/documents.js';
import { documentedCommands, programForReference } from './reference.js';
import { commandsOf } from './testing/shell-lines.js';

const root = join(import.meta.dirname, '../../..');
const pages = globSync(['README*.md', 'docs/guides/*.md', 'services/*/README.md', 'packages/*/README.md'], {
  cwd: root,
})
  .sort()
  .map((page) => [page, readFileSync(join(root, page), 'utf8')] as const);

/** In place of what a reader fills in. */
const ID = 'b7d9f3c4-1111-5222-8333-444455550011';

describe('guides and READMEs', () => {
  it.each(pages.filter(([, text]) => commandsOf(text).length > 0))('%s: its commands can be run', (_page, text) => {
    const problems = commandsOf(text).flatMap((words) => {
      const program = programForReference();
      for (const { command } of documentedCommands(program)) command.action(() => {});
      try {
        program.parse(
          words.map((word) => (/^<.+>$/.test(word) ? ID : word)),
          { from: 'user' },
        );
        return [];
      } catch (error) {
        return [`${words.join(' ')}: ${(error as Error).message}`];
      }
    });
    expect(problems).toEqual([]);
  });

  const blocks = pages.flatMap(([page, text]) =>
    [...text.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, yaml = ''], index) => [page, index + 1, yaml] as const),
  );

  it.each(blocks.filter(([, , yaml]) => /^spec:/m.test(yaml)))(
    '%s, YAML %i: can be applied as it stands',
    (page, _number, yaml) => expect(parseDocuments(yaml, page).length).toBeGreaterThan(0),
  );

  it.each(blocks.filter(([, , yaml]) => /^outcome:/m.test(yaml)))(
    '%s, YAML %i: specifies a media mix model',
    (_page, _number, yaml) => expect(parseSpec(yaml)).toHaveProperty('paid'),
  );
});

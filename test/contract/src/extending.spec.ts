import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { transformSync } from '@swc/core';

const root = join(import.meta.dirname, '../../..');
const folder = join(import.meta.dirname, '../.chapters');
const swc = JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8'));

/** Chapters of the guide: heading and its TypeScript program. */
function chapters(): [title: string, program: string][] {
  const guide = readFileSync(join(root, 'docs/guides/extending.md'), 'utf8');
  return guide
    .split(/^## /m)
    .slice(1)
    .map((chapter) => {
      const [title = ''] = chapter.split('\n', 1);
      const blocks = [...chapter.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map((match) => match[1]);
      return [title.trim(), blocks.join('\n')];
    });
}

const fileName = (title: string) => title.toLowerCase().replace(/[^a-z]+/g, '-');

describe('docs/guides/extending.md', () => {
  beforeAll(() => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    for (const [title, program] of chapters()) {
      const { code } = transformSync(program, { ...swc, exclude: undefined, sourceMaps: false, swcrc: false });
      writeFileSync(join(folder, `${fileName(title)}.ts`), program);
      writeFileSync(join(folder, `${fileName(title)}.mjs`), code);
    }
    const tsconfig = { extends: '../../../tsconfig.base.json', include: ['*.ts'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has the chapters it promises', () => {
    expect(chapters().map(([title]) => title)).toEqual(['A step', 'An event', 'An error', 'A setting', 'A service']);
  });

  it('type-checks', () => {
    const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
    execFileSync(process.execPath, [compiler, '--noEmit', '-p', folder], { encoding: 'utf8' });
  }, 60_000);

  it.each(chapters().map(([title]) => [title]))(
    '"%s" runs as printed',
    (title) => {
      execFileSync(process.execPath, [join(folder, `${fileName(title)}.mjs`)], { encoding: 'utf8' });
    },
    30_000,
  );
});

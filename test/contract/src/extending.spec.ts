import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { transformSync } from '@swc/core';

const root = join(import.meta.dirname, '../../..');
const folder = join(import.meta.dirname, '../.chapters');
const swc = JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8'));

/** One file that a chapter prints: its path in the chapter's folder, and what is in it. */
interface Listing {
  readonly file: string;
  readonly program: string;
}

const NAMED = /^\/\/ (services\/\S+\.ts)\n/;

/**
 * Chapters of the guide that are programs: heading and listings. A listing that begins with its path is a file of its own; the others of a chapter
 * are one program. The last one is run.
 */
function chapters(): [title: string, listings: Listing[]][] {
  const guide = readFileSync(join(root, 'docs/guides/extending.md'), 'utf8');
  return guide
    .split(/^## /m)
    .slice(1)
    .filter((chapter) => chapter.includes('\n```ts\n'))
    .map((chapter): [string, Listing[]] => {
      const [title = ''] = chapter.split('\n', 1);
      const blocks = [...chapter.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map((match) => match[1] ?? '');
      const named = blocks.flatMap((program) => {
        const file = NAMED.exec(program)?.[1];
        return file === undefined ? [] : [{ file, program }];
      });
      const rest = blocks.filter((program) => !NAMED.test(program)).join('\n');
      return [title.trim(), rest === '' ? named : [{ file: 'program.ts', program: rest }, ...named]];
    });
}

const folderOf = (title: string) => join(folder, title.toLowerCase().replace(/[^a-z]+/g, '-'));

describe('docs/guides/extending.md', () => {
  beforeAll(() => {
    rmSync(folder, { recursive: true, force: true });
    for (const [title, listings] of chapters()) {
      for (const { file, program } of listings) {
        const path = join(folderOf(title), file);
        mkdirSync(dirname(path), { recursive: true });
        const { code } = transformSync(program, { ...swc, exclude: undefined, sourceMaps: false, swcrc: false });
        writeFileSync(path, program);
        writeFileSync(path.replace(/\.ts$/, '.js'), code);
      }
    }
    const tsconfig = { extends: '../../../tsconfig.base.json', include: ['**/*.ts'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has the chapters it promises', () => {
    expect(chapters().map(([title]) => title)).toEqual(['A step', 'An event', 'An error', 'A setting', 'A service']);
  });

  it('type-checks', () => {
    const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
    execFileSync(process.execPath, [compiler, '--noEmit', '-p', folder], { encoding: 'utf8' });
  });

  it.each(chapters())('"%s" runs as printed', (title, listings) => {
    const program = listings.at(-1)?.file.replace(/\.ts$/, '.js') ?? '';
    execFileSync(process.execPath, [join(folderOf(title), program)], { encoding: 'utf8' });
  });
});

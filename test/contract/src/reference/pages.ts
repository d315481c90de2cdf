import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cliPage } from '@stellwerk/cli';
import { channelsPage } from './channels-page.js';
import { configurationPage } from './configuration-page.js';
import { errorsPage } from './errors-page.js';
import { formatMarkdown } from './format.js';
import { root } from './modules.js';

/** Pages of `docs/reference` that are made from code, by file name. */
export const pages: Readonly<Record<string, () => Promise<string>>> = {
  'errors.md': async () => formatMarkdown(await errorsPage()),
  'configuration.md': async () => formatMarkdown(await configurationPage()),
  'channels.md': async () => formatMarkdown(await channelsPage()),
  'cli.md': async () => formatMarkdown(cliPage()),
};

const fileOf = (name: string): string => join(root, 'docs', 'reference', name);

export const readPage = (name: string): Promise<string> => readFile(fileOf(name), 'utf8').catch(() => '');

export async function writePages(): Promise<void> {
  for (const [name, render] of Object.entries(pages)) await writeFile(fileOf(name), await render());
}

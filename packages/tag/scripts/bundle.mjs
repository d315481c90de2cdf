import { join } from 'node:path';
import { build } from 'esbuild';

const source = join(import.meta.dirname, '../src');

/** @returns {Promise<string>} the tag as one script for browsers from 2020 on */
export async function bundle() {
  const { outputFiles } = await build({
    entryPoints: [join(source, 'main.ts')],
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['es2020'],
    legalComments: 'none',
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0].text;
}

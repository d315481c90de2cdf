import { StellwerkError } from '@stellwerk/contracts';
import { Parser } from 'htmlparser2';
import { errors } from '../../errors.js';
import { unpackedGzip } from './fetch-page.js';

/** What a sitemap names: pages, or further sitemaps. */
export interface Sitemap {
  readonly pages: readonly string[];
  readonly sitemaps: readonly string[];
}

/** The protocol allows 50,000 addresses and 50 MB (sitemaps.org). */
export const MAX_SITEMAP_BYTES = 52_428_800;
const MAX_ADDRESSES = 50_000;
const MAX_ADDRESS_UNITS = 2_048;

/**
 * Reads a sitemap or an index of sitemaps, packed or not; entries beyond what the protocol allows are not read.
 * @throws StellwerkError RAG_SITEMAP_INVALID
 */
export function readSitemap(bytes: Uint8Array): Sitemap {
  const unpacked = unpackedGzip(bytes, MAX_SITEMAP_BYTES);
  if (unpacked === undefined) throw invalid(`it unpacks to more than ${MAX_SITEMAP_BYTES} bytes`);
  const found = { pages: [] as string[], sitemaps: [] as string[] };
  const open: string[] = [];
  let root = '';
  let address = '';
  const parser = new Parser(
    {
      onopentagname(name) {
        const local = name.replace(/^.*:/, '');
        root ||= local;
        open.push(local);
        address = '';
      },
      ontext(text) {
        if (open.at(-1) === 'loc' && address.length <= MAX_ADDRESS_UNITS) address += text;
      },
      onclosetag() {
        const name = open.pop();
        const list = open.at(-1) === 'url' ? found.pages : open.at(-1) === 'sitemap' ? found.sitemaps : undefined;
        const trimmed = address.trim();
        if (
          name === 'loc' &&
          trimmed !== '' &&
          trimmed.length <= MAX_ADDRESS_UNITS &&
          list &&
          list.length < MAX_ADDRESSES
        )
          list.push(trimmed);
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(new TextDecoder().decode(unpacked));
  if (root !== 'urlset' && root !== 'sitemapindex') throw invalid('it begins with neither urlset nor sitemapindex');
  return found;
}

function invalid(problem: string): StellwerkError {
  return new StellwerkError(errors.SITEMAP_INVALID, { problem }, { field: 'sitemap' });
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ControlDocument, StellwerkError } from '@stellwerk/contracts';
import type { CrawledPage, CrawlSettings, KnownPage } from '../adapters/crawl/crawl-types.js';
import { LmdbCrawledPages } from '../adapters/lmdb-crawled-pages.js';
import type { IncomingDocument } from '../domain/document.js';
import { errors } from '../errors.js';
import { Intake, type IntakeParts } from './intake.js';
import { pageId, SiteCrawl } from './site-crawl.js';

const settings: CrawlSettings = {
  sitemap: 'https://shop.example/sitemap.xml',
  allowedHosts: ['shop.example'],
  maxPages: 5,
  requestsPerSecond: 1,
  maxBytesPerPage: 10_000,
};
const spec = {
  owner: 'shop',
  legalBasis: 'own',
  licence: 'MIT',
  trust: 'own',
  access: ['public'],
  retentionDays: null,
  personalData: 'mark',
  injection: 'mark',
  crawl: settings,
} as const;
const source = {
  kind: 'knowledge-source',
  tenant: 'demo',
  name: 'site',
  spec,
} as unknown as ControlDocument<'knowledge-source'>;
const at = (path: string) => `https://shop.example${path}`;
const fetched = (path: string, known: KnownPage = { etag: '"1"' }, text = 'Text'): CrawledPage => ({
  outcome: 'fetched',
  uri: at(path),
  mediaType: 'text/html',
  bytes: Buffer.from(text),
  known,
});

describe('an own site in the knowledge base', () => {
  let folder: string;
  let pages: LmdbCrawledPages;
  let documents: Map<string, IncomingDocument>;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'crawl-'));
    pages = new LmdbCrawledPages(folder);
    documents = new Map();
  });
  afterEach(async () => {
    await pages.close();
    rmSync(folder, { recursive: true });
  });

  const parts: IntakeParts = {
    ingest: async (document) => {
      const { documentId, source: name } = document;
      const counts = { documentId, source: name, chunks: 1, pointsWritten: 1, embeddingsComputed: 1 };
      if (Buffer.from(document.bytes).toString() === 'broken')
        return { ...counts, outcome: 'rejected', error: { code: 'RAG_DOCUMENT_BROKEN', message: 'm', fix: 'f' } };
      documents.set(documentId, document);
      return { ...counts, outcome: 'indexed' };
    },
    remove: async (_tenant, ids) => {
      for (const id of ids) documents.delete(id);
    },
    documentIds: () => [...documents.keys()],
  };
  /** Runs a crawl that finds these pages; gives what it did and which pages it knew before. */
  const run = async (found: readonly CrawledPage[], sitemap?: string) => {
    let known: string[] = [];
    const crawl = new SiteCrawl({
      intake: new Intake(parts),
      documentIds: parts.documentIds,
      pages,
      clock: { now: () => 0, sleep: async () => {} },
      async *crawl(_settings, options) {
        known = [...options.known.keys()];
        yield* found;
      },
    });
    return { result: await crawl.run(source, sitemap), known };
  };

  it('takes pages as documents under their address, and asks for changes alone the next time', async () => {
    const { result } = await run([fetched('/a'), fetched('/b')]);
    expect(result.results.map(({ documentId, outcome }) => [documentId, outcome])).toEqual([
      [at('/a'), 'indexed'],
      [at('/b'), 'indexed'],
    ]);
    expect(documents.get(at('/a'))).toMatchObject({
      source: 'site',
      uri: at('/a'),
      access: ['public'],
      mediaType: 'text/html',
    });
    expect((await run([{ outcome: 'unchanged', uri: at('/a') }])).known).toEqual([at('/a'), at('/b')]);
  });

  it('takes documents away whose pages are gone, and forgets them', async () => {
    await run([fetched('/a'), fetched('/b')]);
    expect(
      (
        await run([
          { outcome: 'gone', uri: at('/a') },
          { outcome: 'gone', uri: at('/never') },
        ])
      ).result.deleted,
    ).toEqual([at('/a')]);
    expect([[...documents.keys()], (await run([])).known]).toEqual([[at('/b')], [at('/b')]]);
  });

  it('takes nothing away after reading a part of the site', async () => {
    await run([fetched('/a')]);
    expect((await run([{ outcome: 'gone', uri: at('/a') }], at('/news.xml'))).result.deleted).toEqual([]);
  });

  it('reads a page again whose document was refused, or taken away by hand', async () => {
    const { result } = await run([fetched('/a', {}, 'broken'), fetched('/b')]);
    expect(result.results[0]).toMatchObject({ outcome: 'rejected', error: { code: 'RAG_DOCUMENT_BROKEN' } });
    documents.delete(at('/b'));
    expect((await run([])).known).toEqual([]);
  });

  it('says what it left out, and keeps an encoding that only the server named', async () => {
    const page: CrawledPage = {
      outcome: 'fetched',
      uri: at('/a'),
      mediaType: 'text/html',
      charset: 'iso-8859-1',
      bytes: Uint8Array.of(0x47, 0xf6),
      known: {},
    };
    const { result } = await run([
      page,
      { outcome: 'refused', uri: at('/b'), reason: 'robots' },
      { outcome: 'failed', uri: at('/c'), reason: 'x' },
    ]);
    expect(Buffer.from(documents.get(at('/a'))?.bytes ?? []).toString()).toBe('\ufeffGö');
    expect(result.skipped).toEqual([
      { uri: at('/b'), reason: 'robots' },
      { uri: at('/c'), reason: 'x' },
    ]);
  });

  it('is refused for a source without bounds', async () => {
    const { crawl: _none, ...others } = spec;
    const bare = { ...source, spec: others } as unknown as typeof source;
    const crawl = new SiteCrawl({
      intake: new Intake(parts),
      documentIds: parts.documentIds,
      pages,
      clock: { now: () => 0, sleep: async () => {} },
      crawl: async function* () {},
    });
    await expect(crawl.run(bare)).rejects.toEqual(new StellwerkError(errors.CRAWL_NOT_SET, { source: 'site' }));
  });

  it('gives a long address a short id', () => {
    expect(pageId(at(`/${'a'.repeat(300)}`))).toMatch(/^page-[0-9a-f]{64}$/);
  });
});

import { createHash } from 'node:crypto';
import type { ControlDocument } from '@stellwerk/contracts';
import { StellwerkError } from '@stellwerk/contracts';
import type { CrawlOptions } from '../adapters/crawl/crawl-site.js';
import type { CrawledPage, CrawlSettings, KnownPage } from '../adapters/crawl/crawl-types.js';
import type { IncomingDocument } from '../domain/document.js';
import { decodeText } from '../domain/documents/decode-text.js';
import { errors } from '../errors.js';
import type { Clock } from '../ingestion/ports.js';
import type { DocumentResult } from './document-views.js';
import { incomingOf } from './incoming.js';
import type { Intake } from './intake.js';

type Source = ControlDocument<'knowledge-source'>;

/** What is remembered of the pages of a source between two crawls. */
export interface CrawledPages {
  known(tenant: string, source: string): ReadonlyMap<string, KnownPage>;
  put(tenant: string, source: string, uri: string, page: KnownPage): void;
  remove(tenant: string, source: string, uri: string): void;
}

export interface SiteCrawlParts {
  readonly intake: Pick<Intake, 'take' | 'settle' | 'remove'>;
  /** Documents that are there, of one source. */
  readonly documentIds: (tenant: string, source: string) => readonly string[];
  readonly pages: CrawledPages;
  readonly crawl: (settings: CrawlSettings, options: CrawlOptions) => AsyncIterable<CrawledPage>;
  readonly clock: Clock;
}

/** What a crawl did. */
export interface CrawlResult {
  /** Pages that were read, and what became of each. */
  readonly results: readonly DocumentResult[];
  /** Pages that have not changed since the last crawl. */
  readonly unchanged: number;
  /** Documents whose pages are gone, and that are gone with them. */
  readonly deleted: readonly string[];
  /** Pages that were not read, and why. */
  readonly skipped: readonly { readonly uri: string; readonly reason: string }[];
}

/** Longest crawl; what it does not come to is read by the next one. */
const MAX_MS = 3_600_000;
const MAX_ID_UNITS = 256;

/** Keeps the pages of an own site in the knowledge base as the site has them now. */
export class SiteCrawl {
  readonly #stop = new AbortController();

  constructor(private readonly parts: SiteCrawlParts) {}

  /**
   * @param sitemap Another one than that of the source, within its hosts
   * @throws RAG_CRAWL_NOT_SET, RAG_CRAWL_ADDRESS_REFUSED, RAG_CRAWL_UNREACHABLE, RAG_SITEMAP_INVALID
   */
  async run(source: Source, sitemap?: string): Promise<CrawlResult> {
    const { crawl: settings } = source.spec;
    if (settings === undefined)
      throw new StellwerkError(errors.CRAWL_NOT_SET, { source: source.name }, { field: 'source' });
    const { clock, crawl } = this.parts;
    const known = this.#known(source);
    const result = {
      results: [] as DocumentResult[],
      unchanged: 0,
      deleted: [] as string[],
      skipped: [] as CrawlResult['skipped'][number][],
    };
    const options = { clock, known, maxMs: MAX_MS, signal: this.#stop.signal };
    // Another sitemap than the source's names a part of the site: pages that it leaves out are not gone.
    const isWhole = sitemap === undefined || sitemap === settings.sitemap;
    for await (const page of crawl({ ...settings, sitemap: sitemap ?? settings.sitemap }, options)) {
      if (page.outcome === 'fetched') result.results.push(await this.#take(source, page));
      else if (page.outcome === 'unchanged') result.unchanged++;
      else if (page.outcome === 'gone') {
        if (known.has(page.uri) && isWhole) result.deleted.push(...(await this.#remove(source, page.uri)));
      } else result.skipped.push({ uri: page.uri, reason: page.reason });
    }
    return result;
  }

  close(): void {
    this.#stop.abort();
  }

  /** A page whose document was taken away by hand is read as a new one. */
  #known({ tenant, name }: Source): ReadonlyMap<string, KnownPage> {
    const present = new Set(this.parts.documentIds(tenant, name));
    return new Map([...this.parts.pages.known(tenant, name)].filter(([uri]) => present.has(pageId(uri))));
  }

  async #take(source: Source, page: Extract<CrawledPage, { outcome: 'fetched' }>): Promise<DocumentResult> {
    const { intake, pages, clock } = this.parts;
    const documentId = pageId(page.uri);
    const result = await intake.settle({ documentId, source: source.name }, async () => {
      const metadata = { documentId, source: source.name, mediaType: page.mediaType, uri: page.uri };
      return intake.take(incomingOf(source, metadata, bytesOf(page), new Date(clock.now())));
    });
    if (result.error === undefined) pages.put(source.tenant, source.name, page.uri, page.known);
    return result;
  }

  async #remove({ tenant, name }: Source, uri: string): Promise<readonly string[]> {
    const deleted = await this.parts.intake.remove(tenant, pageId(uri));
    this.parts.pages.remove(tenant, name, uri);
    return deleted;
  }
}

/** The id of a page's document: its address, or a digest of one that is too long. */
export function pageId(uri: string): string {
  return uri.length <= MAX_ID_UNITS ? uri : `page-${createHash('sha256').update(uri).digest('hex')}`;
}

/** An encoding that came with the answer is lost with it, so such text goes on as UTF-8 that says so. */
function bytesOf({
  mediaType,
  charset,
  bytes,
}: Extract<CrawledPage, { outcome: 'fetched' }>): IncomingDocument['bytes'] {
  if (charset === undefined || !mediaType.startsWith('text/')) return bytes;
  return new TextEncoder().encode(`\ufeff${decodeText(bytes, charset).text}`);
}

import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../errors.js';
import type { Clock } from '../../ingestion/ports.js';
import { HostList, refusedAddress } from './addresses.js';
import type { CrawledPage, CrawlSettings, KnownPage, RefusalReason } from './crawl-types.js';
import { type Fetched, fetchPage } from './fetch-page.js';
import { pageOf } from './page-of.js';
import { type RobotRules, robotRules } from './robots.js';
import { MAX_SITEMAP_BYTES, readSitemap } from './sitemap.js';

export interface CrawlOptions {
  readonly clock: Clock;
  /** Pages of earlier crawls by their address; those that no sitemap names any more are gone. */
  readonly known: ReadonlyMap<string, KnownPage>;
  /** Longest that a crawl takes. */
  readonly maxMs: number;
  readonly signal?: AbortSignal;
}

const MAX_SITEMAPS = 1_000;
/** A host that asks for longer pauses is asked at this pace, and ends by the time of the crawl. */
const MAX_DELAY_SECONDS = 60;

/**
 * Reads the pages that the sitemaps of an own site name, one request at a time: robots.txt is obeyed, hosts off the list are
 * never asked, pages that have not changed are not sent again.
 * @throws StellwerkError RAG_CRAWL_ADDRESS_REFUSED, RAG_CRAWL_UNREACHABLE, RAG_SITEMAP_INVALID, where there is no sitemap to begin with
 */
export async function* crawlSite(settings: CrawlSettings, options: CrawlOptions): AsyncGenerator<CrawledPage> {
  const crawl = new Crawl(settings, options);
  const { pages, isComplete } = await crawl.pages();
  const seen = new Set(pages);
  for (const page of pages) yield await crawl.page(page);
  // Where a sitemap could not be read or was cut, a page that is missing from it may still be there.
  if (isComplete) for (const uri of options.known.keys()) if (!seen.has(uri)) yield { outcome: 'gone', uri };
}

class Crawl {
  readonly #hosts: HostList;
  readonly #rules = new Map<string, RobotRules>();
  readonly #deadline: number;
  #nextAt = 0;

  constructor(
    private readonly settings: CrawlSettings,
    private readonly options: CrawlOptions,
  ) {
    this.#hosts = new HostList(settings.allowedHosts);
    this.#deadline = options.clock.now() + options.maxMs;
  }

  /** Addresses of all sitemaps, each once, up to the bound. */
  async pages(): Promise<{ readonly pages: readonly string[]; readonly isComplete: boolean }> {
    const first = new URL(this.settings.sitemap);
    if (!this.#hosts.allows(first)) throw refusedAddress(first.host, 'it is not on the list of hosts');
    const pages = new Set<string>();
    const sitemaps = [first.href];
    let isComplete = true;
    for (const [index, address] of sitemaps.entries()) {
      const sitemap = await this.#sitemap(new URL(address)).catch((error: unknown) => {
        if (index === 0 || !(error instanceof StellwerkError)) throw error;
        isComplete = false;
        return { pages: [], sitemaps: [] };
      });
      for (const next of sitemap.sitemaps) {
        const url = addressOf(next, address);
        if (url === undefined || !this.#hosts.allows(url) || sitemaps.length >= MAX_SITEMAPS) isComplete = false;
        else if (!sitemaps.includes(url.href)) sitemaps.push(url.href);
      }
      for (const page of sitemap.pages) {
        const url = addressOf(page, address);
        if (url === undefined) continue;
        if (pages.size >= this.settings.maxPages && !pages.has(url.href))
          return { pages: [...pages], isComplete: false };
        pages.add(url.href);
      }
    }
    return { pages: [...pages], isComplete };
  }

  async page(uri: string): Promise<CrawledPage> {
    const url = new URL(uri);
    const refused = (reason: RefusalReason): CrawledPage => ({ outcome: 'refused', uri, reason });
    if (!this.#hosts.allows(url)) return refused('host');
    if (this.options.clock.now() >= this.#deadline)
      return { outcome: 'failed', uri, reason: 'the time of the crawl is over' };
    try {
      if (!(await this.#rulesOf(url)).allows(url)) return refused('robots');
      const known = this.options.known.get(uri);
      return pageOf(uri, await this.#fetch(url, this.settings.maxBytesPerPage, known));
    } catch (error) {
      if (!(error instanceof StellwerkError)) throw error;
      return error.entry === errors.CRAWL_ADDRESS_REFUSED
        ? refused('host')
        : { outcome: 'failed', uri, reason: error.message };
    }
  }

  async #sitemap(url: URL) {
    if (!(await this.#rulesOf(url)).allows(url))
      throw new StellwerkError(
        errors.SITEMAP_INVALID,
        { problem: 'robots.txt forbids to read it' },
        { field: 'sitemap' },
      );
    const fetched = await this.#fetch(url, MAX_SITEMAP_BYTES, undefined);
    if (fetched.kind !== 'answer')
      throw new StellwerkError(
        errors.SITEMAP_INVALID,
        { problem: 'it is too large, or moved to a host off the list' },
        { field: 'sitemap' },
      );
    if (fetched.status !== 200)
      throw new StellwerkError(
        errors.SITEMAP_INVALID,
        { problem: `the server answers ${fetched.status}` },
        { field: 'sitemap' },
      );
    return readSitemap(fetched.body);
  }

  async #rulesOf(url: URL): Promise<RobotRules> {
    const known = this.#rules.get(url.origin);
    if (known) return known;
    await this.#wait(0);
    const rules = await robotRules(url, this.#request());
    this.#rules.set(url.origin, rules);
    return rules;
  }

  async #fetch(url: URL, maxBytes: number, known: KnownPage | undefined): Promise<Fetched> {
    await this.#wait(this.#rules.get(url.origin)?.delaySeconds ?? 0);
    return fetchPage(url, { ...this.#request(), maxBytes, ...(known && { known }) });
  }

  #request() {
    const { signal } = this.options;
    return { hosts: this.#hosts, ...(signal && { signal }) };
  }

  /** Keeps the pace of the settings, or the slower one that the host asks for. */
  async #wait(delaySeconds: number): Promise<void> {
    const { clock, signal } = this.options;
    const pauseMs = 1_000 * Math.max(1 / this.settings.requestsPerSecond, Math.min(delaySeconds, MAX_DELAY_SECONDS));
    const now = clock.now();
    if (this.#nextAt > now) await clock.sleep(this.#nextAt - now, signal);
    signal?.throwIfAborted();
    this.#nextAt = clock.now() + pauseMs;
  }
}

/** An absolute address without its fragment; undefined for what is none. */
function addressOf(text: string, base: string): URL | undefined {
  if (!URL.canParse(text, base)) return undefined;
  const url = new URL(text, base);
  url.hash = '';
  return url;
}

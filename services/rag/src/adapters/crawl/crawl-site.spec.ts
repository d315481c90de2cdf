import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { crawlSite } from './crawl-site.js';
import type { CrawledPage, CrawlSettings, KnownPage } from './crawl-types.js';

interface Route {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** A site on this machine whose answers a test sets, and what it was asked. */
class Site {
  readonly asked: IncomingMessage[] = [];
  routes: Record<string, Route | ((request: IncomingMessage, response: ServerResponse) => void)> = {};
  readonly #server: Server = createServer((request, response) => {
    this.asked.push(request);
    const route = this.routes[request.url ?? ''] ?? { status: 404 };
    if (typeof route === 'function') return route(request, response);
    response
      .writeHead(route.status ?? 200, { 'content-type': 'text/html; charset=utf-8', ...route.headers })
      .end(route.body ?? '');
  });
  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }
  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }
  at(path: string): string {
    return `http://${this.host}${path}`;
  }
  paths(): string[] {
    return this.asked.map(({ url }) => url ?? '');
  }
  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

const page = (text: string): Route => ({ body: `<p>${text}</p>` });

describe('crawling an own site', () => {
  let site: Site;
  let slept: number[];
  beforeEach(async () => {
    site = new Site();
    slept = [];
    await site.listen();
  });
  afterEach(() => site.close());

  const sitemap = (...paths: string[]): Route => ({
    body: `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${paths.map((path) => `<url><loc>${path.includes(':') ? path : site.at(path)}</loc><lastmod>2026-01-01</lastmod></url>`).join('')}</urlset>`,
  });
  const index = (...paths: string[]): Route => ({
    body: `<sitemapindex>${paths.map((path) => `<sitemap><loc>${site.at(path)}</loc></sitemap>`).join('')}</sitemapindex>`,
  });
  const crawl = async (
    settings: Partial<CrawlSettings> = {},
    known: Record<string, KnownPage> = {},
    maxMs = 60_000,
  ) => {
    let now = 0;
    const clock = {
      now: () => now,
      sleep: async (ms: number) => {
        slept.push(ms);
        now += ms;
      },
    };
    const bounds = {
      sitemap: site.at('/sitemap.xml'),
      allowedHosts: [site.host],
      maxPages: 10,
      requestsPerSecond: 10,
      maxBytesPerPage: 2_000,
      ...settings,
    };
    const pages: CrawledPage[] = [];
    for await (const one of crawlSite(bounds, {
      clock,
      known: new Map(Object.entries(known).map(([path, value]) => [site.at(path), value])),
      maxMs,
    }))
      pages.push(one);
    return pages;
  };
  const outcomes = (pages: readonly CrawledPage[]) =>
    pages.map((one) => `${one.uri.replace(site.at(''), '')} ${one.outcome}${'reason' in one ? ` ${one.reason}` : ''}`);

  it('reads the pages of a sitemap, says who it is, and keeps its pace', async () => {
    site.routes = {
      '/sitemap.xml': sitemap('/a', '/b#part', '/b'),
      '/a': { ...page('A'), headers: { etag: '"1"', 'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT' } },
      '/b': page('B'),
    };
    const pages = await crawl();
    expect(outcomes(pages)).toEqual(['/a fetched', '/b fetched']);
    expect(pages[0]).toMatchObject({
      mediaType: 'text/html',
      charset: 'utf-8',
      bytes: Buffer.from('<p>A</p>'),
      known: { etag: '"1"', lastModified: 'Thu, 01 Jan 2026 00:00:00 GMT' },
    });
    expect(site.paths()).toEqual(['/robots.txt', '/sitemap.xml', '/a', '/b']);
    expect(site.asked.every(({ headers }) => headers['user-agent']?.startsWith('Stellwerk/'))).toBe(true);
    expect(slept).toEqual([100, 100, 100]);
  });

  it('follows an index of packed sitemaps', async () => {
    site.routes = {
      '/sitemap.xml': index('/1.xml.gz', '/sitemap.xml'),
      '/1.xml.gz': { body: gzipSync(String(sitemap('/a').body)), headers: { 'content-type': 'application/gzip' } },
      '/a': page('A'),
    };
    expect(outcomes(await crawl())).toEqual(['/a fetched']);
  });

  it('obeys robots.txt and the pause that it asks for', async () => {
    site.routes = {
      '/robots.txt': {
        body: 'User-agent: *\nDisallow: /\nUser-agent: Stellwerk\nDisallow: /private\nCrawl-delay: 3',
        headers: { 'content-type': 'text/plain' },
      },
      '/sitemap.xml': sitemap('/private/x', '/a'),
      '/a': page('A'),
    };
    expect(outcomes(await crawl())).toEqual(['/private/x refused robots', '/a fetched']);
    expect(site.paths()).not.toContain('/private/x');
    expect(slept).toContain(3_000);
  });

  it('reads nothing of a host whose robots.txt fails', async () => {
    site.routes = { '/robots.txt': { status: 503 }, '/sitemap.xml': sitemap('/a') };
    await expect(crawl()).rejects.toMatchObject({
      code: 'RAG_SITEMAP_INVALID',
      details: { problem: 'robots.txt forbids to read it' },
    });
  });

  it('asks for changes alone, and tells which pages are gone', async () => {
    site.routes = {
      '/sitemap.xml': sitemap('/same', '/gone'),
      '/same': (request, response) =>
        response
          .writeHead(
            request.headers['if-none-match'] === '"1"' && request.headers['if-modified-since'] === 'yesterday'
              ? 304
              : 200,
          )
          .end(),
    };
    const known = { '/same': { etag: '"1"', lastModified: 'yesterday' }, '/gone': {}, '/unlisted': {} };
    expect(outcomes(await crawl({}, known))).toEqual(['/same unchanged', '/gone gone', '/unlisted gone']);
  });

  it('calls no page gone when a part of the sitemap could not be read', async () => {
    site.routes = {
      '/sitemap.xml': index('/1.xml', '/2.xml'),
      '/1.xml': sitemap('/a'),
      '/2.xml': { status: 500 },
      '/a': page('A'),
    };
    expect(outcomes(await crawl({}, { '/b': {} }))).toEqual(['/a fetched']);
    site.routes = { '/sitemap.xml': sitemap('/a', '/b', '/c'), '/a': page('A'), '/b': page('B') };
    expect(outcomes(await crawl({ maxPages: 2 }, { '/c': {} }))).toEqual(['/a fetched', '/b fetched']);
  });

  it('stays on its hosts, also through redirects', async () => {
    site.routes = {
      '/sitemap.xml': sitemap('http://elsewhere.example/x', 'ftp://a/b', '/inside', '/outside', '/circle'),
      '/inside': { status: 301, headers: { location: '/a' } },
      '/a': page('A'),
      '/outside': { status: 302, headers: { location: 'http://169.254.169.254/latest' } },
      '/circle': { status: 302, headers: { location: '/circle' } },
    };
    expect(outcomes(await crawl())).toEqual([
      'http://elsewhere.example/x refused host',
      'ftp://a/b refused host',
      '/inside fetched',
      '/outside refused redirect',
      '/circle refused redirect',
    ]);
  });

  it.each([
    ['an address of this machine that is not on the list', 'http://127.0.0.1:1/sitemap.xml', ['shop.example']],
    ['a user in the address', 'http://user:word@shop.example/sitemap.xml', ['shop.example']],
    ['another protocol', 'file:///etc/passwd', ['']],
  ])('refuses %s', async (_name, address, allowedHosts) => {
    await expect(crawl({ sitemap: address, allowedHosts })).rejects.toMatchObject({
      code: 'RAG_CRAWL_ADDRESS_REFUSED',
    });
  });

  it('is bounded in bytes, packed or not, and in time', async () => {
    site.routes = {
      '/sitemap.xml': sitemap('/large', '/bomb', '/picture', '/late'),
      '/large': page('x'.repeat(3_000)),
      '/bomb': { body: gzipSync('x'.repeat(1_000_000)), headers: { 'content-encoding': 'gzip' } },
      '/picture': { body: 'x', headers: { 'content-type': 'image/png' } },
    };
    expect(outcomes(await crawl({}, {}, 350))).toEqual([
      '/large refused too-large',
      '/bomb refused too-large',
      '/picture refused media-type',
      '/late failed the time of the crawl is over',
    ]);
  });

  it.each<[string, Route, object]>([
    ['is not there', { status: 404 }, { problem: 'the server answers 404' }],
    ['is a page', page('x'), { problem: 'it begins with neither urlset nor sitemapindex' }],
    ['is empty', {}, { problem: 'it begins with neither urlset nor sitemapindex' }],
  ])('says when the sitemap %s', async (_name, route, details) => {
    site.routes = { '/sitemap.xml': route };
    await expect(crawl()).rejects.toMatchObject({ code: 'RAG_SITEMAP_INVALID', details });
  });

  it('says when nobody answers', async () => {
    const host = '127.0.0.1:1';
    await expect(crawl({ sitemap: `http://${host}/sitemap.xml`, allowedHosts: [host] })).rejects.toMatchObject({
      code: 'RAG_CRAWL_UNREACHABLE',
      details: { host, reason: 'ECONNREFUSED' },
    });
  });
});

import { join } from 'node:path';
import { LocalStore, type LocalTable } from '@stellwerk/local-state';
import { type CrawledPages, pageId } from '../documents/site-crawl.js';
import type { KnownPage } from './crawl/crawl-types.js';

interface StoredPage {
  readonly uri: string;
  readonly page: KnownPage;
}

/** What is remembered of crawled pages, in LMDB: losing it costs a crawl, and nothing else. */
export class LmdbCrawledPages implements CrawledPages {
  readonly #store: LocalStore;
  readonly #pages: LocalTable<StoredPage, string[]>;

  /** @throws UnavailableError */
  constructor(folder: string) {
    this.#store = LocalStore.open(join(folder, 'crawled-pages.mdb'), { maxTables: 1 });
    this.#pages = this.#store.table('pages');
  }

  known(tenant: string, source: string): ReadonlyMap<string, KnownPage> {
    const range = { start: [tenant, source], end: [tenant, source, '\uffff'] };
    return new Map([...this.#pages.entries(range)].map(({ value: { uri, page } }) => [uri, page]));
  }

  put(tenant: string, source: string, uri: string, page: KnownPage): void {
    this.#pages.put([tenant, source, pageId(uri)], { uri, page });
  }

  remove(tenant: string, source: string, uri: string): void {
    this.#pages.remove([tenant, source, pageId(uri)]);
  }

  close(): Promise<void> {
    return this.#store.close();
  }
}

import type { MediaType } from '../../domain/document.js';

/** Bounds of a crawl; those of the settings of its source. */
export interface CrawlSettings {
  /** Address of a sitemap or of an index of sitemaps. */
  readonly sitemap: string;
  /** Hosts that may be asked, with their port where it is not the usual one. A private address must be named itself. */
  readonly allowedHosts: readonly string[];
  readonly maxPages: number;
  readonly requestsPerSecond: number;
  readonly maxBytesPerPage: number;
}

/** What is known of a page since the last crawl. */
export interface KnownPage {
  readonly etag?: string;
  readonly lastModified?: string;
}

/** What became of a page, one after the other. */
export type CrawledPage =
  | {
      readonly outcome: 'fetched';
      /** As the sitemap names it: the id of the document. */
      readonly uri: string;
      readonly mediaType: MediaType;
      readonly charset?: string;
      readonly bytes: Uint8Array;
      /** To be given with the next crawl. */
      readonly known: KnownPage;
    }
  | { readonly outcome: 'unchanged'; readonly uri: string }
  /** The server says that it is gone, or no sitemap names it any more. */
  | { readonly outcome: 'gone'; readonly uri: string }
  /** Not asked for, or not taken. */
  | { readonly outcome: 'refused'; readonly uri: string; readonly reason: RefusalReason }
  /** Perhaps there the next time. */
  | { readonly outcome: 'failed'; readonly uri: string; readonly reason: string };

export type RefusalReason = 'robots' | 'host' | 'redirect' | 'too-large' | 'media-type';

import { type MediaType, mediaTypes } from '../../domain/document.js';
import type { CrawledPage } from './crawl-types.js';
import type { Fetched } from './fetch-page.js';

/** What an answer means for a page. */
export function pageOf(uri: string, fetched: Fetched): CrawledPage {
  if (fetched.kind === 'too-large') return { outcome: 'refused', uri, reason: 'too-large' };
  if (fetched.kind === 'redirect-refused') return { outcome: 'refused', uri, reason: 'redirect' };
  const { status, headers, body } = fetched;
  if (status === 304) return { outcome: 'unchanged', uri };
  if (status === 404 || status === 410) return { outcome: 'gone', uri };
  if (status !== 200) return { outcome: 'failed', uri, reason: `the server answers ${status}` };
  const [type = '', ...parameters] = (headers['content-type'] ?? '')
    .split(';')
    .map((part) => part.trim().toLowerCase());
  const mediaType = mediaTypeOf(type);
  if (mediaType === undefined) return { outcome: 'refused', uri, reason: 'media-type' };
  const charset = parameters.map((one) => /^charset="?([\w-]+)"?$/.exec(one)?.[1]).find((one) => one !== undefined);
  const { etag, 'last-modified': lastModified } = headers;
  return {
    outcome: 'fetched',
    uri,
    mediaType,
    ...(charset !== undefined && { charset }),
    bytes: body,
    known: { ...(etag !== undefined && { etag }), ...(lastModified !== undefined && { lastModified }) },
  };
}

function mediaTypeOf(type: string): MediaType | undefined {
  if (type === 'application/xhtml+xml') return 'text/html';
  return mediaTypes.find((one) => one === type);
}

import { ok } from '@stellwerk/pipeline';
import { RETRY_AFTER_SECONDS } from '@stellwerk/service';
import { type ClaimedLink, linkOfQuery, linkOfToken } from '../../domain/link.js';
import { errors } from '../../errors.js';
import { parseJson } from '../../http/body.js';
import { singleCall } from '../pixel/protocol.js';
import { readPixelCall } from '../pixel/to-call.js';
import type { Answer, Protocol, ProtocolRequest } from '../protocol.js';
import { objectOfQuery } from '../query-object.js';
import { laterPage } from './pages.js';

/** Parameters of the link itself; what else a query says is about who follows it. */
const SIGNED = new Set(['k', 'u', 'n', 's', 'utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content']);
/** A source that takes nothing more must not break links that were printed years ago. */
const NOT_COUNTED: ReadonlySet<unknown> = new Set([errors.SOURCE_DISABLED, errors.ORIGIN_REFUSED]);

/** Signed links, `GET /r/{token}` or `GET /r?…`: counted durably, then led on. The controller has checked the signature. */
export const redirect: Protocol = {
  name: 'redirect',
  isBatch: () => false,
  sourceKeyOf: (request) => claimedLink(request)?.link.key,
  read: (request, body) => singleCall(body.length > 0 ? parseJson(body).value : clickOf(request)),
  toCall: (raw, facts) => {
    const read = readPixelCall(raw, facts);
    if (read.kind !== 'ok') return read;
    const { pixel, call } = read.value;
    const target = pixel.event ?? pixel.url ?? '';
    return ok({ ...call, name: 'Link Clicked', action: () => ({ kind: 'Click', ...(target && { target }) }) });
  },
  accepted: (_accepted, request) => onward(request),
  refused: (error, request, isKept) => {
    if (isKept || NOT_COUNTED.has(error.entry)) return onward(request);
    return {
      status: error.entry.status,
      contentType: 'text/html; charset=utf-8',
      body: laterPage(claimedLink(request)?.link.url ?? ''),
      headers: { 'cache-control': 'no-store', 'retry-after': String(RETRY_AFTER_SECONDS) },
    };
  },
};

/** The link of a request in either form, not checked. */
export function claimedLink({ path, query }: Pick<ProtocolRequest, 'path' | 'query'>): ClaimedLink | undefined {
  const token = /^\/r\/([^/]+)\/?$/.exec(path)?.[1];
  return token === undefined ? linkOfQuery(query) : linkOfToken(token);
}

/** A click in the words of a pixel: the link says what, the rest of the query who. */
function clickOf(request: ProtocolRequest): Record<string, unknown> {
  const link = claimedLink(request)?.link;
  const { source, medium, name, term, content } = link?.campaign ?? {};
  const campaign = { utm_source: source, utm_medium: medium, utm_campaign: name, utm_term: term, utm_content: content };
  const fields = { event: link?.name, url: link?.url, ...campaign };
  const known = Object.entries(fields).filter(([, value]) => value !== undefined);
  return { ...objectOfQuery(request.query, SIGNED), ...Object.fromEntries(known) };
}

function onward(request: ProtocolRequest): Answer {
  const location = claimedLink(request)?.link.url ?? '';
  return { status: 302, headers: { location, 'cache-control': 'no-store', 'x-robots-tag': 'noindex' } };
}

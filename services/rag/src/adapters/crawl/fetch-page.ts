import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { gunzipSync } from 'node:zlib';
import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../errors.js';
import type { HostList } from './addresses.js';
import type { KnownPage } from './crawl-types.js';

export const USER_AGENT = 'Stellwerk/1.0 (knowledge base of this site; reads sitemaps)';
/** Name in robots.txt. */
export const ROBOT = 'Stellwerk';

const REQUEST_MS = 30_000;
const MAX_REDIRECTS = 5;
const GZIP = [0x1f, 0x8b];

export interface FetchOptions {
  readonly hosts: HostList;
  readonly maxBytes: number;
  readonly known?: KnownPage;
  readonly signal?: AbortSignal;
}

/** What a server said; redirects are followed within the list of hosts, never from HTTPS to HTTP. */
export type Fetched =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string | undefined>>;
      readonly body: Uint8Array;
    }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'redirect-refused' };

/**
 * Asks for one page. Its body is read up to the bound, packed or unpacked, and no further.
 * @throws StellwerkError RAG_CRAWL_ADDRESS_REFUSED, RAG_CRAWL_UNREACHABLE; the signal's reason
 */
export async function fetchPage(address: URL, options: FetchOptions): Promise<Fetched> {
  let url = address;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    options.hosts.refusePrivateLiteral(url);
    const answer = await ask(url, options);
    const location =
      answer.kind === 'answer' && [301, 302, 303, 307, 308].includes(answer.status)
        ? answer.headers.location
        : undefined;
    if (location === undefined) return answer;
    const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
    if (next === undefined || !options.hosts.allows(next) || (url.protocol === 'https:' && next.protocol === 'http:'))
      return { kind: 'redirect-refused' };
    url = next;
  }
  return { kind: 'redirect-refused' };
}

async function ask(url: URL, { hosts, maxBytes, known = {}, signal }: FetchOptions): Promise<Fetched> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const time = AbortSignal.timeout(REQUEST_MS);
  const headers = {
    'user-agent': USER_AGENT,
    'accept-encoding': 'gzip, identity;q=0.5',
    ...(known.etag !== undefined && { 'if-none-match': known.etag }),
    ...(known.lastModified !== undefined && { 'if-modified-since': known.lastModified }),
  };
  try {
    const message = await new Promise<IncomingMessage>((resolve, reject) => {
      const options = {
        headers,
        agent: false,
        lookup: hosts.lookupFor(url),
        signal: signal ? AbortSignal.any([signal, time]) : time,
      };
      request(url, options, resolve).on('error', reject).end();
    });
    const body = await bounded(message, maxBytes);
    if (body === undefined) return { kind: 'too-large' };
    const { statusCode: status = 0, headers: given } = message;
    const unpacked = given['content-encoding'] === 'gzip' ? unpackedGzip(body, maxBytes) : body;
    return unpacked ? { kind: 'answer', status, headers: single(given), body: unpacked } : { kind: 'too-large' };
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof StellwerkError) throw cause;
    const { code, name } = cause as NodeJS.ErrnoException;
    throw new StellwerkError(
      errors.CRAWL_UNREACHABLE,
      { host: url.host, reason: time.aborted ? 'no answer in time' : (code ?? name) },
      { cause },
    );
  }
}

/** The body, or undefined where it is larger; then the connection is given up. */
async function bounded(message: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of message) {
    bytes += (part as Buffer).length;
    if (bytes > maxBytes) {
      message.destroy();
      return undefined;
    }
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}

/** Unpacked bytes, or undefined where there are more than the bound. Bytes that are not packed stay as they are. */
export function unpackedGzip(bytes: Uint8Array, maxBytes: number): Uint8Array | undefined {
  if (!GZIP.every((byte, index) => bytes[index] === byte)) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return undefined;
    throw error;
  }
}

function single(headers: IncomingMessage['headers']): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}

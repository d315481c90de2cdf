import robotsParser from 'robots-parser';
import type { FetchOptions } from './fetch-page.js';
import { fetchPage, ROBOT } from './fetch-page.js';

/** What a host lets a robot do. */
export interface RobotRules {
  allows(url: URL): boolean;
  /** Seconds between two requests that it asks for. */
  readonly delaySeconds: number;
}

// The package is CommonJS and its types describe an ES module: what is imported is its default already.
const parseRobots = robotsParser as unknown as typeof robotsParser.default;
/** RFC 9309 §2.5: at least this much must be read. */
const MAX_ROBOTS_BYTES = 512_000;
const EVERYTHING: RobotRules = { allows: () => true, delaySeconds: 0 };
const NOTHING: RobotRules = { allows: () => false, delaySeconds: 0 };

/**
 * Rules of a host (RFC 9309): without a file everything may be read; where the server fails, nothing may be.
 * @throws StellwerkError RAG_CRAWL_ADDRESS_REFUSED, RAG_CRAWL_UNREACHABLE
 */
export async function robotRules(page: URL, options: Omit<FetchOptions, 'maxBytes'>): Promise<RobotRules> {
  const address = new URL('/robots.txt', page);
  const fetched = await fetchPage(address, { ...options, maxBytes: MAX_ROBOTS_BYTES });
  if (fetched.kind !== 'answer' || fetched.status >= 500) return NOTHING;
  if (fetched.status >= 400) return EVERYTHING;
  const rules = parseRobots(address.href, new TextDecoder().decode(fetched.body));
  return {
    allows: (url) => rules.isAllowed(url.href, ROBOT) !== false,
    delaySeconds: rules.getCrawlDelay(ROBOT) ?? 0,
  };
}

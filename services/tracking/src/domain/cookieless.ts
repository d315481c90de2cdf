import { createHmac } from 'node:crypto';
import { truncateIp } from './minimise.js';

/** What a cookieless id is made of; all of it is coarse before it is hashed. */
export interface VisitFacts {
  readonly source: string;
  readonly address: string | undefined;
  readonly userAgent: string | undefined;
}

/**
 * Key of a visitor for one day: HMAC-SHA-256 under the salt of the day, over source, truncated address and reduced user agent,
 * first 128 bits. When the salt is destroyed, no two days can be linked and none can be tried out.
 */
export function dailyKey(salt: Buffer, { source, address, userAgent }: VisitFacts): string {
  const facts = ['cookieless', source, truncateIp(address) ?? '', reduceUserAgent(userAgent ?? '')];
  return `device:${createHmac('sha256', salt).update(facts.join('\u001f')).digest('hex').slice(0, 32)}`;
}

/** A user agent without the minor parts of its versions, as browsers reduce their own. */
export const reduceUserAgent = (text: string): string => text.slice(0, 512).replace(/(\d+)(?:[._]\d+)+/g, '$1');

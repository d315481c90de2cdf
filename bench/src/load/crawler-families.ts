import { createHash } from 'node:crypto';
import { z } from 'zod';

const crawlers = z.array(z.object({ pattern: z.string(), url: z.string().optional(), instances: z.array(z.string()) }));

/** Programs of one owner, with the user agents that they send. */
export interface CrawlerFamily {
  readonly name: string;
  readonly userAgents: readonly string[];
  /** SHA-256 of the name modulo 5. */
  readonly fold: number;
}

/** Families of `crawler_user_agents.json`: same host of the address, else same first word of the pattern. */
export function crawlerFamilies(json: string): CrawlerFamily[] {
  const byName = new Map<string, string[]>();
  for (const { pattern, url, instances } of crawlers.parse(JSON.parse(json))) {
    const host = url === undefined ? undefined : URL.parse(url)?.hostname;
    const name = (host || /[A-Za-z0-9]+/.exec(pattern)?.[0] || pattern).toLowerCase();
    byName.set(name, [...(byName.get(name) ?? []), ...instances]);
  }
  return [...byName].map(([name, userAgents]) => ({ name, userAgents, fold: foldOf(name) }));
}

const foldOf = (name: string): number => Number(BigInt(`0x${createHash('sha256').update(name).digest('hex')}`) % 5n);

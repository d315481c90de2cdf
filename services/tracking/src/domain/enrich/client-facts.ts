import type { DeviceClass } from '@stellwerk/contracts';
import type { Verdict } from '../agents/user-agent-verdict.js';
import { LruCache } from '../lru-cache.js';
import { MAX_USER_AGENT_LENGTH, type ParsedUserAgent, type ParsedVersion } from './user-agent/parse-user-agent.js';

/** What a user agent is reduced to, and what it says of who sent it. */
export interface ClientFacts {
  readonly browser?: Version;
  readonly os?: Version;
  readonly class: DeviceClass;
  readonly verdict: Verdict;
}

export interface Version {
  readonly family: string;
  readonly major?: string;
}

export interface ClientFactsDeps {
  readonly parse: (userAgent: string) => ParsedUserAgent;
  readonly judge: (userAgent: string) => Verdict;
  /** Characters of the user agents that are remembered. */
  readonly capacity: number;
}

/** Reads user agents; each is understood once for as long as it keeps coming. */
export function createClientFacts({ parse, judge, capacity }: ClientFactsDeps): (userAgent: string) => ClientFacts {
  const cache = new LruCache<ClientFacts>(capacity);
  return (userAgent) => {
    const text = userAgent.slice(0, MAX_USER_AGENT_LENGTH);
    return cache.get(text, () => {
      const { browser, os, deviceClass } = parse(text);
      return { ...reduced('browser', browser), ...reduced('os', os), class: deviceClass, verdict: judge(text) };
    });
  };
}

function reduced(name: 'browser' | 'os', { family, major }: ParsedVersion): { [Key in typeof name]?: Version } {
  if (family === 'Other') return {};
  return { [name]: { family: family.slice(0, 64), ...(major !== null && { major: major.slice(0, 16) }) } };
}

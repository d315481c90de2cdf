import { createRequire } from 'node:module';
import { z } from 'zod';
import type { KnownAgent } from '../domain/agents/known-agents.js';

const list = z.array(z.object({ pattern: z.string(), tags: z.array(z.string()).optional() }));

/**
 * Patterns that also fit people, with what stands for them; `null` = nothing does. Each was found in user agents of browsers
 * and apps: build numbers of phones, the in-app browser of Facebook, letters inside other words.
 */
const CORRECTIONS: Readonly<Record<string, string | null>> = {
  '008\\/': '(?<![\\d.])008\\/',
  'RED\\/': '(?<![A-Z])RED\\/',
  'AP3A\\.240617\\.008': null,
  'MetaIAB Facebook': null,
};

const CLASS_OF_TAG: Readonly<Record<string, KnownAgent['class']>> = {
  'ai-crawler': 'ai-crawler',
  scanner: 'bad-bot',
  'http-library': 'bad-bot',
  'browser-automation': 'bad-bot',
};

/** Reads npm `crawler-user-agents` (MIT): programs by pattern, with a class from their tags. */
export function readCrawlerList(): KnownAgent[] {
  const entries = list.parse(createRequire(import.meta.url)('crawler-user-agents'));
  return entries.flatMap(({ pattern, tags = [] }) => {
    const corrected = Object.hasOwn(CORRECTIONS, pattern) ? CORRECTIONS[pattern] : pattern;
    if (corrected === null || corrected === undefined) return [];
    const [agentClass = 'good-bot'] = tags.flatMap((tag) => CLASS_OF_TAG[tag] ?? []);
    return [{ pattern: new RegExp(corrected), class: agentClass }];
  });
}

import { viewText } from '../personal-data/reading/text-view.js';
import type { Finding } from '../text-check.js';
import { privateKeys } from './private-keys.js';
import { secretRules } from './secret-rules.js';

/**
 * Secrets in a text: keys and tokens by the forms that issuers document, private keys, passwords in URLs and behind their
 * name. Pure and linear; findings stand in order and apart, the surest and longest of those that overlap.
 */
export function detectSecrets(text: string): Finding[] {
  const view = viewText(text);
  const found: Finding[] = [];
  const add = (rule: string, start: number, end: number, score: number) => {
    found.push({ rule, category: 'secret', ...view.original(start, end), score, layer: 'text' });
  };
  for (const { start, end } of privateKeys(view.text)) add('secret.private-key', start, end, 0.99);
  for (const { rule, pattern, score, check } of secretRules) {
    for (const match of view.text.matchAll(pattern)) {
      const [whole, group] = match;
      const secret = group ?? whole;
      if (check && !check(secret, whole)) continue;
      const start = match.index + (group === undefined ? 0 : whole.lastIndexOf(group));
      add(rule, start, start + secret.length, score);
    }
  }
  return withoutOverlaps(found);
}

function withoutOverlaps(found: Finding[]): Finding[] {
  found.sort((a, b) => a.start - b.start || b.end - a.end || b.score - a.score);
  const kept: Finding[] = [];
  for (const one of found) {
    const last = kept.at(-1);
    if (!last || one.start >= last.end) kept.push(one);
    else if (one.score > last.score)
      kept[kept.length - 1] = { ...one, start: Math.min(one.start, last.start), end: Math.max(one.end, last.end) };
    else if (one.end > last.end) kept[kept.length - 1] = { ...last, end: one.end };
  }
  return kept;
}

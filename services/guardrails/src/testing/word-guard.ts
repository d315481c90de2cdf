import type { TextCheck, TextGuard, TextVerdict } from '../text/text-guard.js';

/** A guard with rules on one page: `ANGRIFF` blocks, `GEHEIM` is masked, `SELTSAM` is flagged. */
export class WordGuard implements TextGuard {
  readonly checks: TextCheck[] = [];

  /** Put at the end of every answer. */
  closing = '';

  notice(): string {
    return this.closing;
  }

  async check(check: TextCheck): Promise<TextVerdict> {
    this.checks.push(check);
    const { text } = check;
    const found = (['ANGRIFF', 'GEHEIM', 'SELTSAM'] as const).find((word) => text.includes(word));
    const verdict = found === 'ANGRIFF' ? 'block' : found === 'GEHEIM' ? 'repair' : found ? 'flag' : 'allow';
    const start = found ? text.indexOf(found) : 0;
    return {
      verdict,
      tier: 'fast',
      policy: 'test@1',
      sentences: [],
      text: text.replaceAll('GEHEIM', '***'),
      findings: found
        ? [
            {
              rule: `word.${found.toLowerCase()}`,
              category: 'brand',
              start,
              end: start + found.length,
              score: 1,
              layer: 'text',
            },
          ]
        : [],
    };
  }
}

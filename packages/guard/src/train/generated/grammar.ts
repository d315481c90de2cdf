import { pick, type Random } from '../random.js';

/** Phrases by the name of the slot they fill; a phrase may hold slots itself. */
export type Grammar = Readonly<Record<string, readonly string[]>>;

/** Phrases between semicolons; an empty one at the end where the text ends in a semicolon. */
export const phrases = (text: string): string[] => text.split(';').map((phrase) => phrase.trim());

/** Templates of a grammar, one a line. */
export const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/**
 * One sentence of a grammar: slots `{name}` are filled at random, `(a|b|)` is a choice in place.
 * @throws RangeError for a slot the grammar does not know.
 */
export function sentence(random: Random, grammar: Grammar, template: string, depth = 0): string {
  if (depth > 8) throw new RangeError(`slots of "${template}" contain each other`);
  return template
    .replace(/\(([^()]*\|[^()]*)\)/g, (_, choices: string) => pick(random, choices.split('|')))
    .replace(/\{(\w+)\}/g, (_, slot: string) => {
      const phrases = grammar[slot];
      if (!phrases) throw new RangeError(`the grammar has no "${slot}"`);
      return sentence(random, grammar, pick(random, phrases), depth + 1);
    })
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** So many sentences of a grammar, templates in turn so that each is heard as often; duplicates left out. */
export function sentences(random: Random, grammar: Grammar, templates: readonly string[], count: number): string[] {
  const all = new Set<string>();
  for (let turn = 0; turn < count; turn++) all.add(sentence(random, grammar, templates[turn % templates.length] ?? ''));
  return [...all];
}

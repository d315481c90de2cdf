import { randomFrom, shuffled } from '@stellwerk/guard/train';

export { randomFrom as seededRandom } from '@stellwerk/guard/train';

/** The lines of a text in another order, the first where it was; the same seed gives the same order. */
export function shuffledLines(text: string, seed: number): string {
  const [header = '', ...lines] = text.trimEnd().split('\n');
  return [header, ...shuffled(randomFrom(seed), lines), ''].join('\n');
}

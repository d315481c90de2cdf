import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { splitSentences } from './sentences.js';

interface Paragraph {
  readonly context: string;
  /** `[start, end)` of each sentence. */
  readonly sentence_breaks: readonly (readonly [number, number])[];
}
interface Corpus {
  readonly data: readonly { readonly paragraphs: readonly Paragraph[] }[];
}

const folder = process.env.STELLWERK_DATA_DIR ?? join(import.meta.dirname, '../../../../shared/data');
const fileOf = (language: string) => join(folder, 'rag', `xquad_r_${language}.json`);
const isThere = ['de', 'en'].every((language) => existsSync(fileOf(language)));
if (!isThere)
  console.warn(`skipped: ${fileOf('de')} is not there; set STELLWERK_DATA_DIR to the folder with the public data sets`);

/** Ends of sentences within a paragraph; its own end is no achievement. */
function innerEnds(context: string, ends: readonly number[]): Set<number> {
  const last = context.trimEnd().length;
  return new Set(ends.map((end) => context.slice(0, end).trimEnd().length).filter((end) => end !== last));
}

(isThere ? describe : describe.skip)('boundaries of XQuAD-R', () => {
  it.each([
    ['de', 0.992],
    ['en', 0.995],
  ])('F1 of %s is at least %f', (language, floor) => {
    const { data }: Corpus = JSON.parse(readFileSync(fileOf(language), 'utf8'));
    const counts = { both: 0, found: 0, gold: 0 };
    for (const { context, sentence_breaks: breaks } of data.flatMap(({ paragraphs }) => paragraphs)) {
      const gold = innerEnds(
        context,
        breaks.map(([, end]) => end),
      );
      const found = innerEnds(
        context,
        splitSentences(context).map(({ end }) => end),
      );
      counts.gold += gold.size;
      counts.found += found.size;
      counts.both += [...gold].filter((end) => found.has(end)).length;
    }
    expect(counts.gold).toBeGreaterThan(900);
    expect((2 * counts.both) / (counts.found + counts.gold)).toBeGreaterThanOrEqual(floor);
  });
});

import fc from 'fast-check';
import { parsed } from '../../testing/documents.js';
import type { Chunk } from '../chunk.js';
import type { MediaType, ParsedDocument } from '../document.js';
import { chunkDocument } from './chunk-document.js';
import type { ChunkOptions } from './chunk-options.js';

const chunksOf = async (source: string, options: Partial<ChunkOptions> = {}, mediaType: MediaType = 'text/markdown') =>
  chunkDocument(await parsed(source, mediaType), options);
const texts = (chunks: readonly Chunk[]) => chunks.map(({ text }) => text);
const sections = (chunks: readonly Chunk[]) => [...new Set(chunks.map(({ parent }) => parent.contextualText))];

describe('chunking', () => {
  it('makes a chunk of each sentence, with headings, section, page and tokens', async () => {
    const chunks = await chunksOf(
      '# Rückgabe\n\n## Frist\n\nSie haben 30 Tage Zeit, z. B. bis zum 3. Mai. Danach nehmen wir nichts zurück.',
    );
    expect(chunks).toMatchObject([
      {
        ordinal: 0,
        text: 'Sie haben 30 Tage Zeit, z. B. bis zum 3. Mai.',
        headingPath: ['Rückgabe', 'Frist'],
        language: 'de',
        tokens: 13,
      },
      { ordinal: 1, text: 'Danach nehmen wir nichts zurück.', headingPath: ['Rückgabe', 'Frist'] },
    ]);
    expect(chunks[0]?.parent).toBe(chunks[1]?.parent);
    expect(sections(chunks)).toEqual([
      'Rückgabe\nFrist\nSie haben 30 Tage Zeit, z. B. bis zum 3. Mai. Danach nehmen wir nichts zurück.',
    ]);
  });

  it('joins what is too short to be found to its neighbour', async () => {
    expect(texts(await chunksOf('Ja. Das geht innerhalb von 30 Tagen. Danke. Auf Wiedersehen und bis bald!'))).toEqual([
      'Ja. Das geht innerhalb von 30 Tagen. Danke.',
      'Auf Wiedersehen und bis bald!',
    ]);
  });

  it.each<[string, string, string[]]>([
    [
      'a question with its answers',
      'Frage,Antwort\nWie lange?,"Das sind 30 Tage.\n\nAb Lieferung."\nWas kostet es?,Nichts.',
      ['doc-1\nWie lange?\n\nDas sind 30 Tage.\n\nAb Lieferung.', 'doc-1\nWas kostet es?\n\nNichts.'],
    ],
    ['rows of a table', 'Land,Preis\nDE,5\nAT,9', ['doc-1\nLand | Preis\nDE | 5\nAT | 9']],
  ])('keeps %s together', async (_name, csv, expected) => {
    expect(sections(await chunksOf(csv, {}, 'text/csv'))).toEqual(expected);
  });

  it('leads to a list by the line before it', async () => {
    const chunks = await chunksOf(
      'Ausgenommen sind die folgenden Waren:\n\n- Leuchtmittel ohne Verpackung\n- Sonderanfertigungen',
    );
    expect(sections(chunks)).toHaveLength(1);
    expect(texts(chunks)[1]).toBe('Leuchtmittel ohne Verpackung');
  });

  it('repeats headers and questions where a section had to be split', async () => {
    const rows = Array.from({ length: 20 }, (_, index) => `Artikel ${index},${index} EUR`).join('\n');
    const table = sections(await chunksOf(`Name,Preis\n${rows}`, { maxSectionUnits: 200 }, 'text/csv'));
    expect(table.length).toBeGreaterThan(1);
    expect(table.slice(1).every((text) => text.startsWith('doc-1\nName | Preis\nArtikel'))).toBe(true);
    const answer = 'Das ist ein Satz der Antwort. '.repeat(12);
    const faq = sections(
      await chunksOf(`Frage,Antwort\nWie lange dauert das?,${answer}`, { maxSectionUnits: 200 }, 'text/csv'),
    );
    expect(faq.length).toBeGreaterThan(1);
    expect(faq.every((text) => text.startsWith('doc-1\nWie lange dauert das?'))).toBe(true);
  });

  it('puts the sentence before into the contextual text of a short section', async () => {
    const [, second] = sections(await chunksOf('Die Arc gibt es in drei Farben.\n\n- Sie hat einen Dimmer.'));
    expect(second).toBe('doc-1\nDie Arc gibt es in drei Farben.\nSie hat einen Dimmer.');
  });

  it('keeps a heading that nothing follows', async () => {
    expect(texts(await chunksOf('# A\n\n## B\n\nText hier.\n\n## C'))).toEqual(['Text hier.', 'C']);
  });

  it('tells the languages of sections apart', async () => {
    const german =
      'Sie können jede Lampe innerhalb von dreißig Tagen nach der Lieferung zurückgeben, solange sie vollständig ist.';
    const english =
      'You can return every lamp within thirty days of delivery, as long as it is complete and has not been damaged.';
    const chunks = await chunksOf(`# Deutsch\n\n${german}\n\n# English\n\n${english}\n\n- Arc 3\n`);
    expect(chunks.map(({ language }) => language)).toEqual(['de', 'en', 'de']);
  });

  it('splits long sentences at clauses, and never a number, date or address', async () => {
    const clause =
      'am 3. Mai 2026 kostete das Modell WR-1042 bei uns 1 249,90 EUR laut https://lampen.example/preise?a=1,2, ';
    const chunks = await chunksOf(clause.repeat(15), { maxChunkUnits: 150 });
    expect(chunks.length).toBeGreaterThan(10);
    for (const { text } of chunks) {
      expect(text.length).toBeLessThanOrEqual(150);
      expect(text).toMatch(/^am 3\. Mai .*1,2,?$/);
    }
  });

  it('cuts a run without blanks only when it is longer than anybody reads', async () => {
    expect(
      texts(await chunksOf(`Siehe https://x.example/${'a'.repeat(900)} hier.`)).some((text) =>
        text.includes('a'.repeat(900)),
      ),
    ).toBe(true);
    const lengths = texts(await chunksOf('😀'.repeat(3_000))).map((text) => [text.length, text.isWellFormed()]);
    expect(lengths).toEqual([
      [2_000, true],
      [2_000, true],
      [2_000, true],
    ]);
  });

  describe('for any document', () => {
    const word = fc.constantFrom(
      'Lampe',
      'kostet',
      '4,90 €',
      'am 3. Mai',
      'z. B.',
      'https://a.example/b,c;d',
      '12 000',
      'Dr. Weber',
      'Ja.',
      'Ende.',
      'und;',
      'so –',
      'WR-1042',
      '3.5 km',
      'wie?',
      '😀',
      '|',
    );
    const line = fc.array(word, { minLength: 1, maxLength: 40 }).map((words) => words.join(' '));
    const block = fc
      .tuple(fc.constantFrom('# ', '## ', '', '', '- ', '> ', '1. '), line)
      .map((parts) => parts.join(''));
    const source = fc.array(block, { minLength: 1, maxLength: 12 }).map((blocks) => blocks.join('\n\n'));
    const sizes = fc.record({
      minChunkUnits: fc.integer({ min: 0, max: 60 }),
      maxChunkUnits: fc.integer({ min: 80, max: 400 }),
      maxSectionUnits: fc.integer({ min: 100, max: 900 }),
    });
    it('chunks are ordered, disjoint, whole, bounded slices that hold everything but blanks', () =>
      fc.assert(
        fc.asyncProperty(source, sizes, async (markdown, options) => {
          const document = await parsed(markdown, 'text/markdown');
          const chunks = chunkDocument(document, options);
          expect(problemsOf(document, chunks, options.maxChunkUnits)).toEqual([]);
          expect(chunkDocument(document, options)).toEqual(chunks);
        }),
        { numRuns: 150 },
      ));
  });
});

/** What is wrong with the chunks of a document; a list for one look at all of it. */
function problemsOf({ text, blocks }: ParsedDocument, chunks: readonly Chunk[], maxUnits: number): string[] {
  const problems: string[] = [];
  const hold = (isHeld: boolean, what: string) => isHeld || problems.push(what);
  const headings = blocks.filter(({ kind }) => kind === 'heading');
  const wholes = new Set(
    blocks.filter(({ kind }) => kind === 'table-row' || kind === 'heading').map(({ start }) => start),
  );
  for (const [index, { ordinal, start, end, parent, sentences, text: own }] of chunks.entries()) {
    hold(ordinal === index, `${index} has ordinal ${ordinal}`);
    hold(start >= (chunks[index - 1]?.end ?? 0), `${index} overlaps`);
    hold(text.slice(start, end) === own && own.trim() === own && own !== '', `${index} is no slice`);
    hold(parent.start <= start && end <= parent.end, `${index} leaves its section`);
    hold(sentences.at(0)?.start === start && sentences.at(-1)?.end === end, `${index} is not its sentences`);
    hold(wholes.has(start) || end - start <= maxUnits, `${index} is too long`);
  }
  let held = 0;
  for (const { start, end } of [...chunks, ...headings].sort((a, b) => a.start - b.start)) {
    hold(text.slice(held, start).trim() === '', `${held} to ${start} is lost`);
    held = Math.max(held, end);
  }
  hold(text.slice(held).trim() === '', 'the end is lost');
  for (const match of text.matchAll(/4,90 €|3\. Mai|12 000|https:\S+|WR-1042|3\.5 km/g)) {
    const isWithin = (at: number) => at > match.index && at < match.index + match[0].length;
    hold(!chunks.some(({ start, end }) => isWithin(start) || isWithin(end)), `${match[0]} is cut`);
  }
  return problems;
}

import { readFileSync } from 'node:fs';
import { chunkDocument } from '@stellwerk/rag';
import { splitSentences } from '@stellwerk/text';
import { type Benchmark, type FigurePlan, type Measurement } from './benchmark.js';
import { rankByWords } from './rag/rank-by-words.js';

const LANGUAGES = { de: 'German', en: 'English' } as const;
/** Sentences shorter than this are joined to their neighbour, in UTF-16 units. The first is the default. */
const SIZES = [24, 0, 60, 120, 240] as const;
/** What a prompt has room for, in UTF-16 units. */
const ROOM = 1_000;

interface Paragraph {
  readonly context: string;
  readonly sentence_breaks: readonly (readonly [number, number])[];
  readonly qas: readonly {
    readonly question: string;
    readonly answers: readonly { readonly text: string; readonly answer_start: number }[];
  }[];
}

const share = (): FigurePlan => ({ unit: 'share', aim: null });
const figures: Record<string, FigurePlan> = {};
for (const language of Object.values(LANGUAGES)) {
  figures[`sentence boundaries, F1, ${language}`] = share();
  for (const size of SIZES) figures[`answer within ${ROOM} units, joined below ${size}, ${language}`] = share();
}

const benchmark: Benchmark = {
  name: 'rag.chunking',
  describe: 'Where sentences end, and how long a chunk should be: XQuAD-R, 1,190 questions a language.',
  seed: null,
  load: { generator: 'none: the measured process works on texts', cores: 0 },
  figures,
  async run({ short, note, cut, data, log }) {
    note(
      'boundaries: ends of sentences within paragraphs against those of the set; ends of paragraphs are not counted',
    );
    note(
      `answer within ${ROOM} units: chunks by stemmed BM25 (k1 1.2, b .75) until ${ROOM} units are full; one overlaps the answer`,
    );
    note('a chunk is what is cited as well: the default keeps to single sentences, and sections give the surroundings');
    const measured: Measurement[] = [];
    for (const [code, language] of Object.entries(LANGUAGES)) {
      const all = paragraphsOf(data(`rag/xquad_r_${code}.json`));
      const paragraphs = short ? all.slice(0, 60) : all;
      measured.push({ name: `sentence boundaries, F1, ${language}`, ...boundaries(paragraphs) });
      for (const size of SIZES) {
        log(`${language}, joined below ${size}`);
        measured.push({
          name: `answer within ${ROOM} units, joined below ${size}, ${language}`,
          ...answered(paragraphs, code, size),
        });
      }
    }
    if (short) cut('60 paragraphs of 240');
    return measured;
  },
};

function paragraphsOf(file: string): Paragraph[] {
  const { data } = JSON.parse(readFileSync(file, 'utf8')) as { data: readonly { paragraphs: readonly Paragraph[] }[] };
  return data.flatMap(({ paragraphs }) => paragraphs);
}

function boundaries(paragraphs: readonly Paragraph[]): { value: number; n: number } {
  let [both, found, gold] = [0, 0, 0];
  for (const { context, sentence_breaks: breaks } of paragraphs) {
    const inner = (ends: readonly number[]) =>
      new Set(
        ends.map((end) => context.slice(0, end).trimEnd().length).filter((end) => end !== context.trimEnd().length),
      );
    const [own, given] = [inner(splitSentences(context).map(({ end }) => end)), inner(breaks.map(([, end]) => end))];
    both += [...given].filter((end) => own.has(end)).length;
    found += own.size;
    gold += given.size;
  }
  return { value: (2 * both) / (found + gold), n: gold };
}

/** Share of the questions whose answer stands in the best chunks that there is room for. */
function answered(
  paragraphs: readonly Paragraph[],
  language: string,
  minChunkUnits: number,
): { value: number; n: number } {
  const chunks: { readonly paragraph: number; readonly start: number; readonly end: number; readonly text: string }[] =
    [];
  for (const [paragraph, { context }] of paragraphs.entries()) {
    // As the set has it: its offsets count characters that normalisation takes out.
    const block = { kind: 'paragraph', start: 0, end: context.length } as const;
    const document = { title: '', language, text: context, blocks: [block] };
    for (const { start, end, text } of chunkDocument(document, { minChunkUnits }))
      chunks.push({ paragraph, start, end, text });
  }
  const rank = rankByWords(chunks.map(({ text }) => text));
  let [hits, questions] = [0, 0];
  for (const [paragraph, { qas }] of paragraphs.entries()) {
    for (const { question, answers } of qas) {
      const [answer] = answers;
      if (answer === undefined) continue;
      const [start, end] = [answer.answer_start, answer.answer_start + answer.text.length];
      let room = ROOM;
      questions++;
      for (const [place, index] of rank(question).entries()) {
        const chunk = chunks[index];
        room -= chunk?.text.length ?? 0;
        if (chunk === undefined || (room < 0 && place > 0)) break;
        if (chunk.paragraph !== paragraph || chunk.start >= end || start >= chunk.end) continue;
        hits++;
        break;
      }
    }
  }
  return { value: hits / questions, n: questions };
}

export default benchmark;

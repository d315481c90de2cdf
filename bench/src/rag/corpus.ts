import { readFileSync } from 'node:fs';
import type { IncomingDocument } from '@stellwerk/rag';
import { parse } from 'csv-parse/sync';
import { readPassages } from '../claims/xquad.js';

export const TENANT = 'bench';

/** Files of the corpus below the data folder. */
export const corpusFiles = ['rag/xquad_r_de.json', 'rag/xquad_r_en.json', 'rag/covid_faq.tsv'] as const;

interface Source {
  readonly documentId: string;
  readonly source: string;
  readonly text: string;
  readonly language?: string;
}

/** Paragraphs of XQuAD-R in both languages and the answers of the FAQ of public authorities, a document each. */
export function readCorpus([german, english, faq]: readonly string[]): Source[] {
  const passages = readPassages(german ?? '', english ?? '').flatMap(({ text }, at) =>
    (['de', 'en'] as const).map((language) => ({
      documentId: `paragraph-${at}-${language}`,
      source: 'encyclopaedia',
      text: text[language],
      language,
    })),
  );
  const rows: Record<string, string>[] = parse(readFileSync(faq ?? ''), {
    columns: true,
    delimiter: '\t',
    relax_column_count: true,
  });
  const answers = rows.map(({ question = '', answer = '' }, at) => ({
    documentId: `faq-${at}`,
    source: 'faq',
    text: `# ${question.replace(/\s+/g, ' ')}\n\n${answer}`,
  }));
  return [...passages, ...answers];
}

/** Documents of which a round changes one. */
const CHANGED_EVERY = 3;

/** The corpus in a round: a third of the documents get another last sentence in each, the others stay as they were. */
export function documentsOf(corpus: readonly Source[], round: number): IncomingDocument[] {
  return corpus.map(({ documentId, source, text, language }, at) => {
    const edition = Math.floor((round + (at % CHANGED_EVERY)) / CHANGED_EVERY);
    return {
      tenant: TENANT,
      source,
      documentId,
      mediaType: 'text/markdown',
      bytes: new TextEncoder().encode(`${text}\n\nThis is edition ${edition} of the text.\n`),
      ...(language !== undefined && { language }),
      stewardship: {
        owner: 'benchmark',
        legalBasis: 'published data',
        licence: 'see data',
        trust: 'reviewed',
        keepUntil: null,
      },
      access: ['public'],
      tags: {},
    };
  });
}

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Language } from './document.js';

/** Files below the data folder that lend their texts. */
export const carrierFiles = [
  'rag/xquad_r_de.json',
  'rag/xquad_r_en.json',
  'rag/covid_faq.tsv',
  'guardrails/bipia_email_train.jsonl',
] as const;

/** A text without planted data, of people who know nothing of the detector. */
export interface Carrier {
  readonly source: 'encyclopaedia' | 'questions' | 'mails';
  readonly language: Language;
  readonly text: string;
}

const xquad = z.object({ data: z.array(z.object({ paragraphs: z.array(z.object({ context: z.string() })) })) });
const mail = z.object({ context: z.string() });

/** Reads the carriers; `fileOf` gives the path of a file of the data folder. */
export function readCarriers(fileOf: (file: string) => string): Carrier[] {
  const read = (file: (typeof carrierFiles)[number]) => readFileSync(fileOf(file), 'utf8');
  const paragraphs = (file: 'rag/xquad_r_de.json' | 'rag/xquad_r_en.json', language: Language): Carrier[] =>
    xquad
      .parse(JSON.parse(read(file)))
      .data.flatMap((article) =>
        article.paragraphs.map(({ context }) => ({ source: 'encyclopaedia', language, text: context })),
      );
  const [head = '', ...rows] = read('rag/covid_faq.tsv').split('\n');
  const columns = head.split('\t');
  const [answer, language] = [columns.indexOf('answer'), columns.indexOf('lang')];
  const questions = rows.flatMap((row): Carrier[] => {
    const cells = row.split('\t');
    const [text, lang] = [cells[answer]?.trim(), cells[language]];
    return text && text.length > 80 && (lang === 'de' || lang === 'en')
      ? [{ source: 'questions', language: lang, text }]
      : [];
  });
  const mails = read('guardrails/bipia_email_train.jsonl')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): Carrier => ({ source: 'mails', language: 'en', text: mail.parse(JSON.parse(line)).context }));
  return [
    ...paragraphs('rag/xquad_r_de.json', 'de'),
    ...paragraphs('rag/xquad_r_en.json', 'en'),
    ...questions,
    ...mails,
  ];
}

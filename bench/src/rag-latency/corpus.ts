import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ParsedDocument } from '@stellwerk/rag';
import { z } from 'zod';

const xquad = z.object({
  data: z.array(
    z.object({
      title: z.string().optional(),
      paragraphs: z.array(z.object({ context: z.string(), qas: z.array(z.object({ question: z.string() })) })),
    }),
  ),
});

export interface CorpusDocument extends ParsedDocument {
  readonly documentId: string;
  readonly source: string;
  readonly version: string;
}

export interface Corpus {
  readonly documents: readonly CorpusDocument[];
  /** Written by people, German and English. */
  readonly questions: readonly string[];
}

/** Paragraphs of XQuAD-R in German and English, with their questions, and the answers of public authorities in five languages. */
export function readCorpus(fileOf: (file: string) => string): Corpus {
  const documents: CorpusDocument[] = [];
  const questions: string[] = [];
  for (const language of ['de', 'en']) {
    const { data } = xquad.parse(JSON.parse(readFileSync(fileOf(`rag/xquad_r_${language}.json`), 'utf8')));
    for (const [article, { title = `article ${article}`, paragraphs }] of data.entries()) {
      for (const [number, { context, qas }] of paragraphs.entries()) {
        const documentId = `${language}/${article}/${number}`;
        documents.push(documentOf({ documentId, source: 'encyclopaedia', language, title }, [['paragraph', context]]));
        questions.push(...qas.map(({ question }) => question));
      }
    }
  }
  return { documents: [...documents, ...answersOfAuthorities(fileOf('rag/covid_faq.tsv'))], questions };
}

function answersOfAuthorities(file: string): CorpusDocument[] {
  const [head = '', ...rows] = readFileSync(file, 'utf8').split('\n');
  const columns = head.split('\t');
  const [question, answer, lang] = ['question', 'answer', 'lang'].map((name) => columns.indexOf(name));
  return rows.flatMap((row, number) => {
    const cells = row.split('\t');
    const [asked, answered, language] = [question, answer, lang].map((column) => cells[column ?? -1]?.trim());
    if (!asked || !answered || !language) return [];
    const origin = { documentId: `faq/${number}`, source: 'faq', language, title: asked };
    return [
      documentOf(origin, [
        ['question', asked],
        ['answer', answered],
      ]),
    ];
  });
}

function documentOf(
  origin: Pick<CorpusDocument, 'documentId' | 'source' | 'language' | 'title'>,
  parts: readonly (readonly ['paragraph' | 'question' | 'answer', string])[],
): CorpusDocument {
  const blocks: { kind: 'paragraph' | 'question' | 'answer'; start: number; end: number }[] = [];
  let text = '';
  for (const [kind, raw] of parts) {
    const part = raw.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
    if (text !== '') text += '\n';
    blocks.push({ kind, start: text.length, end: text.length + part.length });
    text += part;
  }
  const version = createHash('sha256').update(text).digest('hex').slice(0, 32);
  return { ...origin, text, blocks, version };
}

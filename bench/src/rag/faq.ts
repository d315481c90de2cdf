import { readFileSync } from 'node:fs';
import { chunkDocument, generationName, ndcg, recall, type SearchFilters, type SearchHit } from '@stellwerk/rag';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Measurement } from '../benchmark.js';
import { type BenchDocument, indexDocuments } from './index-corpus.js';
import { engineRetriever } from './search-engine.js';
import type { SearchStack } from './search-stack.js';

const rowSchema = z.object({
  question: z.string(),
  answer: z.string(),
  source: z.string(),
  lang: z.string(),
});

export interface FaqEntry {
  readonly question: string;
  readonly document: BenchDocument;
}

/** UTF-16 units of an answer that are indexed. */
export const FAQ_ANSWER_UNITS = 300;

/**
 * German and English answers of `covid_faq.tsv` as documents without their questions, so that a question is found by what
 * answers it. Entries whose answer another entry repeats are left out: there would be two right ones.
 */
export function readFaq(file: string): FaqEntry[] {
  const rows = z
    .array(rowSchema)
    .parse(parse(readFileSync(file, 'utf8'), { columns: true, delimiter: '\t', relax_quotes: true }));
  const seen = new Set<string>();
  return rows.flatMap(({ question, answer, source, lang }, index): FaqEntry[] => {
    const text = answer.normalize('NFC').trim().slice(0, FAQ_ANSWER_UNITS).trim();
    if ((lang !== 'de' && lang !== 'en') || text === '' || seen.has(text)) return [];
    seen.add(text);
    const title = source;
    const blocks = [{ kind: 'paragraph', start: 0, end: text.length } as const];
    return [
      {
        question,
        document: {
          id: `faq-${index}`,
          source,
          title,
          language: lang,
          publishedAt: dayOf(index),
          text,
          chunks: chunkDocument({ title, language: lang, text, blocks }).map((chunk) => ({ ...chunk, language: lang })),
        },
      },
    ];
  });
}

const MS_PER_DAY = 86_400_000;
const FIRST_DAY = Date.UTC(2020, 2, 27);
const DAYS = 30;
const dayOf = (row: number): string => new Date(FIRST_DAY + (row % DAYS) * MS_PER_DAY).toISOString().slice(0, 10);

type FilterName = 'none' | 'language' | 'source' | 'day';
const filterOf: Readonly<Record<FilterName, (document: BenchDocument) => SearchFilters>> = {
  none: () => ({}),
  language: ({ language }) => ({ languages: [language] }),
  source: ({ source }) => ({ sources: [source] }),
  day: ({ publishedAt = '' }) => ({ publishedFrom: publishedAt, publishedTo: publishedAt }),
};
const fits: Readonly<Record<FilterName, (hit: SearchHit, document: BenchDocument) => boolean>> = {
  none: () => true,
  language: (hit, { language }) => hit.language === language,
  source: (hit, { source }) => hit.source === source,
  day: (hit, { publishedAt }) => hit.publishedAt === publishedAt,
};

/** Questions of the FAQ, each asked without a filter and with one that its answer passes, through the engine. */
export async function measureFaq(
  file: string,
  stack: SearchStack,
  every: number,
  log: (message: string) => void,
): Promise<Measurement[]> {
  const entries = readFaq(file);
  log(`FAQ: ${entries.length} answers`);
  const name = generationName(stack.tools.generation);
  const index = await indexDocuments(
    entries.map(({ document }) => document),
    'faq',
    name,
    stack.tools,
  );
  const retriever = await engineRetriever(index, 'faq', stack);
  const asked = entries.filter((_entry, place) => place % every === 0);
  const measured: Measurement[] = [];
  let outside = 0;
  for (const filter of Object.keys(filterOf) as FilterName[]) {
    let [gain, found] = [0, 0];
    for (const { question, document } of asked) {
      const request = {
        query: question.slice(0, 500),
        limit: 10,
        unit: 'section',
        filters: filterOf[filter](document),
      } as const;
      const { hits } = await retriever.search(request, { tenant: 'faq', access: ['public'] });
      outside += hits.filter((hit) => !fits[filter](hit, document)).length;
      const documents = [...new Set(hits.map(({ documentId }) => documentId))];
      const ranked = { found: documents.map((id) => (id === document.id ? 0 : null)), items: 1 };
      gain += ndcg(ranked, 10);
      found += recall(ranked, 10);
    }
    measured.push({ name: `FAQ, filter ${filter}, nDCG@10`, value: gain / asked.length, n: asked.length });
    measured.push({ name: `FAQ, filter ${filter}, R@10`, value: found / asked.length, n: asked.length });
  }
  return [...measured, { name: 'FAQ, hits outside their filter', value: outside, n: asked.length * 4 }];
}

import type { Answer } from '../domain/answer.js';
import type { CorpusAnswer } from '../domain/search.js';

/** Documents that a text names; beyond it only their number is told. */
const NAMED = 20;

const WORDS = {
  de: { one: 'Dokument', many: 'Dokumente', more: 'und weitere' },
  en: { one: 'document', many: 'documents', more: 'and more' },
} as const;

/** Which documents there are, for a person to read: how many, and the titles of the first. */
export function listingOf({ total, documents }: CorpusAnswer, language: Answer['language']): string {
  const { one, many, more } = WORDS[language];
  const named = documents.slice(0, NAMED).map(({ title }) => `- ${title.replace(/\s+/g, ' ')}`);
  const rest = total - named.length;
  return [`${total} ${total === 1 ? one : many}:`, ...named, ...(rest > 0 ? [`- ${more} ${rest}`] : [])].join('\n');
}

import type { CorpusDocument } from '../domain/search.js';
import { listingOf } from './listing.js';

const document = (title: string): CorpusDocument => ({
  ...{ documentId: title, version: 'v1', source: 'faq', title, language: 'de' },
});
const corpus = (total: number) => ({
  total,
  documents: Array.from({ length: Math.min(total, 100) }, (_none, at) => document(`Seite ${at + 1}`)),
  sources: [],
  languages: [],
});

describe('a list of documents for a person', () => {
  it.each([
    ['de', 1, '1 Dokument:\n- Seite 1'],
    ['en', 2, '2 documents:\n- Seite 1\n- Seite 2'],
  ] as const)('in %s says how many of %s there are and names them', (language, total, expected) => {
    expect(listingOf(corpus(total), language)).toBe(expected);
  });

  it('names the first of many and counts the others', () => {
    const lines = listingOf(corpus(250), 'de').split('\n');
    expect([lines.length, lines.at(0), lines.at(-1)]).toEqual([22, '250 Dokumente:', '- und weitere 230']);
  });

  it('stays a list whatever a title holds', () => {
    expect(listingOf({ ...corpus(1), documents: [document('Eins\n- Zwei')] }, 'en')).toBe('1 document:\n- Eins - Zwei');
  });
});

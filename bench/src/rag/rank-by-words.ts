import { stopWords, tokenise } from '@stellwerk/text';

const [K1, B] = [1.2, 0.75];

/**
 * Texts by BM25 of their stems: gives the indices of those that share a word with a query, the best first, ties in order.
 * (Robertson and Zaragoza 2009, with Lucene's idf, which is never negative.)
 */
export function rankByWords(texts: readonly string[]): (query: string) => number[] {
  const documents = texts.map(stemsOf);
  const mean = documents.reduce((sum, { length }) => sum + length, 0) / documents.length;
  const postings = new Map<string, Map<number, number>>();
  for (const [index, stems] of documents.entries()) {
    for (const stem of stems) {
      const places = postings.get(stem) ?? new Map<number, number>();
      places.set(index, (places.get(index) ?? 0) + 1);
      postings.set(stem, places);
    }
  }
  return (query) => {
    const scores = new Map<number, number>();
    for (const stem of new Set(stemsOf(query))) {
      const places = postings.get(stem) ?? new Map<number, number>();
      const idf = Math.log(1 + (documents.length - places.size + 0.5) / (places.size + 0.5));
      for (const [index, count] of places) {
        const length = documents[index]?.length ?? 0;
        const weight = (count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / mean));
        scores.set(index, (scores.get(index) ?? 0) + idf * weight);
      }
    }
    return [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([index]) => index);
  };
}

function stemsOf(text: string): string[] {
  return tokenise(text)
    .filter(({ kind, folded }) => kind !== 'word' || !stopWords.has(folded))
    .map((token) => (token.kind === 'word' ? token.stem : token.folded));
}

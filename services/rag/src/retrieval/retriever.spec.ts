import type { Reranker } from '@stellwerk/models';
import type { Reader, SearchFilters, SearchRequest } from '../domain/search.js';
import { contextOf } from './context.js';
import { searchDefaults } from './options.js';
import { createRetriever, type RetrieverParts } from './retriever.js';
import { type SmallDocument, smallIndex } from './testing/small-index.js';

const reader = { tenant: 'demo', access: ['public'] };
const request = (query: string, more: Partial<SearchRequest> = {}): SearchRequest => ({
  query,
  limit: 5,
  unit: 'sentence',
  filters: {},
  ...more,
});

const shop: readonly SmallDocument[] = [
  {
    id: 'versand',
    text: 'Wir liefern innerhalb von drei Tagen. Der Versand nach Österreich kostet 9 Euro. Das Modell WR-1042 wird als Speditionsware geliefert.',
    tags: { topic: 'shipping', market: 'at' },
    publishedAt: '2026-03-01',
  },
  {
    id: 'rueckgabe',
    text: 'Ungetragene Ware nehmen wir 30 Tage lang zurück. Die Rücksendung ist kostenlos, wenn der Bestellwert 40 Euro übersteigt.',
    tags: { topic: 'returns' },
    publishedAt: '2020-03-01',
    trust: 'untrusted',
  },
  {
    id: 'returns',
    text: 'We take back unworn goods for 30 days. Items of the model WR-1024 are excluded from returns. The Aurora Trail tent has its own terms.',
    language: 'en',
    source: 'terms',
    publishedAt: '2026-01-01',
    trust: 'own',
  },
  {
    id: 'intern',
    text: 'Der Einkaufspreis der Zelte liegt bei 80 Euro. Rabatte gibt der Einkauf frei.',
    access: ['role:analyst'],
  },
  {
    id: 'alt',
    text: 'Ungetragene Ware nehmen wir 14 Tage lang zurück. Bestellung 4821377 wurde storniert.',
    visibleUntil: 1,
  },
  {
    id: 'bestellung',
    text: 'Zur Bestellung 4821377 gehört ein Zelt. Zur Bestellung 4821773 gehört ein Schlafsack.',
    visibleFrom: 1,
  },
];
const search = (asked: SearchRequest, who: Reader = reader, parts: Partial<RetrieverParts> = {}) =>
  createRetriever({ ...smallIndex(shop), ...parts }).search(asked, who);

describe('a search', () => {
  it.each([
    ['a code', 'Was gilt für WR-1042?', 'WR-1042'],
    ['a code in other letters', 'was gilt für wr1042', 'WR-1042'],
    ['a code that differs by two digits', 'Returns of WR-1024', 'WR-1024'],
    ['an order number', 'Was gehört zu 4821377?', '4821377'],
    ['an order number that differs by two digits', 'Was gehört zu 4821773?', '4821773'],
    ['the name of a product', 'aurora trail', 'Aurora Trail'],
    ['a quoted phrase', '"30 Tage lang" zurück', '30 Tage lang'],
    ['a quoted phrase in German marks', 'Ware „innerhalb von drei Tagen“ geliefert?', 'innerhalb von drei Tagen'],
  ])('finds %s first', async (_what, query, expected) => {
    const { hits } = await search(request(query));
    expect(hits[0]?.text).toContain(expected);
  });

  it.each([
    ['a code', 'Wie lange ist die Lieferzeit für das Modell WR-1042?'],
    ['a long number', 'Wie lange ist die Lieferzeit für das Modell 4821377?'],
    ['a quoted phrase', 'Wie lange ist die Lieferzeit für das Modell "nur per Spedition"?'],
  ])('puts what has %s before what shares all other words of the question', async (_what, query) => {
    const parts = smallIndex([
      { id: 'wordy', text: 'Wie lange ist die Lieferzeit für das Modell?' },
      { id: 'other', text: 'Die Lieferzeit für das Modell WR-1024 zur Bestellung 4821773 ist lange: per Spedition.' },
      { id: 'exact', text: 'WR-1042 aus 4821377 kommt nur per Spedition.' },
      ...['Zelt', 'Schlafsack', 'Kocher', 'Lampe', 'Rucksack'].map((id) => ({
        id,
        text: `Der Artikel ${id} ist beliebt.`,
      })),
    ]);
    const { hits } = await search(request(query), reader, parts);
    expect(hits[0]?.documentId).toBe('exact');
    expect(hits[0]?.signals.exact?.rank).toBe(1);
  });

  it('gives slices of the stored versions, with what every signal said of them', async () => {
    const { hits, generation } = await search(request('Was kostet der Versand nach Österreich?'));
    const [best] = hits;
    expect(best?.text).toBe(shop[0]?.text.slice(best?.start, best?.end));
    expect(best?.text).toBe('Der Versand nach Österreich kostet 9 Euro.');
    expect(Object.keys(best?.signals ?? {}).sort()).toEqual(
      ['grams', 'section', 'section-grams', 'section-words', 'sentence', 'words'].sort(),
    );
    expect(best?.signals.words).toMatchObject({ rank: 1 });
    expect(best?.score).toBeCloseTo(
      Object.entries(best?.signals ?? {}).reduce(
        (sum, [name, { normalised }]) => sum + normalised * (searchDefaults.weights[name as 'words'] ?? 0),
        0,
      ),
    );
    expect(generation).toMatch(/^hashed-letters-64/);
    expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).sort((a, b) => b - a));
  });

  it.each<[string, SearchFilters, readonly string[]]>([
    ['source', { sources: ['terms'] }, ['returns']],
    ['language', { languages: ['en'] }, ['returns']],
    ['document', { documentIds: ['versand', 'bestellung'] }, ['bestellung', 'versand']],
    ['tag', { tags: { topic: ['shipping', 'returns'] } }, ['rueckgabe', 'versand']],
    ['two tags', { tags: { topic: ['shipping', 'returns'], market: ['at'] } }, ['versand']],
    ['date', { publishedFrom: '2026-01-01', publishedTo: '2026-01-31' }, ['returns']],
    ['trust', { minimumTrust: 'own' }, ['returns']],
    ['nothing that is there', { sources: ['none'] }, []],
  ])('keeps to the filter of %s', async (_what, filters, expected) => {
    const { hits } = await search(request('Ware returns Bestellung', { filters, limit: 100 }));
    expect([...new Set(hits.map(({ documentId }) => documentId))].sort()).toEqual(expected);
  });

  it('shows a reader what one of the labels allows, and what is visible now', async () => {
    const found = async (access: string[]) =>
      new Set(
        (await search(request('Zelte Einkaufspreis Ware', { limit: 100 }), { tenant: 'demo', access })).hits.map(
          ({ documentId }) => documentId,
        ),
      );
    expect((await found(['public'])).has('intern')).toBe(false);
    expect(await found(['role:analyst'])).toEqual(new Set(['intern']));
    expect((await found(['public', 'role:analyst'])).has('alt')).toBe(false);
  });

  it('gives each section once, whole, in the order of its best sentence', async () => {
    const { hits } = await search(request('Rücksendung kostenlos', { unit: 'section', limit: 3 }));
    expect(hits[0]).toMatchObject({ documentId: 'rueckgabe', text: shop[1]?.text });
    expect(new Set(hits.map(({ documentId, start }) => `${documentId} ${start}`)).size).toBe(hits.length);
  });

  it('prefers the newer and the trusted of equals where it is told to', async () => {
    const text = 'Der Versand ist kostenlos.';
    const twins = smallIndex([
      { id: 'old', text, publishedAt: '2019-01-01', trust: 'own', title: 'x' },
      { id: 'new', text, publishedAt: '2026-11-01', trust: 'untrusted', title: 'x' },
    ]);
    const first = async (boosts: object) =>
      (await search(request('Versand'), reader, { ...twins, optionsOf: () => ({ ...searchDefaults, boosts }) })).hits[0]
        ?.documentId;
    expect(await first({ recencyHalfLifeDays: 365 })).toBe('new');
    expect(await first({ trust: { untrusted: 0.5, reviewed: 0.8, own: 1 } })).toBe('old');
  });

  it('puts what repeats a hit behind what does not where diversity is asked for', async () => {
    const text = 'Der Versand nach Österreich kostet 9 Euro.';
    const twins = smallIndex([
      { id: 'one', text, title: 'x' },
      { id: 'other', text, title: 'x' },
      { id: 'returns', text: 'Die Rücksendung aus Wien ist frei.', title: 'x' },
    ]);
    const order = async (diversity: number) =>
      (
        await search(request('Versand nach Österreich', { limit: 3 }), reader, {
          ...twins,
          optionsOf: () => ({ ...searchDefaults, diversity }),
        })
      ).hits.map(({ documentId }) => documentId);
    expect((await order(0))[2]).toBe('returns');
    expect((await order(0.8))[1]).toBe('returns');
  });

  it('gives the same answer to the same question', async () => {
    const asked = request('Welche Ware nehmen wir zurück?', { limit: 100 });
    const parts = smallIndex(shop);
    expect(await search(asked, reader, parts)).toEqual(await search(asked, reader, parts));
    expect(await search(asked)).toEqual(await search(asked, reader, smallIndex([...shop].reverse())));
  });

  it('prefers what holds a number where one is asked for', async () => {
    const { hits } = await search(request('Wie viele Tage dauert die Lieferung?'));
    const [first] = hits;
    expect(first?.signals.expected).toEqual({ raw: expect.any(Number), normalised: 1, rank: null });
    const without = hits.filter(({ text }) => !/\d|drei|ein/.test(text));
    expect(without.every(({ signals }) => signals.expected?.normalised === 0)).toBe(true);
  });

  it('finds nothing of a source that is closed to the reader, whatever its documents said when they came', async () => {
    const closed = { ...reader, closedSources: ['terms'] };
    const sourcesOf = async (who: Reader) => {
      const { hits, corpus } = await search(request('Which documents do you have?', { limit: 50 }), who);
      return [...new Set([...hits, ...(corpus?.documents ?? [])].map(({ source }) => source))].sort();
    };
    expect([await sourcesOf(reader), await sourcesOf(closed)]).toEqual([['faq', 'terms'], ['faq']]);
  });

  it('leaves out a document whose text was erased in between', async () => {
    const { texts } = smallIndex(shop.filter(({ id }) => id !== 'versand'));
    const { hits } = await search(request('Versand nach Österreich'), reader, { texts });
    expect(hits.length).toBeGreaterThan(0);
    expect(hits.some(({ documentId }) => documentId === 'versand')).toBe(false);
  });

  it.each<[string, SearchFilters, string[], readonly string[]]>([
    ['Welche Dokumente habt ihr?', {}, ['public'], ['bestellung', 'returns', 'rueckgabe', 'versand']],
    ['Which documents do you have?', { languages: ['en'] }, ['public'], ['returns']],
    ['Welche Dokumente gibt es?', {}, ['role:analyst'], ['intern']],
    ['Which documents do you have on Bestellung 4821377?', {}, ['public'], ['bestellung']],
    ['Wie viele Dokumente hast du zu Österreich?', {}, ['public'], ['versand']],
  ])('tells which documents there are, under the same rights: %s', async (query, filters, access, expected) => {
    const { corpus } = await search(request(query, { filters }), { tenant: 'demo', access });
    expect(corpus?.documents.map(({ documentId }) => documentId).sort()).toEqual(expected);
    expect(corpus?.total).toBe(expected.length);
    expect(corpus?.sources.reduce((sum, { count }) => sum + count, 0)).toBe(expected.length);
  });

  it.each([
    ['section', 'Der Versand nach Österreich kostet 9 Euro.', { kind: 'section' }, shop[0]?.text],
    ['neighbours', 'Der Versand nach Österreich kostet 9 Euro.', { kind: 'neighbours', sentences: 1 }, shop[0]?.text],
    [
      'no neighbour',
      'Der Versand nach Österreich kostet 9 Euro.',
      { kind: 'neighbours', sentences: 0 },
      'Der Versand nach Österreich kostet 9 Euro.',
    ],
  ] as const)('has a context: %s', async (_what, query, surroundings, expected) => {
    const { texts } = smallIndex(shop);
    const [hit] = (await search(request(query))).hits;
    if (!hit) throw new Error('nothing found');
    const passage = await contextOf(hit, surroundings, 'demo', texts);
    expect(passage?.text).toBe(expected);
    expect(passage?.text).toBe(shop[0]?.text.slice(passage?.start, passage?.end));
  });

  describe('with a re-ranker', () => {
    const byLength: Reranker = { model: 'length', rerank: async (_query, texts) => texts.map(({ length }) => length) };
    const withReranker = (reranker: Reranker) => search(request('Ware'), reader, { rerankerOf: () => reranker });

    it('is in its order', async () => {
      const { hits, reranked } = await withReranker(byLength);
      expect(reranked).toBe('yes');
      expect(hits.map(({ text }) => text.length)).toEqual(hits.map(({ text }) => text.length).sort((a, b) => b - a));
      expect(hits[0]?.rerankScore).toBe(hits[0]?.text.length);
    });

    it.each<[string, Reranker['rerank']]>([
      ['is down', () => Promise.reject(new Error('down'))],
      ['answers with too few scores', async () => [1]],
      ['answers with no number', async (_query, texts) => texts.map(() => Number.NaN)],
    ])('is in the order of the fusion where it %s, and says so', async (_what, rerank) => {
      const { hits, reranked } = await withReranker({ model: 'broken', rerank });
      const plain = await search(request('Ware'));
      expect(reranked).toBe('failed');
      expect(hits.map(({ start, documentId }) => [documentId, start])).toEqual(
        plain.hits.map(({ start, documentId }) => [documentId, start]),
      );
    });
  });

  it.each<[string, SearchRequest, string]>([
    ['an empty question', request('  '), 'query'],
    ['a long question', request('a'.repeat(2_001)), 'query'],
    ['no hits', request('a', { limit: 0 }), 'limit'],
    ['too many hits', request('a', { limit: 101 }), 'limit'],
    ['an empty filter', request('a', { filters: { sources: [] } }), 'filters.sources'],
    [
      'a long filter',
      request('a', { filters: { documentIds: Array.from({ length: 101 }, String) } }),
      'filters.documentIds',
    ],
    ['a date that is none', request('a', { filters: { publishedFrom: '2026-13-01' } }), 'filters.publishedFrom'],
    [
      'dates the wrong way round',
      request('a', { filters: { publishedFrom: '2026-02-01', publishedTo: '2026-01-01' } }),
      'filters.publishedFrom',
    ],
  ])('refuses %s and names the field', async (_what, asked, field) => {
    await expect(search(asked)).rejects.toMatchObject({ code: 'RAG_SEARCH_INVALID', field });
  });
});

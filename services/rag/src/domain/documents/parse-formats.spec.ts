import { outline, parsed } from '../../testing/documents.js';
import type { MediaType } from '../document.js';

describe('Markdown', () => {
  it('reads structure, tables and the front matter', async () => {
    const source =
      '---\ntitle: "Versand"\nlang: de-AT\ndate: 2026-05-04\n---\n# Kosten\n\nFrei *ab* [50 €](https://x.de/a).\nZweite Zeile  \nDritte\n\n1. Eins\n2. Zwei\n\n> Zitat\n\n```js\na()\n```\n\n| Land | Preis |\n|---|---|\n| DE | 4,90 € |\n';
    const file = await parsed(source, 'text/markdown');
    expect(file).toMatchObject({ title: 'Versand', language: 'de', publishedAt: '2026-05-04' });
    expect(outline(file)).toEqual([
      'heading1: Kosten',
      'paragraph: Frei ab 50 €. Zweite Zeile\nDritte',
      'list-item: Eins',
      'list-item: Zwei',
      'quote: Zitat',
      'code: a()',
      'table-row: Land | Preis',
      'table-row: DE | 4,90 €',
    ]);
    expect(file.blocks.at(-1)?.columns).toEqual(['Land', 'Preis']);
  });

  it('hides nothing in HTML', async () => {
    const { text, notes } = await parsed(
      'Text <span style="display:none">geheim</span> hier.\n\n<div hidden>\n\nauch *geheim*\n\n</div>\n\n<!-- und hier -->\n\nEnde a < b',
      'text/markdown',
    );
    expect(text).toBe('Text hier.\n\nEnde a < b');
    expect(notes.map(({ kind, count }) => [kind, count])).toEqual([
      ['hidden-text', 1],
      ['hidden-text', 1],
      ['hidden-text', 1],
    ]);
  });

  it('refuses quotes within quotes without end', async () => {
    await expect(parsed(`${'>'.repeat(5_000)} x`, 'text/markdown')).rejects.toMatchObject({
      code: 'RAG_DOCUMENT_TOO_DEEP',
    });
  });
});

describe('plain text', () => {
  it.each<[string, string, string[]]>([
    ['paragraphs', 'Eins.\r\n\r\nZwei.', ['paragraph: Eins.', 'paragraph: Zwei.']],
    ['lines that were wrapped', `${'Wort '.repeat(12)}\nund weiter.`, [`paragraph: ${'Wort '.repeat(12)}und weiter.`]],
    ['lines that were not', 'Lampenweg 1\n12345 Ort', ['paragraph: Lampenweg 1\n12345 Ort']],
    ['underlined headings', 'Titel\n=====\nText', ['heading1: Titel', 'paragraph: Text']],
    ['lists', 'Es gibt:\n- Eins\n- Zwei', ['paragraph: Es gibt:', 'list-item: Eins', 'list-item: Zwei']],
    [
      'questions',
      'Frage: Wie?\nAntwort: So.\n\nQ: How?\nA: Thus.',
      ['question: Wie?', 'answer: So.', 'question: How?', 'answer: Thus.'],
    ],
  ])('reads %s', async (_name, text, expected) => {
    expect(outline(await parsed(text, 'text/plain'))).toEqual(expected);
  });
});

describe('CSV', () => {
  it.each<[string, MediaType, string]>([
    ['German, with semicolons', 'text/csv', 'Frage;Antwort\nWie lange?;"30 Tage; ab Lieferung."'],
    ['English, with commas', 'text/csv', 'id,Question,Answer\n1,Wie lange?,30 Tage; ab Lieferung.'],
    ['with tabs', 'text/tab-separated-values', 'answer\tquestion\n30 Tage; ab Lieferung.\tWie lange?\n'],
    ['with a mark and CRLF', 'text/csv', '\ufeffQuestion,Answer\r\nWie lange?,"30 Tage; ab Lieferung."\r\n'],
  ])('finds questions and answers: %s', async (_name, mediaType, source) => {
    expect(outline(await parsed(source, mediaType))).toEqual([
      'question: Wie lange?',
      'answer: 30 Tage; ab Lieferung.',
    ]);
  });

  it('keeps topics as headings, paragraphs of an answer, and says which columns it left out', async () => {
    const file = await parsed(
      'Thema,Frage,Antwort,Link\nVersand,A?,"Eins.\n\nZwei.",x\nVersand,B?,<p>Drei</p><p>Vier</p>,y',
      'text/csv',
    );
    expect(outline(file)).toEqual([
      'heading2: Versand',
      'question: A?',
      'answer: Eins.',
      'answer: Zwei.',
      'question: B?',
      'answer: Drei',
      'answer: Vier',
    ]);
    expect(file.notes).toEqual([{ kind: 'left-out', count: 1, detail: 'columns Link' }]);
  });

  it('takes columns that are named for it, and says when there is none of the name', async () => {
    const source = 'Betreff,Text\nWie?,So.';
    const faqColumns = { question: 'Betreff', answer: 'text' };
    expect(outline(await parsed(source, 'text/csv', { faqColumns }))).toEqual(['question: Wie?', 'answer: So.']);
    await expect(
      parsed(source, 'text/csv', { faqColumns: { question: 'Titel', answer: 'Text' } }),
    ).rejects.toMatchObject({
      code: 'RAG_COLUMN_UNKNOWN',
      details: { column: 'Titel', found: 'Betreff, Text' },
    });
  });

  it('reads other tables by row', async () => {
    const file = await parsed('Land,Preis\nDE,"4,90 €"\n', 'text/csv');
    expect(outline(file)).toEqual(['table-row: Land | Preis', 'table-row: DE | 4,90 €']);
    expect(file.blocks[1]?.columns).toEqual(['Land', 'Preis']);
  });

  it.each([
    ['rows of other lengths', 'a,b\n1,2\n3\n', { code: 'RAG_CSV_INVALID', details: { line: 3 } }],
    ['a quote that never ends', 'a,b\n1,"2\n', { code: 'RAG_CSV_INVALID' }],
    [
      'too many columns',
      `${'a,'.repeat(300)}b\n`,
      { code: 'RAG_DOCUMENT_TOO_LARGE', details: { limit: 200, what: 'columns' } },
    ],
  ])('refuses %s', async (_name, source, error) => {
    await expect(parsed(source, 'text/csv')).rejects.toMatchObject(error);
  });
});

describe('JSON', () => {
  const arc = {
    'g:id': 'L-100',
    title: 'Schreibtischlampe Arc',
    description: '<p>Hell &amp; klein.</p>',
    price: '49.90 EUR',
    availability: 'in_stock',
    link: 'https://x.de',
    cable_length: '1.8 m',
  };

  it('writes one section per product', async () => {
    const file = await parsed(
      JSON.stringify({
        title: 'Katalog',
        language: 'de',
        items: [arc, { name: 'Dome', price: { value: 79.9, currency: 'EUR' } }],
      }),
      'application/json',
    );
    expect(file).toMatchObject({ title: 'Katalog', language: 'de' });
    expect(outline(file)).toEqual([
      'heading2: Schreibtischlampe Arc',
      'paragraph: Hell & klein.',
      'list-item: Schreibtischlampe Arc – Artikelnummer: L-100',
      'list-item: Schreibtischlampe Arc – Preis: 49.90 EUR',
      'list-item: Schreibtischlampe Arc – Verfügbarkeit: auf Lager',
      'list-item: Schreibtischlampe Arc – cable length: 1.8 m',
      'heading2: Dome',
      'list-item: Dome – Preis: 79.9 EUR',
    ]);
  });

  it('reads questions, also those of schema.org', async () => {
    const page = {
      '@type': 'FAQPage',
      mainEntity: [{ '@type': 'Question', name: 'Wie?', acceptedAnswer: { '@type': 'Answer', text: 'So.' } }],
    };
    expect(outline(await parsed(JSON.stringify(page), 'application/json'))).toEqual(['question: Wie?', 'answer: So.']);
    expect(outline(await parsed('[{"question":"Wie?","answer":"So."}]', 'application/json'))).toEqual([
      'question: Wie?',
      'answer: So.',
    ]);
  });

  it.each([
    ['what ends early', '{"items":[', 'RAG_JSON_INVALID'],
    ['what is none', 'hello', 'RAG_JSON_INVALID'],
    ['what holds no list', '{"a":1}', 'RAG_JSON_SHAPE_UNKNOWN'],
    ['a list of numbers', '[1,2]', 'RAG_JSON_SHAPE_UNKNOWN'],
    ['what nests without end', '['.repeat(1_000_000), 'RAG_DOCUMENT_TOO_DEEP'],
  ])('refuses %s', async (_name, source, code) => {
    await expect(parsed(source, 'application/json')).rejects.toMatchObject({ code });
  });
});

describe('any document', () => {
  it.each([
    ['a PDF announced as text', '%PDF-1.7', 'text/plain', 'RAG_DOCUMENT_NOT_OF_TYPE'],
    ['an archive announced as text', 'PK\x03\x04', 'text/csv', 'RAG_DOCUMENT_NOT_OF_TYPE'],
    ['a type that is not read', 'x', 'image/png', 'RAG_DOCUMENT_TYPE_UNKNOWN'],
  ])('is refused: %s', async (_name, source, mediaType, code) => {
    await expect(parsed(source, mediaType as MediaType)).rejects.toMatchObject({ code });
  });

  it('is refused when it is too large, in bytes or in text', async () => {
    const refused = (limits: object) =>
      expect(parsed('Wort '.repeat(100), 'text/plain', { limits })).rejects.toMatchObject({
        code: 'RAG_DOCUMENT_TOO_LARGE',
      });
    await refused({ maxBytes: 499 });
    await refused({ maxTextUnits: 400 });
  });

  it('takes its title from whoever hands it in, from itself, from its first heading or from its name', async () => {
    expect((await parsed('<title>B</title><h1>C</h1>', 'text/html')).title).toBe('B');
    expect((await parsed('# C', 'text/markdown')).title).toBe('C');
    expect((await parsed('Text', 'text/plain')).title).toBe('doc-1');
  });
});

import { outline, parsed } from '../../../testing/documents.js';
import { column, type PdfInk, pdfOf } from '../../../testing/pdf.js';

const read = (pages: readonly (readonly PdfInk[])[], parts = {}) => parsed(pdfOf(pages, parts), 'application/pdf');
const ink = (text: string, place: Partial<PdfInk> = {}): PdfInk => ({ text, x: 60, y: 500, ...place });
const prose = (subject: string, lines: number) =>
  Array.from({ length: lines }, (_, index) => `${subject} Zeile ${index + 1} ist ein Satz.`);

describe('PDF', () => {
  it('reads headings by size, paragraphs by distance, and words broken at line ends', async () => {
    const file = await read([
      [
        ink('Rückgabe – kurz', { y: 780, size: 20 }),
        ...column(
          [
            'Sie können jede Lampe innerhalb von dreißig Ta-',
            'gen zurückgeben. Ein- und',
            'Ausgang liegen im E-',
            'Mail-Postfach.',
          ],
          { y: 740 },
        ),
        ...column(['Ein neuer Absatz für 5 €.'], { y: 640 }),
      ],
    ]);
    expect(outline(file)).toEqual([
      'heading1: Rückgabe – kurz',
      'paragraph: Sie können jede Lampe innerhalb von dreißig Tagen zurückgeben. Ein- und Ausgang liegen im E-Mail-Postfach.',
      'paragraph: Ein neuer Absatz für 5 €.',
    ]);
    expect(file.blocks.map(({ page }) => page)).toEqual([1, 1, 1]);
  });

  it('reads one column after the other, and what stands across them in its place', async () => {
    const left = prose('Links', 8);
    const right = prose('Rechts', 8);
    const rows = left.flatMap((text, index) => [
      ink(text, { x: 50, y: 700 - index * 14 }),
      ink(right[index] ?? '', { x: 310, y: 700 - index * 14 }),
    ]);
    const { text } = await read([
      [ink('Ein Titel über die ganze Breite der beiden Spalten', { y: 780, x: 50, size: 18 }), ...rows],
    ]);
    expect(text.replace(/\s+/g, ' ')).toBe(
      `Ein Titel über die ganze Breite der beiden Spalten ${left.join(' ')} ${right.join(' ')}`,
    );
  });

  it('leaves out what stands on most pages, and counts it', async () => {
    const pages = [1, 2, 3, 4].map((page) => [
      ink('Lampenladen GmbH', { y: 820, size: 9 }),
      ...column(prose(`Seite ${'abcd'.charAt(page)}`, 5), { y: 700 }),
      ink(`Seite ${page} von 4`, { y: 20, size: 9 }),
    ]);
    const { text, notes } = await read(pages);
    expect(text).not.toMatch(/GmbH|von 4/);
    expect(notes).toContainEqual({ kind: 'boilerplate', count: 8, detail: 'running heads' });
  });

  it('joins a paragraph that goes on at the next page', async () => {
    const file = await read([
      column(['Der Satz beginnt hier und er endet']),
      column(['erst auf der nächsten Seite. Gut.']),
    ]);
    expect(outline(file)).toEqual(['paragraph: Der Satz beginnt hier und er endet erst auf der nächsten Seite. Gut.']);
  });

  it('reads rows of a table and items of a list', async () => {
    const row = (cells: string[], y: number) => cells.map((text, index) => ink(text, { x: 60 + index * 150, y }));
    const file = await read([
      [
        ...row(['Land', 'Preis', 'Tage'], 700),
        ...row(['DE', '4,90 €', '2'], 685),
        ...row(['AT', '9,90 €', '4'], 670),
        ink('• Erstens', { y: 600 }),
        ink('• Zweitens', { y: 586 }),
      ],
    ]);
    expect(outline(file)).toEqual([
      'table-row: Land | Preis | Tage',
      'table-row: DE | 4,90 € | 2',
      'table-row: AT | 9,90 € | 4',
      'list-item: Erstens',
      'list-item: Zweitens',
    ]);
  });

  it.each<[string, Partial<PdfInk>]>([
    ['is not painted', { before: '3 Tr' }],
    ['is white', { before: '1 1 1 rg' }],
    ['is tiny', { size: 0.5 }],
    ['is beside the page', { x: 900 }],
  ])('leaves out text that %s, and reports it', async (_name, place) => {
    const { text, notes } = await read([
      [ink('Sichtbar.', { y: 700 }), ink('Geheim.', place), ink('Auch sichtbar.', { y: 300 })],
    ]);
    expect(text).toBe('Sichtbar.\n\nAuch sichtbar.');
    expect(notes).toEqual([expect.objectContaining({ kind: 'hidden-text', count: 1 })]);
  });

  it('keeps white text on a dark ground', async () => {
    const ground = { before: '0.1 0.1 0.1 rg 0 0 595 842 re f 1 1 1 rg' };
    expect((await read([[ink('Weiß auf Schwarz.', ground)]])).text).toBe('Weiß auf Schwarz.');
  });

  it('takes title, language and date from the file', async () => {
    const file = await read([[ink('Kurz.')]], {
      language: 'de-DE',
      info: { Title: 'Garantie', CreationDate: "D:20260304120000+01'00'" },
    });
    expect(file).toMatchObject({ title: 'Garantie', language: 'de', publishedAt: '2026-03-04' });
    expect((await read([[ink('Kurz.')]], { info: { Title: 'Microsoft Word - a.docx' } })).title).toBe('doc-1');
  });

  it.each<[string, Uint8Array, object]>([
    ['is cut off', pdfOf([[ink('Text')]]).slice(0, 300), { code: 'RAG_DOCUMENT_BROKEN' }],
    ['is no PDF behind its first line', new TextEncoder().encode('%PDF-1.7\nhello'), { code: 'RAG_DOCUMENT_BROKEN' }],
    ['has pages without text', pdfOf([[], []]), { code: 'RAG_DOCUMENT_WITHOUT_TEXT', details: { pages: 2 } }],
    ['hides all it has', pdfOf([[ink('x', { before: '3 Tr' })]]), { code: 'RAG_DOCUMENT_EMPTY' }],
    [
      'announces too many objects',
      pdfOf([[ink('x')]], { trailer: '/Size 900000000' }),
      { code: 'RAG_DOCUMENT_TOO_LARGE', details: { what: 'objects' } },
    ],
    [
      'has a password',
      pdfOf([[ink('x')]], {
        trailer: `/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -44/O<${'ab'.repeat(32)}>/U<${'cd'.repeat(32)}>>>/ID[<${'00'.repeat(16)}><${'00'.repeat(16)}>]`,
      }),
      { code: 'RAG_DOCUMENT_ENCRYPTED' },
    ],
  ])('refuses a file that %s', async (_name, bytes, error) => {
    await expect(parsed(bytes, 'application/pdf')).rejects.toMatchObject(error);
  });

  it('refuses more pages than it may read', async () => {
    const bytes = pdfOf([[ink('a')], [ink('b')]]);
    await expect(parsed(bytes, 'application/pdf', { limits: { maxPages: 1 } })).rejects.toMatchObject({
      code: 'RAG_DOCUMENT_TOO_LARGE',
      details: { what: 'pages' },
    });
  });
});

import { DOCX_TYPE, outline, parsed } from '../../../testing/documents.js';
import { docxOf, heading, item, paragraph, run, table } from '../../../testing/docx.js';
import { zipOf } from '../../../testing/zip.js';

const read = (bytes: Uint8Array) => parsed(bytes, DOCX_TYPE);
const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('DOCX', () => {
  it('reads headings, paragraphs, lists and tables, and what the file says of itself', async () => {
    const body = [
      heading('Versand', 1),
      paragraph(run('Ab 50 € ') + run('frei.', '<w:b/>')),
      item('Eins'),
      item('Zwei'),
      table([
        ['Land', 'Preis'],
        ['DE', '4,90 €'],
      ]),
    ];
    const file = await read(docxOf(body.join('')));
    expect(outline(file)).toEqual([
      'heading1: Versand',
      'paragraph: Ab 50 € frei.',
      'list-item: Eins',
      'list-item: Zwei',
      'table-row: Land | Preis',
      'table-row: DE | 4,90 €',
    ]);
    expect(file).toMatchObject({
      title: 'Versand & Kosten',
      language: 'de',
      publishedAt: '2026-02-01T08:00:00.000Z',
      notes: [],
    });
  });

  it.each([
    ['hidden', '<w:vanish/>'],
    ['white', '<w:color w:val="FFFFFF"/>'],
    ['tiny', '<w:sz w:val="2"/>'],
  ])('leaves out %s runs, and reports them', async (_name, properties) => {
    const { text, notes } = await read(docxOf(paragraph(run('Vorher.') + run(' Geheim.', properties))));
    expect(text).toBe('Vorher.');
    expect(notes).toEqual([{ kind: 'hidden-text', count: 1, detail: 'hidden, white or tiny runs' }]);
  });

  it.each([
    ['white on a ground', '<w:color w:val="FFFFFF"/><w:shd w:fill="000000"/>'],
    ['not hidden after all', '<w:vanish w:val="0"/>'],
  ])('keeps runs that are %s', async (_name, properties) => {
    expect((await read(docxOf(paragraph(run('Sichtbar.', properties))))).text).toBe('Sichtbar.');
  });

  it('leaves out what was deleted, and unpacks no embedded file', async () => {
    const deleted = '<w:del w:id="1" w:author="a"><w:r><w:delText>alt</w:delText></w:r></w:del>';
    const { text, notes } = await read(
      docxOf(paragraph(run('Neu.') + deleted), [{ name: 'word/embeddings/inner.zip', bytes: zipOf([]) }]),
    );
    expect(text).toBe('Neu.');
    expect(notes).toEqual([{ kind: 'left-out', count: 1, detail: 'embedded files' }]);
  });

  const good = docxOf(paragraph(run('Text')));
  it.each<[string, Uint8Array, object]>([
    ['is cut off', good.slice(0, 500), { code: 'RAG_DOCUMENT_BROKEN' }],
    ['is another archive', zipOf([{ name: 'a.txt', bytes: bytesOf('x') }]), { code: 'RAG_DOCUMENT_BROKEN' }],
    [
      'is no XML inside',
      zipOf([{ name: 'word/document.xml', bytes: bytesOf('hello') }]),
      { code: 'RAG_DOCUMENT_BROKEN' },
    ],
    ['has no text', docxOf(paragraph('')), { code: 'RAG_DOCUMENT_EMPTY' }],
    [
      'declares entities',
      docxOf(paragraph(run('x')), [
        { name: 'word/footnotes.xml', bytes: bytesOf('<!DOCTYPE a [<!ENTITY b "c">]><a/>') },
      ]),
      { code: 'RAG_DOCUMENT_BROKEN' },
    ],
    ['nests without end', docxOf('<w:p>'.repeat(5_000)), { code: 'RAG_DOCUMENT_TOO_DEEP' }],
    [
      'is packed too well',
      docxOf(paragraph(run('x')), [{ name: 'word/media/a.bin', bytes: new Uint8Array(5_000_000) }]),
      { code: 'RAG_ARCHIVE_SUSPICIOUS' },
    ],
    [
      'lies about its sizes',
      zipOf([{ name: 'word/document.xml', bytes: bytesOf('<w/>'.repeat(50_000)), claimedBytes: 4 }]),
      { code: 'RAG_DOCUMENT_BROKEN' },
    ],
    [
      'has too many files',
      zipOf(Array.from({ length: 2_001 }, (_, index) => ({ name: `${index}`, bytes: bytesOf('') }))),
      { code: 'RAG_DOCUMENT_TOO_LARGE', details: { what: 'files' } },
    ],
    ['leads out of its folder', zipOf([{ name: '../../evil', bytes: bytesOf('x') }]), { code: 'RAG_DOCUMENT_BROKEN' }],
    [
      'has a password',
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, ...Buffer.from('EncryptedPackage', 'utf16le')]),
      { code: 'RAG_DOCUMENT_ENCRYPTED' },
    ],
    ['is of an old Word', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), { code: 'RAG_DOCUMENT_BROKEN' }],
  ])('refuses a file that %s', async (_name, bytes, error) => {
    await expect(read(bytes)).rejects.toMatchObject(error);
  });

  it('refuses what unpacks to more than it may, whatever the ratio', async () => {
    const words = bytesOf(Array.from({ length: 20_000 }, (_, index) => index.toString(36)).join(' '));
    await expect(
      parsed(docxOf(paragraph(run('x')), [{ name: 'a', bytes: words }]), DOCX_TYPE, {
        limits: { maxUnpackedBytes: 50_000 },
      }),
    ).rejects.toMatchObject({
      code: 'RAG_ARCHIVE_SUSPICIOUS',
    });
  });
});

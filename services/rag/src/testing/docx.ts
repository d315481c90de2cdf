import { type ZipEntry, zipOf } from './zip.js';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const text = (source: string) => new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>${source}`);
const style = (id: string, name: string) =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`;

/** A run of text with its properties, such as `<w:vanish/>`. */
export const run = (content: string, properties = '') =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${content}</w:t></w:r>`;
/** A paragraph with its properties, such as `<w:pStyle w:val="berschrift1"/>`. */
export const paragraph = (runs: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${runs}</w:p>`;
export const heading = (content: string, level: number) =>
  paragraph(run(content), `<w:pStyle w:val="berschrift${level}"/>`);
export const item = (content: string) =>
  paragraph(run(content), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>');
export const table = (rows: readonly (readonly string[])[]) =>
  `<w:tbl>${rows.map((cells) => `<w:tr>${cells.map((cell) => `<w:tc>${paragraph(run(cell))}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`;

/** A DOCX as a German Word writes it. */
export function docxOf(body: string, others: readonly ZipEntry[] = []): Uint8Array {
  return zipOf([
    {
      name: '[Content_Types].xml',
      bytes: text(
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      ),
    },
    {
      name: '_rels/.rels',
      bytes: text(
        `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>`,
      ),
    },
    {
      name: 'word/_rels/document.xml.rels',
      bytes: text(
        `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${RELATIONS}/styles" Target="styles.xml"/><Relationship Id="r2" Type="${RELATIONS}/numbering" Target="numbering.xml"/></Relationships>`,
      ),
    },
    { name: 'word/document.xml', bytes: text(`<w:document ${W}><w:body>${body}</w:body></w:document>`) },
    {
      name: 'word/styles.xml',
      bytes: text(
        `<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="de-DE"/></w:rPr></w:rPrDefault></w:docDefaults>${style('berschrift1', 'heading 1')}${style('berschrift2', 'heading 2')}${style('Titel', 'Title')}</w:styles>`,
      ),
    },
    {
      name: 'word/numbering.xml',
      bytes: text(
        `<w:numbering ${W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
      ),
    },
    {
      name: 'docProps/core.xml',
      bytes: text(
        '<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>Versand &amp; Kosten</dc:title><dcterms:created>2026-02-01T08:00:00Z</dcterms:created></cp:coreProperties>',
      ),
    },
    ...others,
  ]);
}

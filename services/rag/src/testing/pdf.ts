/** Text at a place of a page: points from the lower left corner. */
export interface PdfInk {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size?: number;
  /** Operators before the text, such as `1 1 1 rg` (white) or `3 Tr` (no ink). */
  readonly before?: string;
}

export interface PdfParts {
  readonly info?: Readonly<Record<string, string>>;
  readonly language?: string;
  /** Entries of the trailer, such as an encryption dictionary. */
  readonly trailer?: string;
}

/** A small PDF of A4 pages in Helvetica, Windows-1252, uncompressed. */
export function pdfOf(
  pages: readonly (readonly PdfInk[])[],
  { info = {}, language, trailer = '' }: PdfParts = {},
): Uint8Array {
  const kids = pages.map((_, index) => `${4 + 2 * index} 0 R`).join(' ');
  const entries = Object.entries(info).map(([name, value]) => `/${name} ${literal(value)}`);
  const objects = [
    `<</Type/Catalog/Pages 2 0 R${language === undefined ? '' : `/Lang${literal(language)}`}>>`,
    `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
    ...pages.flatMap((inks, index) => {
      const content = inks
        .map(
          ({ text, x, y, size = 11, before = '' }) =>
            `q ${before} BT /F1 ${size} Tf ${x} ${y} Td ${literal(text)} Tj ET Q`,
        )
        .join('\n');
      return [
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${5 + 2 * index} 0 R/Resources<</Font<</F1 3 0 R>>>>>>`,
        `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
      ];
    }),
    `<<${entries.join('')}>>`,
  ];
  const head = '%PDF-1.4\n';
  const offsets: number[] = [];
  let body = head;
  for (const [index, object] of objects.entries()) {
    offsets.push(body.length);
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<</Size ${size}/Root 1 0 R/Info ${objects.length} 0 R${trailer}>>\nstartxref\n${body.length}\n%%EOF\n`;
  return windows1252(body + end);
}

/** Lines of text below each other. */
export function column(lines: readonly string[], place: Partial<PdfInk> = {}): PdfInk[] {
  const { x = 60, y = 780, size = 11 } = place;
  return lines.map((text, index) => ({ ...place, text, x, y: y - index * size * 1.25, size }));
}

const literal = (text: string) => `(${text.replace(/[\\()]/g, '\\$&')})`;

function windows1252(text: string): Uint8Array {
  const known: Readonly<Record<string, number>> = {
    '€': 0x80,
    '„': 0x84,
    '…': 0x85,
    '“': 0x93,
    '”': 0x94,
    '•': 0x95,
    '–': 0x96,
  };
  return Uint8Array.from([...text].map((one) => known[one] ?? one.charCodeAt(0)));
}

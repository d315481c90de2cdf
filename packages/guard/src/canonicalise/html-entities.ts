import type { Decoder, Replacement } from './view.js';

const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));?/gi;

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  szlig: 'ß',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  excl: '!',
  quest: '?',
  colon: ':',
  semi: ';',
  comma: ',',
  period: '.',
  lpar: '(',
  rpar: ')',
  sol: '/',
  lsqb: '[',
  rsqb: ']',
  num: '#',
  Tab: '\t',
  NewLine: '\n',
  zwnj: '',
  zwj: '',
  hyphen: '-',
};

/** Character references of HTML: decimal, hexadecimal, and the named ones that matter in prose. */
export const htmlEntities: Decoder = {
  layer: 'html-entities',
  decode: (text) => {
    if (!text.includes('&')) return [];
    return Array.from(text.matchAll(ENTITY)).flatMap((match): Replacement[] => {
      const [whole, decimal, hexadecimal, name] = match;
      const plain = name === undefined ? character(decimal, hexadecimal) : NAMED[name];
      return plain === undefined ? [] : [{ start: match.index, end: match.index + whole.length, text: plain }];
    });
  },
};

function character(decimal: string | undefined, hexadecimal: string | undefined): string | undefined {
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  const valid = code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return valid || code === 9 || code === 10 ? String.fromCodePoint(code) : undefined;
}

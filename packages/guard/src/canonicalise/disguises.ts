import { turned } from './rot13.js';

const MORSE: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'a.- b-... c-.-. d-.. e. f..-. g--. h.... i.. j.--- k-.- l.-.. m-- n-. o--- p.--. q--.- r.-. s... t- u..- v...- ' +
    'w.-- x-..- y-.-- z--.. ä.-.- ö---. ü..-- ß...--.. 0----- 1.---- 2..--- 3...-- 4....- 5..... 6-.... 7--... 8---.. 9----. ..-.-.- ,--..-- ?..--.. !-.-.-- :---... ".-..-. /-..-. \'.----. (-.--. )-.--.-'
  )
    .split(' ')
    .map((pair) => [pair[0] ?? '', pair.slice(1)]),
);
const LEET: Readonly<Record<string, string>> = { a: '4', e: '3', i: '1', l: '1', o: '0', s: '5', t: '7' };
const CYRILLIC: Readonly<Record<string, string>> = {
  a: 'а',
  c: 'с',
  e: 'е',
  i: 'і',
  o: 'о',
  p: 'р',
  s: 'ѕ',
  x: 'х',
  y: 'у',
};

const each = (text: string, table: Readonly<Record<string, string>>) =>
  Array.from(text, (character) => table[character.toLowerCase()] ?? character).join('');
const bytes = (text: string) => [...Buffer.from(text, 'utf8')];
const selector = (byte: number) => String.fromCodePoint(byte < 16 ? 0xfe00 + byte : 0xe0100 + byte - 16);
const mathematical = (letter: string) => {
  const code = letter.charCodeAt(0);
  return String.fromCodePoint(code >= 97 ? 0x1d41a + code - 97 : 0x1d400 + code - 65);
};

/** The ways of hiding a text that the canonicaliser undoes, each as the function that hides: for tests and benchmarks. */
export const disguises: Readonly<Record<string, (text: string) => string>> = {
  'zero width': (text) => Array.from(text).join('\u200b'),
  'bidi controls': (text) => text.replace(/\p{L}+/gu, (word) => `\u2066${word}\u2069`),
  'tag characters': (text) =>
    `Hello 😀${bytes(text.normalize('NFKD'))
      .map((byte) => (byte < 0x7f ? String.fromCodePoint(0xe0000 + byte) : ''))
      .join('')}`,
  'variation selectors': (text) => `Hello 😀${bytes(text).map(selector).join('')}`,
  'full width': (text) => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
  mathematical: (text) => text.replace(/[a-z]/gi, mathematical),
  homoglyphs: (text) => each(text, CYRILLIC),
  'combining marks': (text) => text.replace(/[a-z]/gi, (letter) => `${letter}\u0335\u0301`),
  leet: (text) => each(text, LEET),
  'spaced letters': (text) => Array.from(text).join(' '),
  'dotted letters': (text) =>
    text
      .split(' ')
      .map((word) => Array.from(word).join('.'))
      .join('  '),
  base64: (text) => Buffer.from(text, 'utf8').toString('base64'),
  hex: (text) => Buffer.from(text, 'utf8').toString('hex'),
  rot13: turned,
  percent: (text) =>
    bytes(text)
      .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
      .join(''),
  'html entities': (text) => Array.from(text, (character) => `&#${character.codePointAt(0)};`).join(''),
  morse: (text) =>
    text
      .toLowerCase()
      .split(/\s+/)
      .map((word) =>
        Array.from(word, (letter) => MORSE[letter])
          .filter(Boolean)
          .join(' '),
      )
      .join(' / '),
  'base64 in base64': (text) => Buffer.from(Buffer.from(text, 'utf8').toString('base64')).toString('base64'),
  'rot13 in base64 in percent': (text) => encodeURIComponent(Buffer.from(turned(text), 'utf8').toString('base64')),
};
